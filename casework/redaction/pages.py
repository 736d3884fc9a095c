"""The pages of an original as pixels and words, read in another process that is killed when late.

What comes back is measured and taken as pixels and letters only: even a process that a hostile file
has taken over can send nothing else.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore, Thread, Timer
from typing import IO, Any

from PIL import Image

from casework.errors import CaseworkError
from casework.redaction import page_source
from casework.redaction.page_source import MOST_PAGES, MOST_PIXELS_OF_A_PICTURE, Refusal
from casework.redaction.places import Place, Word
from casework.text import storable

MOST_BYTES = 200 << 20
MOST_SECONDS = 300.0
LONGEST_LINE = 16 << 20
_AT_ONCE = BoundedSemaphore(2)
_SOURCE = str(Path(page_source.__file__).resolve())
_SAYS: dict[int, str] = {
    Refusal.LOCKED: "it is locked with a password",
    Refusal.BROKEN: "it is damaged and its pages cannot be read",
    Refusal.TOO_MANY_PAGES: f"it has more than {MOST_PAGES} pages. Add the pages needed as a file",
    Refusal.TOO_MANY_PIXELS: "it is larger than can be drawn",
}
TOO_MUCH = "it takes too much time or memory to draw"


class NotReadable(CaseworkError):
    """The pages cannot be drawn, so nothing can be redacted. The sentence says why."""


@dataclass(frozen=True)
class Page:
    """One page as somebody sees it: its size in pixels and points, its words, and its pixels."""

    number: int
    of: int
    wide: int
    high: int
    points: tuple[float, float]
    words: tuple[Word, ...]
    pictured: bool
    image: Image.Image | None = None


def read_pages(
    content: bytes, pdf: bool, *, pixels: bool, first: int = 1, last: int = 0
) -> Iterator[Page]:
    """Each page in turn; `last` 0 is the last there is.

    Raises:
        NotReadable: it is locked, damaged, or takes too much to read.
    """
    if len(content) > MOST_BYTES:
        raise NotReadable("it is larger than can be drawn")
    if not _AT_ONCE.acquire(timeout=MOST_SECONDS):
        raise NotReadable("too much is being drawn at once. Try again in a minute")
    try:
        asked = [
            "pdf" if pdf else "picture",
            "pixels" if pixels else "words",
            str(first),
            str(last),
        ]
        with _asking(content, asked) as told:
            while line := told.readline(LONGEST_LINE):
                yield _page(line, told, pixels)
    finally:
        _AT_ONCE.release()


@contextmanager
def _asking(content: bytes, asked: list[str]) -> Iterator[IO[bytes]]:
    """The answer of the reading process, which is gone when this ends, however it ends."""
    reading = subprocess.Popen(
        [sys.executable, "-I", _SOURCE, *asked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
    )
    assert reading.stdin is not None
    assert reading.stdout is not None
    sending = Thread(target=_send, args=(reading.stdin, content), daemon=True)
    late = Timer(MOST_SECONDS, reading.kill)
    late.daemon = True
    sending.start()
    late.start()
    try:
        yield reading.stdout
        if status := reading.wait():
            raise NotReadable(_SAYS.get(status, TOO_MUCH))
    finally:
        late.cancel()
        reading.kill()
        reading.wait()
        reading.stdout.close()
        sending.join()


def _send(into: IO[bytes], content: bytes) -> None:
    try:
        with into:
            into.write(content)
    except BrokenPipeError:
        return  # it ended early; its exit status says why


def _page(line: bytes, told: IO[bytes], pixels: bool) -> Page:
    said: dict[str, Any] = json.loads(line)
    wide, high = int(said["wide"]), int(said["high"])
    if not 0 < wide * high <= MOST_PIXELS_OF_A_PICTURE:
        raise NotReadable(TOO_MUCH)
    image = _image(told, wide, high) if pixels else None
    points = said.get("points") or (wide * 0.75, high * 0.75)
    return Page(
        number=int(said["number"]),
        of=int(said["of"]),
        wide=wide,
        high=high,
        points=(float(points[0]), float(points[1])),
        words=tuple(_word(each) for each in said["words"]),
        pictured=bool(said["pictured"]),
        image=image,
    )


def _image(told: IO[bytes], wide: int, high: int) -> Image.Image:
    content = told.read(wide * high * 3)
    if len(content) != wide * high * 3:
        raise NotReadable(TOO_MUCH)
    return Image.frombytes("RGB", (wide, high), content)


def _word(said: list[Any]) -> Word:
    text, left, top, right, bottom, seen, line = said
    kept = "".join(each if storable(each) else "\ufffd" for each in str(text))
    place = Place(float(left), float(top), float(right) - float(left), float(bottom) - float(top))
    return Word(kept, place, bool(seen), int(line))
