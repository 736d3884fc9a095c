"""A database filled with the cases of years: the people by the commands, the cases by bulk SQL."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

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

SQL = Path(__file__).parent / "sql"
DIGEST = Path(casework.__file__).parent / "policies/digest/social-media-policy.txt"
BEGAN = datetime(2025, 9, 1, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Filled:
    """A database with so many cases, and the two people who are watched at work in it."""

    url: str
    keys: str
    root: str
    cases: int
    hr: str
    reporter: str

    def connection(self) -> psycopg.Connection[tuple[object, ...]]:
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
    """A new database with about four hundred people and this many cases."""
    began = time.monotonic()
    url = running.ensure_database(f"with_{cases}_cases")
    migrate(url)
    settle(url)
    keys, root = running.ensure_database(f"keys_with_{cases}"), new_root_key().line().strip()
    made = Filled(url, keys, root, cases, hr="", reporter="")
    with made.connection() as connection:
        hr, reporter = _watched(connection, "hr_case_manager"), _watched(connection, "line_manager")
        _fill(connection, {"bench.cases": str(cases), "bench.hr": hr, "bench.reporter": reporter})
    note(f"{cases:,} cases filled in {time.monotonic() - began:.0f} s")
    return replace(made, hr=hr, reporter=reporter)


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


def _watched(connection: psycopg.Connection[tuple[object, ...]], role: str) -> str:
    first = connection.execute(
        "SELECT p.id FROM people p JOIN places ON places.person_id = p.id "
        "WHERE places.role = %s ORDER BY p.staff_number LIMIT 1",
        [role],
    ).fetchone()
    assert first
    return str(first[0])


def _fill(connection: psycopg.Connection[tuple[object, ...]], settings: dict[str, str]) -> None:
    # Rows that fit together need no foreign key checked one by one: a minute less.
    connection.execute("SET session_replication_role = replica")
    connection.execute("SET jit = off")
    for name, value in settings.items():
        connection.execute("SELECT set_config(%s, %s, false)", [name, value])
    for script in sorted(SQL.glob("*.sql")):
        connection.execute(script.read_bytes())
    connection.execute("VACUUM ANALYZE")
    connection.execute("CHECKPOINT")  # so that nothing of the filling is written later
