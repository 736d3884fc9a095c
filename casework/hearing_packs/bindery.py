"""Having a pack linked and checked in a process of its own, which asks for bytes and gives bytes.

This side opens the units, encrypts what comes back, and hashes it; the other side never sees a
key, a file or a network.
"""

import pickle
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO

from casework.documents.contents import Contents
from casework.documents.linking import Binding, Part
from casework.documents.packs import Finished, PackUnsound, UnitChanged
from casework.documents.press import NotMade
from casework.documents.progress import Making, Progress, Told
from casework.errors import NotFound, Unsound
from casework.evidence import apart
from casework.hearing_packs.confined.binding import Given, Order
from casework.hearing_packs.confined.talk import HEAD, THE_PACK, Gone, Said, take

SHOP = "casework.hearing_packs.confined.binding"
MOST_SECONDS = 300
TOO_MUCH = "putting it together takes too much time or memory. Leave out the exhibit added last"
BUSY = "two other packs are being put together. Try again in a minute"
UNSAFE = "this machine cannot put packs together safely"

Keep = Callable[[Iterable[bytes]], Finished]


def bound(
    parts: Sequence[Part], binding: Binding, contents: Contents, keep: Keep, progress: Progress
) -> Finished:
    """The pack, linked, kept, and found sound.

    Raises:
        PackUnsound: it is not what it has to be. UnitChanged: a part is not what was kept.
        NotMade: it takes too much, or nothing here can be confined.
    """
    try:
        with (
            apart.talking("bind", seconds=MOST_SECONDS, shop=SHOP) as talk,
            _Serving(talk, parts, progress) as serving,
        ):
            serving.order(binding, contents)
            kept = keep(serving.pieces())
            serving.checked(kept)
            return kept
    except apart.Declined as unsound:
        raise PackUnsound(unsound.reason) from unsound
    except apart.Busy as busy:
        raise NotMade(BUSY) from busy
    except apart.NotConfined as unsafe:
        raise NotMade(UNSAFE) from unsafe
    except (apart.TookTooMuch, OSError, Gone) as much:
        raise NotMade(TOO_MUCH) from much


class _Serving:
    """Answers the other side until it is done. One file is open at a time."""

    def __init__(self, talk: socket.socket, parts: Sequence[Part], progress: Progress) -> None:
        self._talk, self._parts, self._progress = talk, parts, progress
        self._pages = sum(len(part.unit.pages) for part in parts)
        self._size = sum(part.unit.size for part in parts) or 1
        self._kept: Finished | None = None
        self._open: tuple[int, BinaryIO] | None = None

    def __enter__(self) -> "_Serving":
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def order(self, binding: Binding, contents: Contents) -> None:
        given = [
            Given(part.unit.begins + part.unit.size, part.shows, part.caption, part.called)
            for part in self._parts
        ]
        order = Order(tuple(given), binding, contents.lines, contents.first_page)
        self._tell(pickle.dumps(order))

    def pieces(self) -> Iterator[bytes]:
        """The pack as it is linked. Raises Gone: the other side ended before it was whole."""
        written = 0
        while True:
            said, of, at, length = self._heard()
            if said == Said.GIVE:
                self._give(of, at, length)
            elif said == Said.KEEP:
                written += length
                yield bytes(take(self._talk, length))
                self._say(Making.LINKING, int(self._pages * min(1.0, written / self._size)))
            else:
                return

    def checked(self, kept: Finished) -> None:
        """Give the finished pack to be read, until it has been."""
        self._close()
        self._kept = kept
        self._tell(kept.size.to_bytes(8, "big"))
        with suppress(Gone):  # it has nothing more to ask; how it ended is said elsewhere
            while True:
                said, of, at, length = self._heard()
                if said == Said.GIVE:
                    self._give(of, at, length)
                else:
                    self._say(Making.CHECKING, at)

    def _say(self, stage: Making, pages: int) -> None:
        self._progress(Told(stage, pages, self._pages, pages))

    def _heard(self) -> tuple[int, int, int, int]:
        said, of, at, length = HEAD.unpack(take(self._talk, HEAD.size))
        return said, of, at, length

    def _tell(self, words: bytes) -> None:
        self._talk.sendall(HEAD.pack(0, 0, 0, len(words)))
        self._talk.sendall(words)

    def _give(self, of: int, at: int, length: int) -> None:
        source = self._opened(of)
        try:
            source.seek(at)
            piece = source.read(length)
        except (NotFound, Unsound) as changed:
            raise self._changed(of) from changed
        if len(piece) != length:
            raise self._changed(of)
        self._talk.sendall(piece)

    def _opened(self, of: int) -> BinaryIO:
        if self._open is not None and self._open[0] == of:
            return self._open[1]
        self._close()
        try:
            source = self._kept.opens() if self._kept else self._parts[of].opens()
        except (NotFound, Unsound) as changed:
            raise self._changed(of) from changed
        self._open = of, source
        return source

    def _changed(self, of: int) -> PackUnsound | UnitChanged:
        if of == THE_PACK:
            return PackUnsound("What was kept of the pack is not what was made")
        part = self._parts[of]
        return UnitChanged(part.called or part.shows)

    def _close(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None
