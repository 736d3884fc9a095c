"""What a night of retention costs: when each of a million closed cases is due, all at once."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from casework import database
from casework.database import as_casework
from casework.database.migrating import every_table, migrate
from casework.retention.models import Night
from casework.retention.nightly import evaluate, last_night
from tests.bench.cpu import used_by_tree
from tests.bench.figures import against_floor, note
from tests.bench.trust import server, settle

FILLED = Path(__file__).with_name("closed.sql")
CASES, MOST_SECONDS, MOST_CPU = 1_000_000, 60, 30


def measure() -> None:
    """Say how long the first night takes, which keeps every day, and a night like any other."""
    with server() as running:
        url = running.ensure_database("retention")
        migrate(url)
        settle(url)
        every_table()
        _fill(url)
        database.connect(url)
        try:
            cpu = used_by_tree(running.pid)
            first, stopped = _night(datetime.now(UTC))
            first_cpu = used_by_tree(running.pid) - cpu
            note(f"the first night stopped, as it must: {stopped}")
            _answered()
            kept, stopped = _night(datetime.now(UTC) + timedelta(hours=24))
            before_usual = used_by_tree(running.pid)
            usual, stopped = _night(datetime.now(UTC) + timedelta(hours=48))
            usual_cpu = used_by_tree(running.pid) - before_usual
            assert not stopped, stopped
        finally:
            database.disconnect()
    against_floor("retention: a night that stops", first, "s", MOST_SECONDS)
    against_floor("retention: a night that stops, CPU", first_cpu, "s", MOST_CPU)
    against_floor("retention: a night that keeps every day", kept, "s", MOST_SECONDS)
    against_floor("retention: a night like any other", usual, "s", MOST_SECONDS)
    against_floor("retention: a night like any other, CPU", usual_cpu, "s", MOST_CPU)


def _fill(url: str) -> None:
    began = time.monotonic()
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("SELECT set_config('bench.cases', %s, false)", (str(CASES),))
        connection.execute(FILLED.read_text())
    note(f"{CASES:,} closed cases filled in {time.monotonic() - began:.0f} s")


def _night(at: datetime) -> tuple[float, str | None]:
    began = time.monotonic()
    with as_casework() as session:
        night: Night = evaluate(session, at)
        stopped = night.stopped
    return time.monotonic() - began, stopped


def _answered() -> None:
    with as_casework() as session:
        night = last_night(session)
        assert night
        night.acknowledged_by = (
            session.connection().exec_driver_sql("SELECT id FROM people LIMIT 1").scalar_one()
        )
        night.why_acknowledged = "Measured"
