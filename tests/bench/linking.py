"""One process that puts exhibits together in one way, several times. Run by `packs`."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any, BinaryIO

PIECE = 1 << 20
MADE = datetime(2026, 11, 16, 9, 5, tzinfo=UTC)


def main(way: str, folder: Path, rounds: int) -> None:
    """Say the middle of so many rounds in seconds, how many pages, and the most memory it took."""
    if way == "apart":
        _say_apart(folder, rounds)
        return
    do = WAYS[way]
    told: dict[str, float] = {}
    if way == "ours":  # as a worker that has linked before, and beside its floor in turn
        do(folder)
    took, floors = [], []
    for _ in range(rounds):
        seconds, told["pages"] = _timed(do, folder)
        took.append(seconds)
        if way == "ours":
            floors.append(_timed(floor, folder)[0])
    told |= {"seconds": median(took), "megabytes": _most(way)}
    told |= {"floor": median(floors)} if floors else {}
    sys.stdout.write(json.dumps(told))


def _say_apart(folder: Path, rounds: int) -> None:
    apart_(folder)  # a worker that has linked before
    found, floors = [], []
    for _ in range(rounds):
        found.append(apart_(folder))
        floors.append(_timed(floor, folder)[0])
    told = {
        "seconds": median(each[0] for each in found),
        "checked": median(each[1] for each in found),
        "megabytes": max(each[2] for each in found) / 1024,
        "floor": median(floors),
    }
    sys.stdout.write(json.dumps(told))


def _timed(do: Callable[[Path], int], folder: Path) -> tuple[float, int]:
    began = time.perf_counter()
    pages = do(folder)
    return time.perf_counter() - began, pages


def _most(way: str) -> float:
    """The most memory it took; of a process itself without what its parent held at the fork."""
    if way == "pdfunite":
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = Path("/proc/self/status").read_text().split("VmHWM:")[1]
    return int(told.split()[0]) / 1024


def floor(folder: Path) -> int:
    """The least that anything could cost: read, hash and write the bytes of the units."""
    _kept(folder, (piece for unit in _units(folder) for piece in _pieces(unit)))
    return 0


def ours(folder: Path) -> int:
    """Link the units, and hash the pack while it is written."""
    from casework.documents.linking import linked

    parts, binding = _to_bind(folder)
    _kept(folder, linked(parts, binding))
    return sum(len(part.unit.pages) for part in parts)


def _to_bind(folder: Path) -> Any:
    """The units as parts of a pack, and what the pack says of itself."""
    from casework.documents.bookmarks import Bookmark
    from casework.documents.linking import Binding, Part
    from casework.documents.press import Pressed

    parts, marks, page = [], [], 1
    for unit in _units(folder):
        made = Pressed.of(partial(_unit, unit))
        parts.append(Part(made.unit, made.opens, f"Exhibit {unit.stem}", f"Exhibit {unit.stem}"))
        marks.append(Bookmark(f"Exhibit {unit.stem}, page {page}", page))
        page += len(made.unit.pages)
    binding = Binding("Hearing pack", "SM26-0001 · Bundle A · Draft 1 ·", True, MADE, tuple(marks))
    return parts, binding


def apart_(folder: Path) -> tuple[float, float, int]:
    """Link in the process without rights, as packs are: seconds of linking, of all, and memory."""
    from casework.documents.contents import Contents
    from casework.documents.packs import Finished
    from casework.documents.press import Pressed
    from casework.documents.progress import Told
    from casework.hearing_packs import bindery

    parts, binding = _to_bind(folder)
    contents = Contents(Pressed(parts[1].unit, parts[1].opens), (), 1)
    most, linked_in = [0], [0.0]
    began = time.perf_counter()

    def keep(pieces: Iterable[bytes]) -> Finished:
        _kept(folder, pieces)
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


def pikepdf_(folder: Path) -> int:
    """Append every page, nothing stamped, nothing linked."""
    import pikepdf

    made = pikepdf.Pdf.new()
    for pdf in _pdfs(folder):
        with pikepdf.Pdf.open(pdf) as source:
            made.pages.extend(source.pages)
    made.save(folder / "out.pdf")
    _hashed(folder / "out.pdf")
    return len(made.pages)


def qpdf(folder: Path) -> int:
    """The library of `qpdf --empty --pages … --`, doing the same."""
    import pikepdf

    names = [str(each) for each in _pdfs(folder)]
    pikepdf.Job(["qpdf", "--empty", "--pages", *names, "--", str(folder / "out.pdf")]).run()
    _hashed(folder / "out.pdf")
    return 0


def pypdf(folder: Path) -> int:
    """pypdf, where it is installed."""
    from pypdf import PdfWriter  # type: ignore[import-not-found]

    made = PdfWriter()
    for pdf in _pdfs(folder):
        made.append(str(pdf), import_outline=False)
    made.write(str(folder / "out.pdf"))
    _hashed(folder / "out.pdf")
    return len(made.pages)


def pdfunite(folder: Path) -> int:
    """poppler's own joining, where it is installed."""
    names = [str(each) for each in _pdfs(folder)]
    subprocess.run(["pdfunite", *names, str(folder / "out.pdf")], check=True)
    _hashed(folder / "out.pdf")
    return 0


def weasyprint(folder: Path) -> int:
    """Everything in one document: each page of each exhibit as a picture in HTML."""
    import io

    import pypdfium2
    from weasyprint import HTML

    shown = []
    for at, pdf in enumerate(_pdfs(folder)):
        with pypdfium2.PdfDocument(pdf) as source:
            for number, page in enumerate(source):
                place, held = folder / f"{at:04}-{number:03}.jpg", io.BytesIO()
                if not place.exists():
                    page.render(scale=2).to_pil().convert("RGB").save(held, "JPEG")
                    place.write_bytes(held.getvalue())
                shown.append(f'<p><img style="width:100%" src="{place.as_uri()}"></p>')
    HTML(string="".join(shown)).write_pdf(folder / "out.pdf")
    return len(shown)


WAYS: dict[str, Callable[[Path], int]] = {
    "ours": ours,
    "pikepdf": pikepdf_,
    "qpdf": qpdf,
    "pypdf": pypdf,
    "pdfunite": pdfunite,
    "weasyprint": weasyprint,
}


def _unit(place: Path) -> BinaryIO:
    return place.open("rb")


def _units(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.unit"))


def _pdfs(folder: Path) -> list[Path]:
    """What the others join: the same exhibits, each as a PDF already."""
    return sorted(folder.glob("*.pdf-in"))


def _pieces(place: Path) -> Iterator[bytes]:
    with place.open("rb", buffering=0) as source:
        while piece := source.read(PIECE):
            yield piece


def _kept(folder: Path, pieces: Iterable[bytes]) -> None:
    digest = sha256()
    with (folder / "out.pdf").open("wb", buffering=0) as out:
        for piece in pieces:
            digest.update(piece)
            out.write(piece)


def _hashed(place: Path) -> None:
    digest = sha256()
    for piece in _pieces(place):
        digest.update(piece)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
