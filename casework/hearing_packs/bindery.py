"""Having a pack linked and checked in processes of their own, which ask for bytes and give bytes.

This side opens the units, encrypts what comes back, and hashes it; the other side never sees a
key, a file or a network.
"""

import pickle
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from typing import BinaryIO

from casework.documents.contents import Contents
from casework.documents.linking import Binding, Part
from casework.documents.packs import Finished, PackUnsound, UnitChanged
from casework.documents.press import NotMade
from casework.documents.progress import Making, Progress, Told
from casework.evidence import apart
from casework.hearing_packs.confined.binding import Given, Order
from casework.hearing_packs.confined.reading import Question
from casework.hearing_packs.confined.talk import THE_PACK, Gone, Said
from casework.hearing_packs.counter import Counter

SHOP = "casework.hearing_packs.confined.binding"
READER = "casework.hearing_packs.confined.reading"
MOST_SECONDS = 300
TOO_MUCH = "putting it together takes too much time or memory. Leave out the exhibit added last"
BUSY = "two other packs are being put together. Try again in a minute"
UNSAFE = "this machine cannot put packs together safely"

Keep = Callable[[Iterable[bytes]], Finished]


def bound(
    parts: Sequence[Part], binding: Binding, contents: Contents, keep: Keep, progress: Progress
) -> Finished:
    """The pack, linked, kept, and found sound.

    Two read it again side by side: one looks at each page, the other at everything that leads
    somewhere, and at each object.

    Raises:
        PackUnsound: it is not what it has to be. UnitChanged: a part is not what was kept.
        NotMade: it takes too much, or nothing here can be confined.
    """
    try:
        with (
            ThreadPoolExecutor(1) as beside,
            apart.talking("bind", seconds=MOST_SECONDS, shop=SHOP) as talk,
            _Serving(talk, parts, progress) as serving,
        ):
            serving.order(binding)
            kept = keep(serving.pieces())
            asked = Question(
                contents.lines, contents.first_page, contents.pages, binding.first, kept.size
            )
            read = beside.submit(copy_context().run, _read_beside, kept, asked)
            serving.checked(kept)
            read.result()
            return kept
    except apart.Declined as unsound:
        raise PackUnsound(unsound.reason) from unsound
    except apart.Busy as busy:
        raise NotMade(BUSY) from busy
    except apart.NotConfined as unsafe:
        raise NotMade(UNSAFE) from unsafe
    except (apart.TookTooMuch, OSError, Gone) as much:
        raise NotMade(TOO_MUCH) from much


def _read_beside(kept: Finished, asked: Question) -> None:
    """The second reading of a finished pack. Raises as `apart.talking` does, and PackUnsound."""
    with (
        apart.talking("read", seconds=MOST_SECONDS, shop=READER) as talk,
        Counter(talk, lambda _: kept.opens(), _not_what_was_made) as counter,
        suppress(Gone),  # it has nothing more to ask; how it ended is said elsewhere
    ):
        counter.tell(pickle.dumps(asked))
        counter.heard()


def _not_what_was_made(_: int) -> PackUnsound:
    return PackUnsound("What was kept of the pack is not what was made")


class _Serving(Counter):
    """Answers the one that links and then looks at each page, until it is done."""

    def __init__(self, talk: socket.socket, parts: Sequence[Part], progress: Progress) -> None:
        super().__init__(talk, self._file, self._not_as_it_was)
        self._parts, self._progress = parts, progress
        self._pages = sum(len(part.unit.pages) for part in parts)
        self._size = sum(part.unit.size for part in parts) or 1
        self._kept: Finished | None = None

    def __enter__(self) -> "_Serving":
        return self

    def order(self, binding: Binding) -> None:
        given = [Given(part.unit, part.shows, part.caption, part.called) for part in self._parts]
        self.tell(pickle.dumps(Order(tuple(given), binding)))

    def pieces(self) -> Iterator[bytes]:
        """The pack as it is linked. Raises Gone: the other side ended before it was whole."""
        written = 0
        while True:
            said, slot, _, length = self.heard()
            if said is Said.WRITTEN:
                return
            written += length
            yield self.taken(slot, length)
            self._say(Making.LINKING, int(self._pages * min(1.0, written / self._size)))

    def checked(self, kept: Finished) -> None:
        """Give the finished pack to be read, until it has been."""
        self.close()
        self._kept = kept
        self.tell(kept.size.to_bytes(8, "big"))
        with suppress(Gone):  # it has nothing more to ask; how it ended is said elsewhere
            while True:
                _, _, looked_at, _ = self.heard()
                self._say(Making.CHECKING, looked_at)

    def _say(self, stage: Making, pages: int) -> None:
        self._progress(Told(stage, pages, self._pages, pages))

    def _file(self, of: int) -> BinaryIO:
        return self._kept.opens() if self._kept else self._parts[of].opens()

    def _not_as_it_was(self, of: int) -> PackUnsound | UnitChanged:
        if of == THE_PACK:
            return _not_what_was_made(of)
        part = self._parts[of]
        return UnitChanged(part.called or part.shows)
