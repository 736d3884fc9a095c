"""The pages of a PDF, and pictures, as pictures of our own, drawn in a confined process.

What is drawn holds pixels and nothing that its author wrote beside them.
"""

import json
from collections.abc import Callable
from typing import Any

from casework.errors import CaseworkError
from casework.evidence import apart
from casework.evidence.confined.told import NotDrawn
from casework.evidence.kinds import FileKind

MOST_BYTES = 100 << 20
MOST_SECONDS = 20
_SAYS: dict[str, str] = {
    NotDrawn.LOCKED: "This PDF is locked with a password, so its pages cannot be shown here.",
    NotDrawn.BROKEN: "This file is damaged, so it cannot be shown here.",
    NotDrawn.NO_SUCH_PAGE: "This file has no such page.",
}
TOO_MUCH = "This file takes too much time or memory to draw, so it cannot be shown here."
BUSY = "Too many pages are being drawn at once. Load the page again in a minute."
TOO_LARGE = "This file is too large to be shown here."
UNSAFE = "This machine cannot open files safely, so nothing of them is shown here."


class PagesNotShown(CaseworkError):
    """The pages cannot be drawn. The sentence says why; taking a copy still works."""


def page_count(pdf: bytes, seconds: int = MOST_SECONDS) -> int:
    """How many pages a PDF has, found out in at most so many seconds.

    Raises:
        PagesNotShown: it is locked, damaged, or takes too much to read.
    """
    return int(_asked("count-pages", pdf, seconds))


def page_image(pdf: bytes, number: int, seconds: int = MOST_SECONDS) -> bytes:
    """One page as a PNG, numbered from 1, drawn in at most so many seconds.

    Raises:
        PagesNotShown: it is locked, damaged, takes too much to draw, or has no such page.
    """
    return _asked("draw-page", pdf, seconds, number)


def page_words(pdf: bytes, number: int, seconds: int = MOST_SECONDS) -> list[dict[str, Any]]:
    """The words that a page of a PDF holds itself, with their boxes as parts of the page.

    Raises:
        PagesNotShown: it is locked, damaged, or has no such page.
    """
    found: list[dict[str, Any]] = json.loads(_asked("read-page", pdf, seconds, number))
    return found


def picture_image(picture: bytes, number: int = 1, *, paper: bool = False) -> bytes:
    """A picture, or one page of a scan, without what stands beside its pixels: PNG or JPEG.

    Raises:
        PagesNotShown: it is damaged, or has no such page.
    """
    return _asked("draw-image", picture, MOST_SECONDS, number, paper=paper)


def drawn(kind: FileKind, content: bytes, number: int) -> bytes:
    """A page of anything that is shown.

    Raises:
        PagesNotShown: it cannot be drawn. Says why.
    """
    draw: Callable[[bytes, int], bytes] = page_image if kind is FileKind.PDF else picture_image
    return draw(content, number)


def media_type_of(picture: bytes) -> str:
    """What a browser is told of a picture of ours."""
    return "image/jpeg" if picture.startswith(b"\xff\xd8") else "image/png"


def _asked(task: str, content: bytes, seconds: int, *given: Any, paper: bool = False) -> bytes:
    if len(content) > MOST_BYTES:
        raise PagesNotShown(TOO_LARGE)
    try:
        with apart.held(content) as source:
            return apart.ask(task, source, *given, *([True] if paper else []), seconds=seconds)
    except apart.Declined as declined:
        raise PagesNotShown(_SAYS.get(declined.reason, TOO_MUCH)) from declined
    except apart.Busy as busy:
        raise PagesNotShown(BUSY) from busy
    except apart.NotConfined as unsafe:
        raise PagesNotShown(UNSAFE) from unsafe
    except apart.TookTooMuch as much:
        raise PagesNotShown(TOO_MUCH) from much
