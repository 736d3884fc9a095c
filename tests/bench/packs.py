"""What linking a pack costs at three sizes, beside the floor and beside other ways of joining."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.figures import against_floor, against_peer, note
from tests.bench.pack_inputs import put_into
from tests.documents.oracles import faults_in

ROUNDS = 5
# Pages, and how large a photograph is, so that a pack is about 20, 100 and 320 MB.
SIZES = ((100, 60), (500, 60), (2_000, 40))
MOST_MEGABYTES = 100.0
TIMES_THE_FLOOR = 2.0
# Slow ones are measured once, and where they take minutes only at the smallest size.
ONCE = {"weasyprint", "pypdf"}
ONLY_SMALL = {"weasyprint"}


PARTS_COLD, PARTS_AGAIN, CLICK_COLD, CLICK_WARM = 6.0, 0.3, 8.0, 2.0


def measure() -> None:
    """Say what each way costs in wall time, and how much memory ours takes."""
    _whole()
    for pages, kilobytes in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            _at_one_size(Path(folder), pages, kilobytes)


def _whole() -> None:
    """The parts of a typical pack, and a large one from the click to the draft."""
    told = _run("tests.bench.building")
    against_floor("a typical pack, its parts, cold", told["parts cold"], "s", PARTS_COLD)
    against_floor("a typical pack, its parts, again", told["parts again"], "s", PARTS_AGAIN)
    pages = f"{told['pages']} pages"
    against_floor(f"{pages}, from click to draft, cold", told["cold"], "s", CLICK_COLD)
    against_floor(f"{pages}, from click to draft, cold, CPU", told["cold CPU"], "s", CLICK_COLD)
    against_floor(f"{pages}, from click to draft, again", told["warm"], "s", CLICK_WARM)
    against_floor(f"{pages}, from click to draft, again, CPU", told["warm CPU"], "s", CLICK_WARM)


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
    _apart(pages, folder)
    for way in _others(pages):
        took = _taken(way, folder, 1 if way in ONCE else ROUNDS)
        against_peer(f"{pages} pages, {way}", took["seconds"], "s", ours["seconds"])
        against_peer(f"{pages} pages, {way}, memory", took["megabytes"], "MB", ours["megabytes"])


def _apart(pages: int, folder: Path) -> None:
    """As the worker links: in a process without rights, and read again by other readers."""
    apart = _run("tests.bench.linking_apart", str(folder), str(ROUNDS))
    most = TIMES_THE_FLOOR * apart["floor"]
    against_floor(f"{pages} pages, linked apart", apart["seconds"], "s", most)
    against_peer(f"{pages} pages, linked apart, checked", apart["checked"], "s", apart["seconds"])
    against_floor(f"{pages} pages, apart, memory", apart["megabytes"], "MB", MOST_MEGABYTES)
    faults = faults_in(folder / "out.pdf")
    note("\n".join(faults[:5]))
    against_floor(f"{pages} pages, faults that other readers find", len(faults), "", 0)


def _others(pages: int) -> list[str]:
    there = ["pikepdf", "qpdf", "pypdf", "weasyprint"]
    if shutil.which("pdfunite"):
        there.append("pdfunite")
    else:
        note("pdfunite is not installed, so it is not measured")
    return [each for each in there if each not in ONLY_SMALL or pages == SIZES[0][0]]


def _taken(way: str, folder: Path, rounds: int) -> dict[str, Any]:
    """A process of its own for each way, so that each has its own memory."""
    return _run("tests.bench.linking", way, str(folder), str(rounds))


def _run(*command: str) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-m", *command], stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told
