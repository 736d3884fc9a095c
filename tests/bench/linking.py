"""One process that puts exhibits together in one way, several times. Run by `packs`."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from statistics import median

from tests.bench.units import kept, pieces, to_bind, units


def main(way: str, folder: Path, rounds: int) -> None:
    """Say the middle of so many rounds in seconds, how many pages, and the most memory it took."""
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
    kept(folder, (piece for unit in units(folder) for piece in pieces(unit)))
    return 0


def ours(folder: Path) -> int:
    """Link the units, and hash the pack while it is written."""
    from casework.documents.linking import linked

    parts, binding = to_bind(folder)
    kept(folder, linked(parts, binding))
    return sum(len(part.unit.pages) for part in parts)


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
    """pypdf, which the bench alone needs."""
    from pypdf import PdfWriter

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


def _pdfs(folder: Path) -> list[Path]:
    """What the others join: the same exhibits, each as a PDF already."""
    return sorted(folder.glob("*.pdf-in"))


def _hashed(place: Path) -> None:
    digest = sha256()
    for piece in pieces(place):
        digest.update(piece)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
