"""Fifty people at work for half an hour: what fails, and whether memory stays where it was.

They come as they do: HR at the desk, managers who report, whoever looks after accounts, data and
oversight. Each thinks between two pages, and some write: a report, its triage, a step of an
investigation, a draft, a finding. A worker runs beside the server. How long is said by
SOAK_MINUTES (30), how many by SOAK_PEOPLE (50).
"""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from shutil import rmtree
from statistics import median

from tests.bench.cpu import memory_of
from tests.bench.figures import note
from tests.bench.serving import (
    Answer,
    Serving,
    Visitor,
    begin,
    free_port,
    start,
    wait_until_it_answers,
)
from tests.bench.trust import Filled, filled, server
from tests.bench.working import (
    Ask,
    Begin,
    Person,
    ToWrite,
    about,
    drafts,
    faults,
    finds,
    notes,
    reports,
    to_decide,
    triages,
)
from tests.database import open_folder

CASES = 2_000
MINUTES, PEOPLE = "SOAK_MINUTES", "SOAK_PEOPLE"
THINKING = 1.0, 5.0  # seconds
POINTS, READ_EVERY = 6, 2.0  # memory is said so many times; after the first of them it is warm
REFERENCES = "SELECT reference FROM cases ORDER BY random() LIMIT 400"
# The bulk of the cases has no files in the store: nothing is to miss them.
NOT_DUE = "UPDATE captures SET checked_at = now()"
HOLDERS = "SELECT person_id FROM places WHERE role = %s ORDER BY person_id"

# Of ten people, how many hold which place, where they go, how often they write instead, and what.
# "{case}" is any case at all: most are not theirs, and are answered as if they were not there.
DESK = ("/work", "/cases", "/cases/{case}", "/cases/{case}", "/reports", "/search", "/account")
MANAGER = ("/", "/report", "/work", "/account", "/cases/{case}")
OVERSEES = ("/data-requests", "/register", "/account")
LOOKS_AFTER = ("/accounts", "/settings/backups", "/account")
ROLES: dict[str, tuple[int, tuple[str, ...], float, tuple[Begin, ...]]] = {
    "hr_case_manager": (4, DESK, 0.15, (triages,)),
    "line_manager": (3, MANAGER, 0.15, (reports, notes, drafts, finds)),
    "hr_director": (1, (*DESK, "/insights", "/register"), 0, ()),
    "dpo": (1, OVERSEES, 0, ()),
    "it_admin": (1, LOOKS_AFTER, 0, ()),
}


@dataclass
class Told:
    """What came of it so far. Several threads write it."""

    answered: Counter[int] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, ask: Ask, status: int, took: float) -> None:
        with self.lock:
            self.answered[status] += 1
            self.waits.append(took)
            if not ask.went_well(status):
                self.failures.append(f"{ask.method} {ask.path} answered {status}")
            elif ask.told is not None and status == 303:
                self.written[ask.what] += 1

    def fail(self, path: str, error: Exception) -> None:
        with self.lock:
            self.failures.append(f"{path}: {type(error).__name__}")


def measure() -> None:
    """Say errors and requests of the whole, and memory at each point, as JSON lines.

    Raises:
        SystemExit: something failed, or memory at the end is 5 % above what it was when warm.
    """
    seconds = float(os.environ.get(MINUTES, "30")) * 60
    with server(in_peace=False) as postgres:
        made = filled(postgres, CASES)
        with made.connection() as connection:
            connection.execute(NOT_DUE)
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
    everybody = _everybody(serving, int(os.environ.get(PEOPLE, "50")))
    threads = [
        threading.Thread(target=_works, args=(*each, told, over), daemon=True) for each in everybody
    ]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in threads:
            each.join(90)


def _everybody(serving: Serving, people: int) -> Iterator[tuple[Visitor, Person]]:
    """So many visitors, by the shares of ROLES; where a place has one holder, they come again."""
    made, sent = serving.filled, deque[str]()
    waits = to_decide(made)
    with made.connection() as connection:
        cases = [str(row[0]) for row in connection.execute(REFERENCES)]
        for role, (share, pages, writes, can) in ROLES.items():
            held = [str(row[0]) for row in connection.execute(HOLDERS, [role])]
            for at in range(people * share // 10):
                who, chance = held[at % len(held)], random.Random(f"{role} {at}")
                has = ToWrite(*about(made, who), waits[who], sent)
                person = Person(chance, pages, cases, writes, can, has)
                yield Visitor(serving, who), person


def _works(visitor: Visitor, person: Person, told: Told, over: threading.Event) -> None:
    """One person, until it is over: a page, a thought, the next."""
    deeds = person.works()
    ask = next(deeds)
    while not over.wait(random.uniform(*THINKING)):
        answer = _answered(visitor, ask, told)
        if answer is None:  # what they were at is left; they go on with something else
            deeds = person.works()
            ask = next(deeds)
        else:
            ask = deeds.send(answer)


def _answered(visitor: Visitor, ask: Ask, told: Told) -> Answer | None:
    """The answer, if it is what it should be."""
    began = time.monotonic()
    try:
        answer = visitor.answer(ask.method, ask.path, ask.told)
    except (OSError, HTTPException) as error:
        told.fail(ask.path, error)
        return None
    told.note(ask, answer.status, time.monotonic() - began)
    return answer if ask.went_well(answer.status) else None


def _watched(
    serving: Serving, worker: "subprocess.Popen[bytes]", told: Told, seconds: float
) -> Iterator[tuple[int, int]]:
    """Memory of both at each point, said at once: the middle of what was read since the last.

    One reading says little: while a paper is printed there is a process more.
    """
    for point in range(1, POINTS + 1):
        read: list[tuple[int, int]] = []
        until = time.monotonic() + seconds / POINTS
        while not read or time.monotonic() < until:
            time.sleep(min(READ_EVERY, seconds / POINTS))
            read.append((memory_of(serving.process.pid), memory_of(worker.pid)))
        web, work = (round(median(each)) for each in zip(*read, strict=True))
        _say(
            minute=round(seconds / 60 * point / POINTS, 1),
            requests=told.answered.total(),
            errors=len(told.failures),
            web_kb=web,
            worker_kb=work,
        )
        yield web, work


def _say_the_whole(told: Told, memory: list[tuple[int, int]], seconds: float) -> None:
    """Say it, and end with an error where it was not clean."""
    waited = sorted(told.waits)
    web, worker = (last / warm for warm, last in zip(memory[1], memory[-1], strict=True))
    _say(
        minutes=seconds / 60,
        requests=told.answered.total(),
        by_status={str(status): count for status, count in sorted(told.answered.items())},
        written=dict(sorted(told.written.items())),
        p95_ms=round(waited[int(len(waited) * 0.95)] * 1000) if waited else None,
        errors=len(told.failures),
        first_errors=told.failures[:5],
        web_last_to_warm=round(web, 3),
        worker_last_to_warm=round(worker, 3),
    )
    if wrong := faults(len(told.failures), web, worker):
        note("; ".join(wrong))
        sys.exit(1)


def _say(**told: object) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()
