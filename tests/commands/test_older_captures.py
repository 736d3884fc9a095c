"""Items taken in before anybody asked how they were come by: kept, and said to be not recorded."""

import json
from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Connection, NullPool, create_engine, text

from casework.database.migrating import every_table, migrate, migration_config
from casework.evidence.details import CaptureDetails
from casework.evidence.limits import ItemFacts
from tests.database import Databases
from tests.test_migrations import A_CASE

BEFORE = "0016"
THEN = {
    "what": "Screenshot of a post",
    "platform": "A forum",
    "web_address": "https://forum.example/1",
    "still_online": "removed",
    "last_checked_on": "2026-09-23",
    "captured_at": "about nine",
    "access_route": "shown_by_someone",
    "authenticity": "admitted",
    "counts": None,
}
UNDATED = {"still_online": "yes", "last_checked_on": None}
UNKNOWN = {"still_online": "unknown", "last_checked_on": "2026-09-23"}
TAKE_IN = text(
    """
    INSERT INTO captures (id, case_id, name, kind, name_agrees, size, sha256, key, taken_in_at,
        taken_in_by, details)
    SELECT gen_random_uuid(), c.id, :name, 'png', true, 1, repeat('0', 64), :name,
        '2026-09-30T20:00Z', p.id, cast(:details AS jsonb) FROM cases AS c, people AS p
    """
)
LOOKS = text(
    """
    SELECT c.name, o.looked_on::text, o.found, o.person_name FROM online_checks AS o
    JOIN captures AS c ON c.id = o.capture_id ORDER BY c.name
    """
)


@pytest.fixture(scope="module")
def older(_databases: Databases) -> Iterator[Connection]:
    """A database as it was before, with a few items in it, brought up to date."""
    with _databases.copy("template1") as url:
        engine = create_engine(url, poolclass=NullPool)
        with engine.begin() as connection:
            command.upgrade(migration_config(connection), BEFORE)
            connection.execute(text(A_CASE))
            for name, told in (("a", THEN), ("b", UNDATED), ("c", UNKNOWN), ("d", {})):
                connection.execute(TAKE_IN, {"name": name, "details": json.dumps(told)})
        migrate(url)
        with engine.connect() as connection:
            yield connection


def test_what_is_known_is_kept_and_the_rest_is_not_recorded(older: Connection) -> None:
    rows = older.execute(text("SELECT name, details FROM captures")).all()
    details = {name: CaptureDetails.model_validate(told) for name, told in rows}
    known, nothing = details["a"], details["d"]
    assert (known.platform, known.captured_at) == ("A forum", "about nine")
    assert (known.item_type, known.access_route) == ("screenshot", "shown_by_someone")
    assert (known.authenticity, known.means, known.form) == (
        "admitted",
        "not_recorded",
        "not_recorded",
    )
    assert nothing == CaptureDetails()
    assert ItemFacts(known).admitted


def test_a_look_that_was_recorded_is_dated_and_no_other_is_made_up(older: Connection) -> None:
    assert [tuple(each) for each in older.execute(LOOKS)] == [
        ("a", "2026-09-23", "removed", "Owen Pryce"),
        ("b", "2026-09-30", "yes", "Owen Pryce"),
    ]
    notes = older.execute(text("SELECT note FROM online_checks ORDER BY looked_on")).scalars()
    assert "not recorded" in list(notes)[1]


def test_the_new_tables_are_those_of_the_models(older: Connection) -> None:
    there = set(older.execute(text("SELECT tablename FROM pg_tables")).scalars())
    assert set(every_table().tables) <= there
