"""What printing costs: a letter and a pack of about thirty pages, in a new process and again."""

import json
import subprocess
import sys

from tests.bench.figures import against_floor, against_peer, middle, note

ROUNDS = 3
PACK_COLD_SECONDS = 6.0


def measure() -> None:
    """Say what a letter and a pack cost in wall time and CPU."""
    letter, pack = _middle("letter"), _middle("pack")
    against_floor("pack, cold, wall", pack["cold wall"], "s", PACK_COLD_SECONDS)
    against_floor("pack, cold, CPU", pack["cold CPU"], "s", PACK_COLD_SECONDS)
    against_peer("pack, warm, wall", pack["warm wall"], "s", pack["cold wall"])
    against_peer("pack, warm, CPU", pack["warm CPU"], "s", pack["cold CPU"])
    for heat in ("cold", "warm"):
        for clock in ("wall", "CPU"):
            figure = f"{heat} {clock}"
            against_peer(f"letter, {heat}, {clock}", letter[figure], "s", pack[figure])


def _middle(paper: str) -> dict[str, float]:
    rounds = [_printed(paper) for _ in range(ROUNDS)]
    found = {figure: middle([each[figure] for each in rounds]) for figure in rounds[0]}
    note(f"{paper}: {found['pages']:.0f} pages")
    return found


def _printed(paper: str) -> dict[str, float]:
    """A process that has printed nothing yet, so that its first paper is a cold one."""
    command = [sys.executable, "-m", "tests.bench.printing", paper]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told
