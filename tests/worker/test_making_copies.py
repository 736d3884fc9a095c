"""A worker that is killed while it reads pages or makes a copy leaves nothing half-made."""

import asyncio
import hashlib
import os
import signal
import sys
import time
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest

from casework import worker
from casework.cases.gateway import perform
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.evidence.custody import chain
from casework.evidence.models import Handling
from casework.evidence.redacted import CopyStatus, RedactedCopy, copies_of
from casework.redaction import making, reading
from casework.redaction.copies import MakeCopy
from casework.redaction.models import PageReading, ReadingStatus
from casework.redaction.opening import BeginRedaction
from casework.redaction.queries import reading_of
from casework.redaction.sound import is_sound
from casework.storage import store
from tests.forking import started
from tests.redaction import originals
from tests.redaction.at_work import a_box
from tests.world import World

MAKES = """
import sys
from uuid import UUID
from casework import database
from casework.redaction import making, reading
database.connect(sys.argv[1])
print("begun", flush=True)
{"make": making.make, "read": reading.read}[sys.argv[2]](UUID(sys.argv[3]))
"""
# Seconds after which a process is killed, from its first step to after its last.
SWEEP = (0.0, 0.02, 0.06, 0.12, 0.25, 0.5, 0.9, 1.4)
LEFT_BEHIND = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL"


def asked_for(pages: int = 2) -> tuple[UUID, UUID]:
    """A copy that waits for its worker; its reading, and the copy itself."""
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.INVESTIGATION)
        exhibit = world.exhibit(case, originals.several(pages), name="post.pdf", shows_pupil=True)
        now = datetime.now(UTC)
        begin = BeginRedaction(capture_id=exhibit.capture_id)
        perform(session, world.case_manager, case.reference, begin, now)
        found = reading_of(session, exhibit.capture_id)
        assert found
        reading_id, reference, capture_id = found.id, case.reference, exhibit.capture_id
        box = a_box(exhibit)
    reading.read(reading_id)
    with as_casework() as session:
        manager = World(session).case_manager
        perform(session, manager, reference, box, now)
        perform(session, manager, reference, MakeCopy(capture_id=capture_id), now)
        return reading_id, copies_of(session, capture_id)[0].id


def killed(live: str, what: str, id: UUID, after: float) -> bool:
    """Do it in a process that is killed so many seconds after it began; whether it was in time."""
    errors = sys.__stderr__
    assert errors
    reading, writing = os.pipe()
    with open(reading) as said, open(writing, "wb") as out:
        told = [live, what, str(id)]
        process = started(told, env=os.environ, stdout=out, stderr=errors, code=MAKES)
        said.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


def state(copy_id: UUID) -> tuple[CopyStatus, int]:
    """How far a copy is, and how often its making is in the chain of custody."""
    with reading_as_casework() as session:
        copy = session.get_one(RedactedCopy, copy_id)
        made = [each.handling for each in chain(session, copy.capture_id)]
        whole = copy.status is CopyStatus.CHECKED
        assert whole == (copy.key is not None) == (copy.checked_at is not None)
        if whole:
            assert is_sound(copy)
        return copy.status, made.count(Handling.REDACTED)


def test_a_copy_is_whole_or_not_there_wherever_its_maker_is_killed(live: str) -> None:
    _, copy_id = asked_for()
    cut_short = 0
    for after in SWEEP:
        cut_short += killed(live, "make", copy_id, after)
        status, made = state(copy_id)
        assert (status, made) in {(CopyStatus.MAKING, 0), (CopyStatus.CHECKED, 1)}
    assert cut_short >= 2
    making.make(copy_id)
    assert state(copy_id) == (CopyStatus.CHECKED, 1)
    making.make(copy_id)
    assert state(copy_id) == (CopyStatus.CHECKED, 1)


def test_the_original_is_untouched_by_all_of_it(live: str) -> None:
    _, copy_id = asked_for()
    for after in SWEEP[:3]:
        killed(live, "make", copy_id, after)
    with reading_as_casework() as session:
        copy = session.get_one(RedactedCopy, copy_id)
        from casework.evidence.models import Capture

        capture = session.get_one(Capture, copy.capture_id)
        kept = store().read(capture.key)
        assert hashlib.sha256(kept).hexdigest() == capture.sha256 == copy.parent_sha256


@pytest.mark.parametrize("after", SWEEP[1:5:2])
def test_a_reading_that_was_cut_short_is_done_again(live: str, after: float) -> None:
    reading_id, _ = asked_for()
    with as_casework() as session:
        found = session.get_one(PageReading, reading_id)
        found.status, found.key, found.sizes = ReadingStatus.READING, None, []
    killed(live, "read", reading_id, after)
    reading.read(reading_id)
    with reading_as_casework() as session:
        found = session.get_one(PageReading, reading_id)
        assert found.status is ReadingStatus.READ
        assert [len(page) for page in reading.words_of(found)] == [6, 6]


def test_the_next_worker_takes_up_what_a_killed_one_left(live: str) -> None:
    _, copy_id = asked_for()
    with psycopg.connect(live.replace("+psycopg", "")) as connection:
        connection.execute(LEFT_BEHIND)
    asyncio.run(_work_until_idle(live))
    assert state(copy_id) == (CopyStatus.CHECKED, 1)


def test_a_copy_that_ends_every_worker_is_given_up(live: str) -> None:
    _, copy_id = asked_for()
    with psycopg.connect(live.replace("+psycopg", "")) as connection:
        connection.execute(LEFT_BEHIND)
        connection.execute("UPDATE procrastinate_jobs SET attempts = 2")
    asyncio.run(_work_until_idle(live))
    with reading_as_casework() as session:
        copy = session.get_one(RedactedCopy, copy_id)
        assert (copy.status, copy.key) == (CopyStatus.FAILED, None)
        assert copy.failure == "Each try to make it was cut off"


async def _work_until_idle(url: str) -> None:
    app = worker.application(url)
    async with app.open_async():
        await worker._take_up_again(app)
        await app.run_worker_async(wait=False, install_signal_handlers=False)
