"""A database filled with the cases of years: the people by the commands, the cases by bulk SQL."""

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeAlias

import psycopg
from sqlalchemy import NullPool, create_engine
from sqlmodel import Session

import casework
from casework.access import CASEWORK
from casework.database.embedded import EmbeddedPostgres
from casework.database.migrating import every_table, migrate
from casework.demo.people import staff_csv
from casework.keys.roots import new_root_key
from casework.people.commands import import_staff
from casework.policies.commands import import_policy
from tests.bench.figures import note
from tests.database import open_folder

Connection: TypeAlias = "psycopg.Connection[tuple[object, ...]]"
SQL = Path(__file__).parent / "sql"
DIGEST = Path(casework.__file__).parent / "policies/digest/social-media-policy.txt"
BEGAN = datetime(2025, 9, 1, 8, tzinfo=UTC)
HALVES = (
    ("00000000-0000-0000-0000-000000000000", "7fffffff-ffff-ffff-ffff-ffffffffffff"),
    ("80000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
)
# By the place they have in the trust, and which of those who have it.
WATCHED = {
    "hr": ("hr_case_manager", 0),  # 260 open cases, 240 closed
    "veteran": ("hr_case_manager", 1),  # every fifth case
    "reporter": ("line_manager", 0),  # reported six, long closed
    "manager": ("line_manager", 5),  # investigates and hears as all managers do
    "director": ("hr_director", 0),
    "dpo": ("dpo", 0),
    "keeper": ("it_admin", 0),
}


@dataclass(frozen=True)
class Filled:
    """A database with so many cases, and the people who are watched at work in it."""

    url: str
    keys: str
    root: str
    cases: int
    people: dict[str, str] = field(default_factory=dict)  # by what WATCHED calls them

    @property
    def hr(self) -> str:
        return self.people["hr"]

    @property
    def reporter(self) -> str:
        return self.people["reporter"]

    def connection(self) -> Connection:
        return psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True)


@contextmanager
def server(*, in_peace: bool = True) -> Iterator[EmbeddedPostgres]:
    """A PostgreSQL of the benchmark's own, gone afterwards."""
    folder = open_folder("casework-bench-")
    try:
        with EmbeddedPostgres(folder / "state", durable=False) as running:
            if in_peace:
                _leave_in_peace(running)
            yield running
    finally:
        shutil.rmtree(folder)


def _leave_in_peace(running: EmbeddedPostgres) -> None:
    """No vacuum or checkpoint of the server's own while something is measured."""
    address = running.url("postgres").replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET autovacuum = off")
        connection.execute("ALTER SYSTEM SET max_wal_size = '8GB'")
        connection.execute("SELECT pg_reload_conf()")


def filled(running: EmbeddedPostgres, cases: int) -> Filled:
    """A new database with this many cases, and the people of a trust that has them."""
    began = time.monotonic()
    url = running.ensure_database(f"with_{cases}_cases")
    migrate(url)
    settle(url)
    keys, root = running.ensure_database(f"keys_with_{cases}"), new_root_key().line().strip()
    made = Filled(url, keys, root, cases)
    with made.connection() as connection:
        people = {name: _watched(connection, *who) for name, who in WATCHED.items()}
    settings = {f"bench.{name}": who for name, who in people.items()}
    _fill(made, settings | {"bench.cases": str(cases)})
    note(f"{cases:,} cases filled in {time.monotonic() - began:.0f} s")
    return replace(made, people=people)


def settle(url: str) -> None:
    every_table()  # the journal names tables of stages that nothing here imports
    with Session(create_engine(url, poolclass=NullPool)) as session, session.begin():
        import_staff(session, CASEWORK, staff_csv(), BEGAN)
        import_policy(
            session,
            CASEWORK,
            DIGEST.read_text(),
            title="Staff social media policy",
            version="September 2025",
            effective_from=date(2025, 9, 1),
            file_name=DIGEST.name,
            at=BEGAN,
        )


def _watched(connection: Connection, role: str, at: int = 0) -> str:
    first = connection.execute(
        "SELECT p.id FROM people p JOIN places ON places.person_id = p.id "
        "WHERE places.role = %s ORDER BY p.staff_number OFFSET %s LIMIT 1",
        [role, at],
    ).fetchone()
    assert first
    return str(first[0])


def _fill(made: Filled, settings: dict[str, str]) -> None:
    """People first, then each half of the cases by a session of its own, then the indexes."""
    people, *scripts = sorted(SQL.glob("*.sql"))
    with made.connection() as connection:
        _run(connection, settings, [people])
        indexes = _without_indexes(connection)
    with ThreadPoolExecutor(len(HALVES)) as threads:
        list(threads.map(lambda half: _fill_half(made, settings, half, scripts), HALVES))
        list(threads.map(lambda index: _index(made, index), indexes))
    with made.connection() as connection:
        connection.execute("VACUUM (ANALYZE, PARALLEL 1)")
        connection.execute("CHECKPOINT")  # so that nothing of the filling is written later


def _fill_half(
    made: Filled, settings: dict[str, str], half: tuple[str, str], scripts: list[Path]
) -> None:
    low, high = half
    with made.connection() as connection:
        _run(connection, settings | {"bench.low": low, "bench.high": high}, scripts)


def _run(connection: Connection, settings: dict[str, str], scripts: list[Path]) -> None:
    # Rows that fit together need no foreign key checked one by one: a minute less.
    connection.execute("SET session_replication_role = replica")
    connection.execute("SET jit = off")
    connection.execute("SET work_mem = '256MB'")
    for name, value in settings.items():
        connection.execute("SELECT set_config(%s, %s, false)", [name, value])
    for script in scripts:
        connection.execute(script.read_bytes())


def _without_indexes(connection: Connection) -> list[str]:
    """Take every index away that no constraint stands on; what makes them again."""
    found = connection.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index AS i "
        "JOIN pg_class AS c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace "
        "WHERE c.reltuples <= 0 "
        "AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid)"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}".encode())
    return [str(again) for _, again in found]


def _index(made: Filled, index: str) -> None:
    with made.connection() as connection:
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute(index.encode())
