"""What the journal costs: checking all of it, and adding to it, one writer or sixteen."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from statistics import quantiles
from uuid import UUID

import psycopg
from sqlalchemy import text

from casework import database, journal
from casework.access import CASEWORK
from casework.database import as_casework, reading_as_casework
from casework.database.migrating import every_table, migrate
from casework.journal.heads import heads_now, root_of
from casework.journal.scanning import raw, scan
from tests.bench.figures import against_floor, against_peer, least, middle, note
from tests.bench.journal_filled import fill
from tests.bench.trust import server

CHAINS, LENGTH = 2_000, 100
WRITERS, PROCESSES, EACH = 16, 2, 250
ROUNDS = 3
ENTRIES_A_SECOND, APPENDS_A_SECOND, ADDED_MS = 100_000, 2_000, 100
TOUCH = text("UPDATE cases SET summary = 'Another post' WHERE id = :case")


class Measured(journal.Event):
    """An act of the usual size."""

    words: str

    def sentence(self) -> str:
        return f"set a deadline: {self.words}"


LOOK = journal.CaseLookedAt(section="the overview")
ACT = Measured(words="finish the investigation in 20 working days")


def measure() -> None:
    """Say how fast the journal is checked and written."""
    with server() as running:
        url = running.ensure_database("journal")
        migrate(url)
        every_table()
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            cases = fill(connection, CHAINS, LENGTH)
        note(f"{CHAINS * LENGTH:,} entries filled")
        database.connect(url)
        try:
            _checking()
            _adding(cases[0])
        finally:
            database.disconnect()
        _adding_together(url, cases[:WRITERS])


def _checking() -> None:
    walls, works = [], []
    with reading_as_casework() as session:
        for _ in range(ROUNDS):
            began, worked = time.monotonic(), time.process_time()
            found = scan(raw(session), {})
            walls.append(time.monotonic() - began)
            works.append(time.process_time() - worked)
            assert (found.entries, found.faults) == (CHAINS * LENGTH, [])
        began = time.monotonic()
        root_of(heads_now(raw(session).cursor()))
        signing = time.monotonic() - began
    rate, a_core = found.entries / least(walls), found.entries / least(works)
    against_floor("journal checked, wall", rate, "entries/s", ENTRIES_A_SECOND)
    against_floor("journal checked, CPU of the checker", a_core, "entries/s", ENTRIES_A_SECOND)
    against_peer("heads and root of a checkpoint", signing * 1000, "ms", least(walls) * 1000)


def _adding(case: UUID) -> None:
    """The same transaction with an entry and without, by one writer."""
    with_entry = [_timed(case, _acted) for _ in range(ROUNDS)]
    without = [_timed(case, _touched) for _ in range(ROUNDS)]
    against_peer("a transaction with an entry", middle(with_entry), "ms", middle(without))
    looks = [_timed(case, _looked) for _ in range(ROUNDS)]
    against_peer("a look, committed before the first byte", middle(looks), "ms", middle(without))
    added = middle(with_entry) - middle(without)
    against_floor("an entry, added to its transaction", added, "ms", ADDED_MS)


def _timed(case: UUID, act: Callable[[UUID], None]) -> float:
    began = time.monotonic()
    for _ in range(EACH):
        act(case)
    return (time.monotonic() - began) * 1000 / EACH


def _touched(case: UUID) -> None:
    with as_casework() as session:
        session.execute(TOUCH, {"case": case})


def _acted(case: UUID) -> None:
    with as_casework() as session:
        session.execute(TOUCH, {"case": case})
        journal.append(session, case, CASEWORK, ACT, datetime.now(UTC))


def _looked(case: UUID) -> None:
    journal.looked(case, CASEWORK, LOOK, datetime.now(UTC))


def _appended(case: UUID) -> None:
    with as_casework() as session:
        journal.append(session, case, CASEWORK, ACT, datetime.now(UTC))


def _adding_together(url: str, cases: list[UUID]) -> None:
    """Sixteen writers on sixteen cases, in as many processes as there are cores here."""
    rates, waits = [], list[float]()
    share = len(cases) // PROCESSES
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for _ in range(ROUNDS + 1):  # the first one only connects
            parts: list[Future[tuple[float, float, list[float]]]] = [
                pool.submit(_writing, url, cases[n * share : (n + 1) * share])
                for n in range(PROCESSES)
            ]
            done = [each.result() for each in parts]
            took = max(end for _, end, _ in done) - min(began for began, _, _ in done)
            rates.append(len(cases) * EACH / took)
            waits = [wait for _, _, each in done for wait in each]
    name = f"appends by {WRITERS} writers"
    against_floor(name, max(rates[1:]), "appends/s", APPENDS_A_SECOND)
    against_floor(f"{name}, p95", quantiles(waits, n=20)[-1], "ms", ADDED_MS)


def _writing(url: str, cases: list[UUID]) -> tuple[float, float, list[float]]:
    if not _connected:
        every_table()
        database.connect(url)
        _connected.append(url)
    began = time.time()
    with ThreadPoolExecutor(len(cases)) as threads:
        waits = [wait for each in threads.map(_each_timed, cases) for wait in each]
    return began, time.time(), waits


_connected: list[str] = []


def _each_timed(case: UUID) -> list[float]:
    return [_timed_once(case) for _ in range(EACH)]


def _timed_once(case: UUID) -> float:
    began = time.monotonic()
    _appended(case)
    return (time.monotonic() - began) * 1000
