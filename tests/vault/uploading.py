"""Uploads that are killed on their way. Run as a process of its own, which forks one for each.

    python -m tests.vault.uploading MAIN CASE PERSON KILLS

Each upload is one process. It is killed with signal 9 after so many steps of the program, the
points lying evenly over the whole way; then the same upload is sent again, as a browser would.
Prints how many steps there are, and how each process ended.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any
from uuid import UUID, uuid5

import casework.worker  # noqa: F401 (every table is known before the first process is forked)
from casework import database, keys
from casework.cases.gateway import done_already, perform, standing_now
from casework.database import as_casework
from casework.evidence.commands import RecordCapture
from casework.evidence.details import CaptureDetails
from casework.evidence.intake import receive
from casework.people.sign_in import actor_of
from casework.settings import settings
from casework.storage import new_key, store
from tests.commands.taking import LAWFUL

CONTENT = [b"\x89PNG\r\n\x1a\n" + os.urandom(1 << 20), os.urandom(700_000)]
NAMES = UUID(int=9)


def upload(main: str, reference: str, person: UUID, once: UUID) -> None:
    """What a door does with a file: stream it into the store, then record it."""
    database.connect(main)
    keys.connect(settings(), main)
    with as_casework() as session:
        actor = actor_of(session, person)
        if done_already(session, actor, reference, RecordCapture, once):
            return
        key = new_key("evidence", standing_now(session, actor, reference).of_case)
        received = receive(store(), key, "post.png", CONTENT)
        command = RecordCapture.of(received, CaptureDetails(), LAWFUL)
        perform(session, actor, reference, command, once=once)


def in_a_process(work: Callable[[], None], killed_after: int = 0) -> tuple[int, int]:
    """Its steps, and how it ended: nought, or minus the signal that killed it."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os._exit(_counted(work, killed_after, write))
    os.close(write)
    _, status = os.waitpid(child, 0)
    told = os.read(read, 100)
    os.close(read)
    return int(told or 0), os.waitstatus_to_exitcode(status)


def _counted(work: Callable[[], None], killed_after: int, write: int) -> int:
    steps = 0

    def step(_frame: FrameType, _event: str, _what: Any) -> None:
        nonlocal steps
        steps += 1
        if steps == killed_after:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(None)
    os.write(write, str(steps).encode())
    return 0


def main(address: str, reference: str, person: str, kills: str) -> None:
    def sent(number: int) -> Callable[[], None]:
        return lambda: upload(address, reference, UUID(person), uuid5(NAMES, str(number)))

    in_a_process(sent(0))  # the first makes the key of the case
    steps, _ = in_a_process(sent(-1))
    points = [1 + (steps - 2) * each // int(kills) for each in range(1, int(kills) + 1)]
    ended = [in_a_process(sent(each), point)[1] for each, point in enumerate(points, start=1)]
    again = [in_a_process(sent(each))[1] for each in range(1, int(kills) + 1)]
    sys.stdout.write(json.dumps({"steps": steps, "killed": ended, "again": again}))


if __name__ == "__main__":
    main(*sys.argv[1:])
