"""The database that is measured is one that Casework could have made."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import NullPool, create_engine
from sqlmodel import Session

from casework.access import Actor
from casework.case_file.caseload import Filters, caseload
from casework.case_file.desk import desk_of
from casework.case_file.queries import open_case_file
from tests.bench.trust import Filled, filled, server


@pytest.fixture(scope="module")
def trust() -> Iterator[Filled]:
    with server() as postgres:
        yield filled(postgres, 1_040)


@pytest.fixture
def reading(trust: Filled) -> Iterator[Session]:
    with Session(create_engine(trust.url, poolclass=NullPool)) as session:
        yield session


@pytest.fixture
def adviser(trust: Filled) -> Actor:
    return Actor(UUID(trust.hr), "The HR adviser who is watched")


def test_the_adviser_has_the_caseload_that_is_promised(reading: Session, adviser: Actor) -> None:
    desk = desk_of(reading, adviser)
    assert (desk.reports, desk.cases, desk.hearings, desk.own) == (10, 260, 60, [])
    assert caseload(reading, adviser, Filters()).total == 260
    assert caseload(reading, adviser, Filters(closed=True)).total == 240


def test_what_is_beyond_the_work_in_hand_is_history(trust: Filled) -> None:
    with trust.connection() as connection:
        found = connection.execute("SELECT count(*) FROM cases WHERE stage <> 'closed'").fetchone()
    assert found == (760,)


def test_every_case_on_the_first_page_opens(reading: Session, adviser: Actor) -> None:
    today = datetime.now(UTC).date()
    for row in caseload(reading, adviser, Filters()).rows:
        assert open_case_file(reading, adviser, row.reference, today).entries
