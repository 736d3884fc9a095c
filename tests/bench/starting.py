"""How long Casework takes from the command until its first page is there."""

import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from casework.database.embedded import EmbeddedPostgres
from tests.bench.cpu import used_by_tree
from tests.bench.figures import against_floor, against_peer, least, middle, note
from tests.bench.serving import free_port, start, wait_until_it_answers
from tests.database import open_folder

ROUNDS = 3
WARM_WALL_SECONDS = 5.0
LONGEST_STOP = 30


@dataclass(frozen=True)
class Started:
    wall: float
    cpu: float


def measure() -> None:
    """Say what a start costs: on a new state folder, and on one that was used before."""
    cold, warm = zip(*(_cold_and_warm() for _ in range(ROUNDS)), strict=True)
    first, second = _middle(cold), _middle(warm)
    against_floor("start-up, warm, wall", second.wall, "s", WARM_WALL_SECONDS)
    against_peer("start-up, cold, wall", first.wall, "s", second.wall)
    against_floor("start-up, warm, CPU", second.cpu, "s", WARM_WALL_SECONDS)
    against_peer("start-up, cold, CPU", first.cpu, "s", second.cpu)


def _middle(starts: tuple[Started, ...]) -> Started:
    return Started(middle([each.wall for each in starts]), least([each.cpu for each in starts]))


def _cold_and_warm() -> tuple[Started, Started]:
    folder = open_folder("casework-bench-")
    try:
        state = folder / "state"
        cold, warm = _start(state), _start(state)
    finally:
        shutil.rmtree(folder)
    note(f"started cold in {cold.wall:.1f} s, warm in {warm.wall:.1f} s")
    return cold, warm


def _start(state: Path) -> Started:
    port = free_port()
    began = time.monotonic()
    process: subprocess.Popen[bytes] = start(state, port)
    try:
        wait_until_it_answers(process, port)
        return Started(time.monotonic() - began, used_by_tree(process.pid))
    finally:
        process.terminate()
        process.wait(30)
        _wait_for_the_database(state)


def _wait_for_the_database(state: Path) -> None:
    """It ends by itself a moment after the process that owned it."""
    patience_ends = time.monotonic() + LONGEST_STOP
    while EmbeddedPostgres.already_running(state):
        if time.monotonic() > patience_ends:
            raise RuntimeError("The embedded PostgreSQL did not end with its owner")
        time.sleep(0.05)
