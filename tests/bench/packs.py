"""What linking a pack costs at three sizes, beside the floor and beside other ways of joining."""

import json
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.bench.figures import against_floor, against_peer, note
from tests.bench.pack_inputs import put_into

ROUNDS = 5
# Pages, and how large a photograph is, so that a pack is about 20, 100 and 320 MB.
SIZES = ((100, 60), (500, 60), (2_000, 40))
MOST_MEGABYTES = 100.0
TIMES_THE_FLOOR = 2.0
# Slow ones are measured once, and where they take minutes only at the smallest size.
ONCE = {"weasyprint", "pypdf"}
ONLY_SMALL = {"weasyprint"}


def measure() -> None:
    """Say what each way costs in wall time, and how much memory ours takes."""
    for pages, kilobytes in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            _at_one_size(Path(folder), pages, kilobytes)


def _at_one_size(folder: Path, pages: int, kilobytes: int) -> None:
    count = put_into(folder, pages, kilobytes)
    size = sum(each.stat().st_size for each in folder.glob("*.unit")) / 1e6
    note(f"{pages} pages, {count} exhibits, {size:.0f} MB")
    ours = _taken("ours", folder, ROUNDS)
    assert ours["pages"] == pages
    floor = ours["floor"]
    most = TIMES_THE_FLOOR * floor
    against_floor(f"{pages} pages, linked", ours["seconds"], "s", most)
    against_peer(f"{pages} pages, read, hashed, written", floor, "s", ours["seconds"])
    against_floor(f"{pages} pages, most memory", ours["megabytes"], "MB", MOST_MEGABYTES)
    for way in _others(pages):
        took = _taken(way, folder, 1 if way in ONCE else ROUNDS)
        against_peer(f"{pages} pages, {way}", took["seconds"], "s", ours["seconds"])
        against_peer(f"{pages} pages, {way}, memory", took["megabytes"], "MB", ours["megabytes"])


def _others(pages: int) -> list[str]:
    there = ["pikepdf", "qpdf", "weasyprint"]
    there += ["pypdf"] if find_spec("pypdf") else []
    there += ["pdfunite"] if shutil.which("pdfunite") else []
    for missing in {"pypdf", "pdfunite"} - set(there):
        note(f"{missing} is not installed, so it is not measured")
    return [each for each in there if each not in ONLY_SMALL or pages == SIZES[0][0]]


def _taken(way: str, folder: Path, rounds: int) -> dict[str, Any]:
    """A process of its own for each way, so that each has its own memory."""
    command = [sys.executable, "-m", "tests.bench.linking", way, str(folder), str(rounds)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told
