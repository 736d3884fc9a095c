"""How enums and moments are kept."""

from datetime import datetime, timedelta, timezone
from enum import StrEnum

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import SQLModel

from casework.database import engine, stored, utc_timestamp


class Colour(StrEnum):
    DARK_RED = "dark_red"
    BLUE = "blue"


PAINTED = Table(
    "painted",
    MetaData(naming_convention=SQLModel.metadata.naming_convention),
    Column("id", Integer, primary_key=True),
    Column("outside", stored(Colour), nullable=False),
    Column("inside", stored(Colour), nullable=False),
    Column("at", utc_timestamp()),
)
RED = {"outside": Colour.DARK_RED, "inside": Colour.BLUE}


@pytest.fixture(autouse=True)
def table(notes: str) -> None:
    PAINTED.create(engine())


def test_an_enum_is_kept_as_its_value_and_read_as_itself() -> None:
    with engine().begin() as connection:
        connection.execute(insert(PAINTED), [RED])
        assert connection.scalar(text("SELECT outside FROM painted")) == "dark_red"
        assert connection.scalar(select(PAINTED.c.outside)) is Colour.DARK_RED


def test_a_value_nobody_knows_is_refused_before_it_is_sent() -> None:
    with engine().begin() as connection, pytest.raises(StatementError, match="green"):
        connection.execute(insert(PAINTED), [{"outside": "green", "inside": Colour.BLUE}])


@pytest.mark.parametrize("column", ["outside", "inside"])
def test_every_column_of_an_enum_has_a_check_with_a_name(column: str) -> None:
    said = {"outside": "blue", "inside": "blue", column: "green"}
    sql = text("INSERT INTO painted (outside, inside) VALUES (:outside, :inside)")
    with (
        engine().begin() as connection,
        pytest.raises(IntegrityError, match=f"ck_painted_{column}"),
    ):
        connection.execute(sql, said)


def test_a_moment_comes_back_in_utc() -> None:
    summer = datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    with engine().begin() as connection:
        connection.execute(insert(PAINTED), [{**RED, "at": summer}])
        read = connection.scalar(select(PAINTED.c.at))
    assert read == summer
    assert read is not None
    assert read.utcoffset() == timedelta(0)
