"""While versions change over, the one before goes on working; where it cannot, it says so."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest
from alembic import command
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, Engine, NullPool, create_engine, text

from casework.database.migrating import (
    SINCE,
    Age,
    age,
    migrate,
    migration_config,
    oldest_that_works,
)
from casework.errors import DatabaseUnavailable
from tests.database import Databases
from tests.running.shapes import shape, taken_away

ROLLING_SINCE = "0051"  # what came before was never upgraded while it ran
COMMENT = "COMMENT ON TABLE alembic_version IS '{}'"


@pytest.fixture
def nothing(_databases: Databases) -> Iterator[Engine]:
    """A database without a single table."""
    with _databases.copy("template1") as url:
        yield create_engine(url, poolclass=NullPool)


@pytest.fixture
def migrated(_databases: Databases) -> Iterator[Engine]:
    with _databases.copy() as url:
        yield create_engine(url, poolclass=NullPool)


def newer_ones() -> list[Script]:
    """Every migration after the first that may meet the version before, in their order."""
    scripts = ScriptDirectory.from_config(migration_config())
    return [each for each in scripts.walk_revisions() if each.revision > ROLLING_SINCE][::-1]


def test_a_migration_takes_nothing_away_that_the_version_before_uses(nothing: Engine) -> None:
    with nothing.begin() as connection:
        command.upgrade(migration_config(connection), ROLLING_SINCE)
        before = shape(connection)
        assert len(before.tables) > 100
        assert len(before.functions) > 20
        for script in newer_ones():
            command.upgrade(migration_config(connection), script.revision)
            after = shape(connection)
            refuse_unless_it_was_unused(script, taken_away(before, after))
            before = after


def refuse_unless_it_was_unused(script: Script, told: list[str]) -> None:
    named = getattr(script.module, "UNUSED_SINCE", None)
    assert named or not told, (
        f"{script.revision} breaks whoever still runs the version before: {told}. Leave it for a "
        "release, or say in UNUSED_SINCE the newest migration of the version that stopped using it"
    )
    if named:
        assert ROLLING_SINCE <= named < script.revision, "it names an earlier version"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DROP TABLE saved_views", "the table saved_views is gone"),
        ("ALTER TABLE saved_views RENAME TO views", "the table saved_views is gone"),
        ("ALTER TABLE saved_views DROP name", "the column saved_views.name is gone"),
        ("ALTER TABLE saved_views RENAME name TO label", "the column saved_views.name is gone"),
        ("ALTER TABLE saved_views ADD x int NOT NULL", "saved_views.x must be written"),
        ("ALTER TABLE cases ALTER closed_at SET NOT NULL", "cases.closed_at must be written"),
        (
            "ALTER TABLE saved_views ALTER opens_first DROP DEFAULT",
            "saved_views.opens_first must be written",
        ),
        (
            "ALTER TABLE saved_views ALTER listed TYPE varchar(40)",
            "saved_views.listed was character varying and is character varying(40)",
        ),
        ("DROP FUNCTION cases_for CASCADE", "the function cases_for(text"),
    ],
)
def test_what_would_break_the_version_before_is_named(
    migrated: Engine, change: str, told: str
) -> None:
    with migrated.connect() as connection:
        assert any(each.startswith(told) for each in changed_by(connection, change))


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE more (id int NOT NULL)",
        "ALTER TABLE saved_views ADD x int",
        "ALTER TABLE saved_views ADD x int NOT NULL DEFAULT 0",
        "ALTER TABLE saved_views ALTER name DROP NOT NULL",
        "CREATE FUNCTION more() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE VIEW more AS SELECT id FROM cases",
    ],
)
def test_what_only_adds_is_let_pass(migrated: Engine, change: str) -> None:
    with migrated.connect() as connection:
        assert changed_by(connection, change) == []


def changed_by(connection: Connection, change: str) -> list[str]:
    before = shape(connection)
    connection.execute(text(change))
    return taken_away(before, shape(connection))


def script(revision: str, unused_since: str | None = None) -> Script:
    told = {"UNUSED_SINCE": unused_since} if unused_since else {}
    return cast(Script, SimpleNamespace(revision=revision, module=SimpleNamespace(**told)))


def test_the_oldest_that_works_stopped_using_the_last_thing_that_was_taken_away() -> None:
    adds = [script("0003"), script("0002"), script("0001")]
    assert oldest_that_works(adds) == "0001"
    assert oldest_that_works([script("0004", "0002"), *adds]) == "0002"
    assert oldest_that_works([script("0005", "0003"), script("0004", "0002"), *adds]) == "0003"
    assert oldest_that_works([script("0005", "0001"), script("0004", "0003"), *adds]) == "0003"


def test_a_version_goes_on_in_a_newer_database_that_says_so(migrated: Engine) -> None:
    url = migrated.url.render_as_string(hide_password=False)
    with migrated.begin() as connection:
        assert age(connection) is Age.SAME
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        assert age(connection) is Age.NEWER_AND_FITS
    migrate(url)  # started again, it leaves what it finds
    with migrated.begin() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
        connection.execute(text(COMMENT.format(SINCE + "9998")))
        assert age(connection) is Age.TOO_NEW
    with pytest.raises(DatabaseUnavailable, match="made by a newer version"):
        migrate(url)


def test_a_newer_database_that_says_nothing_is_not_trusted(migrated: Engine) -> None:
    with migrated.begin() as connection:
        connection.execute(text("COMMENT ON TABLE alembic_version IS NULL"))
        assert age(connection) is Age.SAME
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        assert age(connection) is Age.TOO_NEW


def test_one_that_was_migrated_earlier_is_told_to_migrate(nothing: Engine) -> None:
    with nothing.begin() as connection:
        assert age(connection) is Age.OLDER
        command.upgrade(migration_config(connection), ROLLING_SINCE)
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
        assert age(connection) is Age.OLDER
