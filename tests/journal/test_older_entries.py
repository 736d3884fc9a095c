"""Entries from before there were leaves keep their seal, and new ones chain on to them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from alembic import command
from sqlalchemy import Connection, NullPool, create_engine, text
from sqlmodel import Session

from casework import database, journal
from casework.access import CASEWORK
from casework.database.migrating import every_table, migrate, migration_config
from casework.journal.leaves import FIRST
from tests.database import Databases, as_owner
from tests.journal.chains import ToldApart, with_the_keys
from tests.test_migrations import A_CASE

AT = datetime(2026, 3, 2, 9, 30, 0, 123457, tzinfo=UTC)
NADIA = UUID(int=7)


def sealed_then(entry: dict[str, object], case: UUID | None) -> str:
    """The formula of the first version, word for word."""
    told = {
        "case": str(case) if case else None,
        "number": entry["number"],
        "at": AT.timestamp().hex(),
        "actor": [str(NADIA), "Nadia Farrow"],
        "kind": entry["kind"],
        "sentence": entry["sentence"],
        "facts": entry["facts"],
    }
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(f"{entry['previous']}{canonical}".encode()).hexdigest()


def write_then(connection: Connection, case: UUID | None, length: int) -> None:
    previous = FIRST
    for number in range(1, length + 1):
        entry: dict[str, object] = {
            "number": number,
            "kind": "DeadlineSet",
            "sentence": f"said “Ä {number}”",
            "facts": {"b": [1, None, True], "a": {"ü": 1.5}},
            "previous": previous,
        }
        previous = sealed_then(entry, case)
        connection.execute(
            text(
                "INSERT INTO journal (case_id, number, at, actor_id, actor_name, kind, sentence, "
                "facts, previous, hash) VALUES (:case, :number, :at, :actor, 'Nadia Farrow', "
                ":kind, :sentence, cast(:facts AS jsonb), :previous, :hash)"
            ),
            entry
            | {"facts": json.dumps(entry["facts"]), "case": case, "actor": NADIA}
            | {"at": AT, "hash": previous},
        )


@pytest.fixture(scope="module")
def migrated(_databases: Databases) -> Iterator[str]:
    """The name of a populated database of the first version, migrated to this one."""
    with _databases.copy("template1") as url:
        engine = create_engine(url, poolclass=NullPool)
        with engine.begin() as connection:
            command.upgrade(migration_config(connection), "0012")
            connection.execute(text(A_CASE))
            case = connection.execute(text("SELECT id FROM cases")).scalar_one()
            write_then(connection, case, 3)
            write_then(connection, None, 2)
        migrate(url)
        every_table()
        name = engine.url.database
        assert name
        yield name


@pytest.fixture
def older(_databases: Databases, migrated: str) -> Iterator[Session]:
    """A copy of it for one test, connected."""
    with _databases.copy(migrated) as url:
        database.connect(url)
        with as_owner() as session:
            yield session


def case_of(session: Session) -> UUID:
    found = session.execute(text("SELECT id FROM cases")).scalar_one()
    assert isinstance(found, UUID)
    return found


def test_they_still_read_as_they_did_and_hold(older: Session) -> None:
    third, *_ = journal.entries(older, case_of(older))
    assert (third.number, third.version, third.leaf) == (3, 1, None)
    assert (third.actor_name, third.sentence) == ("Nadia Farrow", "said “Ä 3”")
    assert third.facts == {"b": [1, None, True], "a": {"ü": 1.5}}
    assert journal.altered(older) == []


def test_new_entries_chain_on_to_them(older: Session) -> None:
    for case in (case_of(older), None):
        old, *_ = journal.entries(older, case)
        new = journal.append(older, case, CASEWORK, ToldApart(words=str(uuid4())), AT)
        assert (new.number, new.version, new.previous) == (old.number + 1, 2, old.hash)
    assert journal.altered(older) == []


@pytest.mark.parametrize(
    "change",
    [
        "payload = replace(payload, 'Ä 2', 'A 2')",
        "payload = replace(payload, 'Nadia', 'Maya')",
        "payload = replace(payload, '1.5', '1.6')",
        "payload = 'not JSON'",
        "payload = '{}'",
        "at = at + interval '1 microsecond'",
        "kind = 'Appointed'",
        "hash = repeat('0', 64)",
        "result = 'deny'",
    ],
)
def test_a_change_of_one_shows(older: Session, change: str) -> None:
    with_the_keys(older, f"UPDATE journal SET {change} WHERE number = 2 AND case_id IS NOT NULL")
    assert journal.altered(older)[0].startswith("Entry 2 of case SM26-0001 was altered")
