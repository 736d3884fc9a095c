"""The pages of a PDF as pictures, drawn in another process that is killed when it takes too long.

A PDF that somebody sent is hostile until proved otherwise. The drawing process gets its bytes and
nothing else: no environment, no database, no store, and a limit on memory and time.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import BoundedSemaphore

from casework.errors import CaseworkError
from casework.evidence import page_drawing
from casework.evidence.page_drawing import Refusal

MOST_BYTES = 100 << 20
MOST_SECONDS = 20
_AT_ONCE = BoundedSemaphore(2)  # a page of fifty pictures must not take every core
_DRAWING = str(Path(page_drawing.__file__).resolve())
_SAYS: dict[int, str] = {
    Refusal.LOCKED: "This PDF is locked with a password, so its pages cannot be shown here.",
    Refusal.BROKEN: "This PDF is damaged, so its pages cannot be shown here.",
    Refusal.NO_SUCH_PAGE: "This PDF has no such page.",
}
TOO_MUCH = "This PDF takes too much time or memory to draw, so its pages cannot be shown here."
BUSY = "Too many pages are being drawn at once. Load the page again in a minute."
TOO_LARGE = "This PDF is too large to be shown here."


class PagesNotShown(CaseworkError):
    """The pages cannot be drawn. The sentence says why; taking a copy still works."""


def page_count(pdf: bytes, seconds: int = MOST_SECONDS) -> int:
    """How many pages a PDF has, found out in at most so many seconds.

    Raises:
        PagesNotShown: it is locked, damaged, or takes too much to read.
    """
    return int(_asked(pdf, seconds, "count"))


def page_image(pdf: bytes, number: int, seconds: int = MOST_SECONDS) -> bytes:
    """One page as a PNG, numbered from 1, drawn in at most so many seconds.

    Raises:
        PagesNotShown: it is locked, damaged, takes too much to draw, or has no such page.
    """
    return _asked(pdf, seconds, "draw", str(number))


def _asked(pdf: bytes, seconds: int, *question: str) -> bytes:
    if len(pdf) > MOST_BYTES:
        raise PagesNotShown(TOO_LARGE)
    if not _AT_ONCE.acquire(timeout=MOST_SECONDS):
        raise PagesNotShown(BUSY)
    try:
        done = _run(pdf, seconds, question)
    except subprocess.TimeoutExpired as late:
        raise PagesNotShown(TOO_MUCH) from late
    finally:
        _AT_ONCE.release()
    if done.returncode:
        # A status that is no Refusal is a signal, or memory running out.
        raise PagesNotShown(_SAYS.get(done.returncode, TOO_MUCH))
    return done.stdout


def _run(pdf: bytes, seconds: int, question: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-I", _DRAWING, *question],
        input=pdf,
        capture_output=True,
        timeout=seconds,
        env={},
        cwd="/",
        check=False,
    )
