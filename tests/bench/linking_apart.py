"""One process that has packs linked apart, as the worker does, several times. Run by `packs`."""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import BinaryIO

from casework.documents.contents import Contents
from casework.documents.packs import Finished
from casework.documents.press import Pressed
from casework.documents.progress import Told
from casework.hearing_packs import bindery
from tests.bench.linking import floor
from tests.bench.units import kept, to_bind


def main(folder: Path, rounds: int) -> None:
    """Say the middle of so many rounds, the floor beside them, and the most memory it took."""
    apart_(folder)  # a worker that has linked before
    found, floors = [], []
    for _ in range(rounds):
        floors.append(_floor(folder))
        found.append(apart_(folder))  # last: the pack stays there to be looked at
    told = {
        "seconds": median(each[0] for each in found),
        "checked": median(each[1] for each in found),
        "megabytes": max(each[2] for each in found) / 1024,
        "floor": median(floors),
    }
    sys.stdout.write(json.dumps(told))


def apart_(folder: Path) -> tuple[float, float, int]:
    """Link in the process without rights, as packs are: seconds of linking, of all, and memory."""

    parts, binding = to_bind(folder)
    contents = Contents(Pressed(parts[1].unit, parts[1].opens), (), 1)
    most, linked_in = [0], [0.0]
    began = time.perf_counter()

    def keep(pieces: Iterable[bytes]) -> Finished:
        kept(folder, pieces)
        linked_in[0] = time.perf_counter() - began
        return OnDisk(folder / "out.pdf")

    def told(_: Told) -> None:
        most[0] = max([most[0], *_of_children_of_children()])

    bindery.bound(parts, binding, contents, keep, told)
    return linked_in[0], time.perf_counter() - began, most[0]


@dataclass(frozen=True)
class OnDisk:
    """A pack in a file, in the open: only here."""

    place: Path
    sha256: str = ""

    @property
    def size(self) -> int:
        return self.place.stat().st_size

    def opens(self) -> BinaryIO:
        return self.place.open("rb")


def _of_children_of_children() -> Iterator[int]:
    """The most memory that each process took which a warm process of ours works in, in KiB."""
    for child in _children("self"):
        for worker in _children(child):
            with suppress(FileNotFoundError, ProcessLookupError, IndexError):
                told = Path(f"/proc/{worker}/status").read_text().split("VmHWM:")[1]
                yield int(told.split()[0])


def _children(pid: str) -> list[str]:
    found = list(Path(f"/proc/{pid}/task").glob("*/children"))
    with suppress(FileNotFoundError, ProcessLookupError):
        return [each for place in found for each in place.read_text().split()]
    return []


def _floor(folder: Path) -> float:
    began = time.perf_counter()
    floor(folder)
    return time.perf_counter() - began


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
