"""The bytes of a copy: made of the issued pack each time it is opened, and the same each time."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, BinaryIO, cast

import pypdfium2

from casework.documents.leaves import Leaf
from casework.documents.packs import PackUnsound
from casework.documents.soundness import number_at_foot
from casework.documents.watermarks import Mark, marked, page_of
from casework.errors import NotFound, Unsound
from casework.evidence.page_images import page_image
from casework.hearing_packs.copies import PackCopy
from casework.hearing_packs.models import HearingPack
from casework.storage import store


@contextmanager
def edition_of(pack: HearingPack) -> Iterator[BinaryIO]:
    """The issued bytes themselves. Raises Unsound when they are not what was issued."""
    if pack.key is None:
        raise NotFound
    called = f"Edition {pack.edition} of the pack"
    with store().open_sound(pack.key, pack.sha256 or "", called) as source:
        yield source


class Until(io.RawIOBase):
    """A file that ends where a signature begins: a copy is made of what was signed."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        self._source, self._size = source, size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._source.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        from_where = {0: 0, 1: self._source.tell(), 2: self._size}[whence]
        return self._source.seek(from_where + offset)

    def read(self, size: int | None = -1) -> bytes:
        left = max(0, self._size - self._source.tell())
        return self._source.read(left if size is None or size < 0 else min(size, left))

    def readinto(self, buffer: Any) -> int:
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


@contextmanager
def unsigned_of(pack: HearingPack) -> Iterator[BinaryIO]:
    """An edition without the signature behind it."""
    with edition_of(pack) as source:
        if pack.unsigned_size is None:
            yield source
        else:
            yield cast("BinaryIO", Until(source, pack.unsigned_size))


@contextmanager
def the_copy(pack: HearingPack, mark: Mark, expected: str | None) -> Iterator[BinaryIO]:
    """The copy as an open file that never touches a disk.

    Raises:
        Unsound: it is not what it was when it was made for the first time.
    """
    with os.fdopen(os.memfd_create("copy"), "w+b") as held:
        digest = sha256()
        with unsigned_of(pack) as source:
            for piece in marked(source, mark):
                digest.update(piece)
                held.write(piece)
        held.flush()
        if expected is not None and digest.hexdigest() != expected:
            raise Unsound(f"Copy {mark.number} of the pack is not what was handed out")
        held.seek(0)
        yield held


def first_made(pack: HearingPack, copy: PackCopy) -> str:
    """The hash of a copy that nobody has opened yet, once another library has looked at it.

    Raises PackUnsound: a page is not numbered as in the pack, or does not say whose copy it is.
    """
    with the_copy(pack, copy.mark, None) as held:
        _require_marked(held, pack, copy.mark)
        held.seek(0)
        digest = sha256()
        while piece := held.read(1 << 20):
            digest.update(piece)
        return digest.hexdigest()


def _require_marked(held: BinaryIO, pack: HearingPack, mark: Mark) -> None:
    with pypdfium2.PdfDocument(held) as pdf:
        if len(pdf) != pack.pages:
            raise PackUnsound(f"The copy has {len(pdf)} pages instead of {pack.pages}")
        for at in range(len(pdf)):
            page = pdf[at]
            leaf = Leaf(page.get_width(), page.get_height(), ())
            number = at + pack.first_page
            if number_at_foot(pdf, at, leaf) != number:
                raise PackUnsound(f"Page {number} of the copy is not numbered as in the pack")
            if mark.across not in page.get_textpage().get_text_range():
                raise PackUnsound(f"Page {number} of the copy does not say whose it is")
            page.close()


def page_picture(pack: HearingPack, mark: Mark | None, number: int) -> bytes:
    """A page, by the number printed on it, as a picture that a confined process draws of it.

    Raises:
        NotFound: the pack has no such page. PagesNotShown: it cannot be drawn.
    """
    with unsigned_of(pack) as source:
        try:
            alone = page_of(source, number - pack.first_page + 1, mark)
        except IndexError as missing:
            raise NotFound from missing
    return page_image(alone, 1)
