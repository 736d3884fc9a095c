"""One process that makes packs as the worker does, from the click to the draft. Run by `packs`."""

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from random import Random
from threading import Thread
from uuid import UUID

import img2pdf
from sqlmodel import select

from casework import worker
from casework.cases.gateway import perform
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import as_casework, connect, reading_as_casework
from casework.documents.joining import assemble
from casework.documents.packs import PackPlan
from casework.documents.progress import Making, Told
from casework.evidence.derived import _keep, _pages_for_packs
from casework.evidence.models import Capture
from casework.hearing_packs.commands import MakePack
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearing_packs.pressing import KeepingPress
from casework.hearing_packs.queries import packs_of
from tests.bench.cpu import used_by_tree
from tests.bench.figures import note
from tests.bench.pack_inputs import a_letter, a_photograph, a_screen
from tests.database import databases
from tests.documents.foreign import a_picture
from tests.documents.packed import a_plan, an_exhibit
from tests.world import World

KILOBYTES = 100
ROUNDS = 5
LOOK_SECONDS = 0.02
NAMES = {"pdf": "letter.pdf", "picture": "post.jpg"}


def main() -> None:
    """Make a typical pack and a large one, cold and again; write the figures as JSON."""
    with databases() as there, there.copy() as url:
        connect(url)
        case_id = _a_case([])
        note("a typical pack")
        typical = _typical()
        told = {"parts cold": _parts(case_id, typical)}
        told["parts again"] = _middle(lambda: _parts(case_id, typical))
        note("a large pack")
        large = _a_case(_files())
        with _a_worker(url):
            note("asked for")
            before = _used()
            told["cold"] = _clicked(large)
            told["cold CPU"] = _used() - before
            note("and again")
            before = _used()
            told["warm"] = _middle(lambda: _clicked(large))
            told["warm CPU"] = (_used() - before) / ROUNDS
        told["pages"] = _pages(large)
    sys.stdout.write(json.dumps(told))


def _files() -> list[tuple[str, bytes]]:
    """Letters, scans, photographs and screens: with their sheets about five hundred pages."""
    chance = Random(7)
    scans = [[a_photograph(chance, KILOBYTES) for _ in range(9)] for _ in range(10)]
    return [
        *(("pdf", a_letter(chance, 10)) for _ in range(20)),
        *(("pdf", bytes(img2pdf.convert(each, nodate=True))) for each in scans),
        *(("picture", a_photograph(chance, KILOBYTES)) for _ in range(25)),
        *(("picture", a_screen(chance)) for _ in range(25)),
    ]


def _used() -> float:
    """Seconds of CPU, with the database's and those of every process that parts are made in."""
    return used_by_tree(os.getpid())


def _middle(do: Callable[[], float]) -> float:
    return sorted(do() for _ in range(ROUNDS))[ROUNDS // 2]


def _typical() -> PackPlan:
    screenshot, seen_on = a_picture(1080, 2200), date(2026, 10, 3)
    found = [an_exhibit(f"CW/{at:02}", screenshot, "Post", seen_on) for at in range(1, 10)]
    return a_plan(*found)


def _parts(case_id: UUID, plan: PackPlan) -> float:
    """Until every part is there and the index is written: what follows is linking."""
    began = time.perf_counter()
    until: list[float] = []

    def told(how_far: Told) -> None:
        if how_far.stage is Making.LINKING:
            until.append(time.perf_counter() - began)

    with KeepingPress(case_id) as press:
        assemble(plan, told, press)
    return until[0]


def _a_case(files: list[tuple[str, bytes]]) -> UUID:
    """A case with these exhibits, each made ready for packs as the worker does it."""
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        for kind, content in files:
            world.exhibit(case, content, name=_name(kind, content))
        case_id = case.id
    with reading_as_casework() as session:
        captures = list(session.exec(select(Capture).where(Capture.case_id == case_id)))
        session.expunge_all()
    for each in captures:
        for made in _pages_for_packs(each):
            _keep(each.id, case_id, made)
    return case_id


def _name(kind: str, content: bytes) -> str:
    return "screen.png" if content.startswith(b"\x89PNG") else NAMES[kind]


@contextmanager
def _a_worker(url: str) -> Iterator[None]:
    """A worker that waits for work, as one does beside the pages."""
    loop = asyncio.new_event_loop()
    working = loop.create_task(worker.run(worker.application(url), signals=False))
    thread = Thread(target=lambda: loop.run_until_complete(asyncio.wait([working])))
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(working.cancel)
        thread.join()
        loop.close()


def _clicked(case_id: UUID) -> float:
    """From asking for a draft until it is there."""
    began = time.perf_counter()
    with as_casework() as session:
        manager, case = World(session).case_manager, session.get_one(Case, case_id)
        perform(session, manager, case.reference, MakePack(), datetime.now(UTC))
    while (made := _newest(case_id)).status is PackStatus.BUILDING:
        time.sleep(LOOK_SECONDS)
    took = time.perf_counter() - began
    if made.status is not PackStatus.DRAFT:
        raise RuntimeError(made.failure)
    return took


def _newest(case_id: UUID) -> HearingPack:
    with reading_as_casework() as session:
        made = packs_of(session, case_id)[0]
        session.expunge(made)
    return made


def _pages(case_id: UUID) -> int:
    return _newest(case_id).pages or 0


if __name__ == "__main__":
    main()
