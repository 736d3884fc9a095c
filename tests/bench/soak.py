"""Fifty people at work for half an hour: what fails, and whether memory stays where it was.

They come as they do: HR at the desk, managers who report, whoever looks after accounts, data and
oversight. Each thinks between two pages. A worker runs beside the server. How long is said by
SOAK_MINUTES (30), how many by SOAK_PEOPLE (50).
"""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from shutil import rmtree

from tests.bench.cpu import PROC, tree
from tests.bench.figures import note
from tests.bench.serving import Serving, Visitor, begin, free_port, start, wait_until_it_answers
from tests.bench.trust import Filled, filled, server
from tests.database import open_folder

CASES = 2_000
MINUTES, PEOPLE = "SOAK_MINUTES", "SOAK_PEOPLE"
THINKING = 1.0, 5.0  # seconds
POINTS = 6  # memory is read so many times; the first of them is over when it is warm
REFERENCES = "SELECT reference FROM cases ORDER BY random() LIMIT 400"
HOLDERS = "SELECT person_id FROM places WHERE role = %s ORDER BY person_id"

# Of ten people, how many hold which place, and where they go. "{case}" is any case at all: most
# are not theirs, and are answered as if they were not there.
DESK = ("/work", "/cases", "/cases/{case}", "/cases/{case}", "/reports", "/search?", "/account")
MANAGER = ("/", "/report", "/work", "/account", "/cases/{case}")
ROLES: dict[str, tuple[int, tuple[str, ...]]] = {
    "hr_case_manager": (4, DESK),
    "line_manager": (3, MANAGER),
    "hr_director": (1, (*DESK, "/insights", "/register")),
    "dpo": (1, ("/data-requests", "/register", "/account")),
    "it_admin": (1, ("/accounts", "/settings/backups", "/account")),
}


@dataclass
class Told:
    """What came of it so far. Several threads write it."""

    answered: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, path: str, status: int, took: float) -> None:
        with self.lock:
            self.answered[status] += 1
            self.waits.append(took)
            if status >= 500 or status == 429:
                self.failures.append(f"{path} answered {status}")

    def fail(self, path: str, error: Exception) -> None:
        with self.lock:
            self.failures.append(f"{path}: {type(error).__name__}")


def measure() -> None:
    """Say errors and requests of the whole, and memory at each point, as JSON lines.

    Raises:
        SystemExit: something failed, or memory at the end is 5 % above what it was when warm.
    """
    seconds = float(os.environ.get(MINUTES, "30")) * 60
    with server() as postgres:
        made = filled(postgres, CASES)
        with _serving_and_working(made) as (serving, worker):
            told = Told()
            with _people(serving, told):
                memory = list(_watched(serving, worker, told, seconds))
    _say_the_whole(told, memory, seconds)


@contextmanager
def _serving_and_working(made: Filled) -> Iterator[tuple[Serving, "subprocess.Popen[bytes]"]]:
    """A server, and a worker in a process of its own."""
    state, port = open_folder("casework-soak-"), free_port()
    env = {"DATABASE_URL": made.url, "KEYSTORE_URL": made.keys, "CASEWORK_ROOT_KEY": made.root}
    env["CASEWORK_WORKER"] = "false"
    process = start(state, port, **env)
    working = begin(state, ("worker",), env)
    try:
        wait_until_it_answers(process, port)
        yield Serving(made, process, port), working
    finally:
        for each in (process, working):
            each.terminate()
        for each in (process, working):
            each.wait(60)
        rmtree(state)


@contextmanager
def _people(serving: Serving, told: Told) -> Iterator[None]:
    over = threading.Event()
    threads = [
        threading.Thread(target=_works, args=(visitor, paths, told, over), daemon=True)
        for visitor, paths in _everybody(serving, int(os.environ.get(PEOPLE, "50")))
    ]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in threads:
            each.join(90)


def _everybody(serving: Serving, people: int) -> Iterator[tuple[Visitor, Callable[[], str]]]:
    """So many visitors, by the shares of ROLES; where a place has one holder, they come again."""
    with serving.filled.connection() as connection:
        cases = [str(row[0]) for row in connection.execute(REFERENCES)]
        for role, (share, paths) in ROLES.items():
            held = [str(row[0]) for row in connection.execute(HOLDERS, [role])]
            for at in range(people * share // 10):
                chance = random.Random(f"{role} {at}")
                visitor = Visitor(serving, held[at % len(held)])
                yield visitor, partial(_somewhere, chance, paths, cases)


def _somewhere(chance: random.Random, paths: tuple[str, ...], cases: list[str]) -> str:
    return chance.choice(paths).format(case=chance.choice(cases))


def _works(
    visitor: Visitor, next_path: Callable[[], str], told: Told, over: threading.Event
) -> None:
    """One person, until it is over: a page, a thought, the next."""
    while not over.wait(random.uniform(*THINKING)):
        path, began = next_path(), time.monotonic()
        try:
            status = visitor.search("offensive") if path == "/search?" else visitor.status(path)
        except (OSError, HTTPException) as error:
            told.fail(path, error)
            continue
        told.note(path, status, time.monotonic() - began)


def _watched(
    serving: Serving, worker: "subprocess.Popen[bytes]", told: Told, seconds: float
) -> Iterator[tuple[int, int]]:
    """Memory of both at each point, said at once."""
    for point in range(1, POINTS + 1):
        time.sleep(seconds / POINTS)
        web, work = (_memory(each.pid) for each in (serving.process, worker))
        _say(
            minute=round(seconds / 60 * point / POINTS, 1),
            requests=told.answered.total(),
            errors=len(told.failures),
            web_kb=web,
            worker_kb=work,
        )
        yield web, work


def _memory(pid: int) -> int:
    """Kilobytes of a process and those it began (RSS)."""
    return sum(_rss(each) for each in tree(pid))


def _rss(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it ended meanwhile
    return sum(int(each.split()[1]) for each in lines if each.startswith("Rss:"))


def _say_the_whole(told: Told, memory: list[tuple[int, int]], seconds: float) -> None:
    waited = sorted(told.waits)
    grown = [last / first for first, last in zip(memory[1], memory[-1], strict=True)]
    _say(
        minutes=seconds / 60,
        requests=told.answered.total(),
        by_status={str(status): count for status, count in sorted(told.answered.items())},
        p95_ms=round(waited[int(len(waited) * 0.95)] * 1000) if waited else None,
        errors=len(told.failures),
        first_errors=told.failures[:5],
        web_last_to_warm=round(grown[0], 3),
        worker_last_to_warm=round(grown[1], 3),
    )
    if told.failures:
        note("Something failed")
        sys.exit(1)


def _say(**told: object) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()
