"""Draws pages of a PDF. Runs as a process of its own, which the asking process may kill.

`count` prints how many pages there are; `draw N` writes page N as a PNG. The PDF comes on standard
input, the answer goes to standard output, and nothing else is opened. Never imported for its work:
only page_images asks, so that a hostile PDF meets these limits and no case.
"""

import resource
import sys
from enum import IntEnum
from io import BytesIO

import pypdfium2
from PIL import PngImagePlugin  # noqa: F401 (loaded before the limits, not while under them)

MEMORY, SECONDS = 1 << 30, 20
WIDEST, HIGHEST = 1600, 2260
LARGEST_SCALE = 2.0
NEEDS_PASSWORD = 4


class Refusal(IntEnum):
    """Why nothing was drawn, as the exit status."""

    LOCKED = 3
    BROKEN = 4
    NO_SUCH_PAGE = 5


def confine() -> None:
    """No more memory, time, files or processes than drawing takes."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(limit, (most, most))


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """The document with the values of its forms, which are part of what it says."""
    try:
        pdf = pypdfium2.PdfDocument(content)
        pdf.init_forms()
    except pypdfium2.PdfiumError as refused:
        locked = getattr(refused, "err_code", None) == NEEDS_PASSWORD
        sys.exit(Refusal.LOCKED if locked else Refusal.BROKEN)
    return pdf


def drawn(pdf: pypdfium2.PdfDocument, number: int) -> bytes:
    """One page as a PNG no larger than a screen needs."""
    if not 1 <= number <= len(pdf):
        sys.exit(Refusal.NO_SUCH_PAGE)
    try:
        page = pdf[number - 1]
        wide, high = (max(each, 1) for each in page.get_size())
        scale = min(LARGEST_SCALE, WIDEST / wide, HIGHEST / high)
        picture = page.render(scale=scale).to_pil()
    except pypdfium2.PdfiumError:
        sys.exit(Refusal.BROKEN)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def main(asked: list[str]) -> bytes:
    confine()
    pdf = opened(sys.stdin.buffer.read())
    if not len(pdf):
        sys.exit(Refusal.BROKEN)
    return str(len(pdf)).encode() if asked == ["count"] else drawn(pdf, int(asked[1]))


if __name__ == "__main__":
    sys.stdout.buffer.write(main(sys.argv[1:]))
