"""Links the parts of a pack and looks at each page again, where nothing of it can do harm.

Pages that others made are in it. What is linked comes from whoever asked, a piece at a time, and
goes back the same way: nothing of it is on a disk, and a pack of any size takes the same memory.
"""

import ctypes
import io
import pickle
import socket
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, cast

import pikepdf
import pypdfium2

from casework.documents.linking import Binding, Part, linked
from casework.documents.packs import PackUnsound
from casework.documents.soundness import Numbered, require_numbered, weights_of
from casework.documents.stamping import face
from casework.documents.units.form import Unit
from casework.evidence.confined.told import Declined
from casework.evidence.confined.workshop import Shop
from casework.hearing_packs.confined.talk import THE_PACK, Asked, Desk, InTurn, Said

MEMORY = 1 << 30
LARGEST_KEPT = 8 << 20
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3  # of mallopt(3)


@dataclass(frozen=True)
class Given:
    """A part as whoever asks describes it."""

    unit: Unit
    shows: str
    caption: str
    called: str


@dataclass(frozen=True)
class Order:
    """What is to be linked."""

    parts: tuple[Given, ...]
    binding: Binding


def bind(handle: int) -> bytes:
    """Link and check. Raises Declined: what was made is not what it should be."""
    with socket.socket(fileno=handle) as talk:
        desk = Desk(talk)
        order: Order = pickle.loads(desk.told())  # from our own worker, never from a file
        spans = [(each.unit.begins + each.unit.size, each.unit.begins) for each in order.parts]
        files = InTurn(desk, spans)
        parts = [
            Part(each.unit, partial(files.opens, at), each.shows, each.caption, each.called)
            for at, each in enumerate(order.parts)
        ]
        desk.keep(linked(parts, order.binding))
        size = int.from_bytes(desk.told(), "big")
        try:
            with cast(BinaryIO, Asked(desk, THE_PACK, size)) as pack:
                require_numbered(
                    pack, _numbered(order, parts), lambda page: desk.say(Said.CHECKED, at=page)
                )
        except PackUnsound as unsound:
            raise Declined(str(unsound)) from unsound
    return b""


def _numbered(order: Order, parts: list[Part]) -> Numbered:
    leaves = [page.leaf for part in parts for page in part.unit.pages]
    return Numbered(leaves, order.binding.first, weights_of(parts))


def keep_memory() -> None:
    """Use again what was freed, instead of having the kernel clear as much for each piece."""
    allocator = ctypes.CDLL(None)
    if hasattr(allocator, "mallopt"):
        allocator.mallopt(TRIM_THRESHOLD, LARGEST_KEPT)
        allocator.mallopt(MMAP_THRESHOLD, LARGEST_KEPT)


def warm() -> None:
    """Load every part of the libraries now: later nothing more can be opened."""
    keep_memory()
    face()
    out = io.BytesIO()
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(72, 72))
        pdf.save(out)
    with pypdfium2.PdfDocument(out) as again:
        again[0].get_textpage().get_text_bounded()


SHOP = Shop({"bind": bind}, warm, memory=MEMORY, talks=True)
