"""Links the parts of a pack and reads the whole of it again, here where nothing of it can do harm.

Pages that others made are in it. What is linked comes from whoever asked, a piece at a time, and
goes back the same way: nothing of it is on a disk, and a pack of any size takes the same memory.
"""

import io
import pickle
import socket
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2

from casework.documents.contents import Contents
from casework.documents.linking import Binding, Part, linked
from casework.documents.packs import IndexLine, PackUnsound
from casework.documents.press import Pressed
from casework.documents.soundness import Expected, require_sound, weights_of
from casework.documents.stamping import face
from casework.documents.units.form import Opens, unit_in
from casework.evidence.confined.told import Declined
from casework.evidence.confined.workshop import Shop
from casework.hearing_packs.confined.talk import HEAD, THE_PACK, Asked, Said, keep, say, take

MEMORY = 1 << 30
BUFFER = 1 << 18  # what is asked for in one go, where little is read at a time
INDEX = 1  # which part it is: the cover comes first


@dataclass(frozen=True)
class Given:
    """A part as whoever asks describes it."""

    size: int
    shows: str
    caption: str
    called: str


@dataclass(frozen=True)
class Order:
    """What is to be linked, and what it has to be afterwards."""

    parts: tuple[Given, ...]
    binding: Binding
    lines: tuple[IndexLine, ...]
    index_page: int


def bind(handle: int) -> bytes:
    """Link and check. Raises Declined: what was made is not what it should be."""
    with socket.socket(fileno=handle) as talk:
        order: Order = pickle.loads(_told(talk))  # from our own worker, never from a file
        parts = [_part(talk, at, each) for at, each in enumerate(order.parts)]
        keep(talk, linked(parts, order.binding))
        size = int.from_bytes(_told(talk), "big")
        try:
            with io.BufferedReader(Asked(talk, THE_PACK, size), BUFFER) as pack:
                require_sound(pack, _expected(order, parts), lambda page: _say_checked(talk, page))
        except PackUnsound as unsound:
            raise Declined(str(unsound)) from unsound
    return b""


def _told(talk: socket.socket) -> bytes:
    _, _, _, length = HEAD.unpack(take(talk, HEAD.size))
    return bytes(take(talk, length))


def _say_checked(talk: socket.socket, pages: int) -> None:
    say(talk, Said.CHECKED, at=pages)


def _part(talk: socket.socket, at: int, given: Given) -> Part:
    def opens() -> io.BufferedReader:
        return io.BufferedReader(Asked(talk, at, given.size), BUFFER)

    with opens() as source:
        return Part(unit_in(source), opens, given.shows, given.caption, given.called)


def _expected(order: Order, parts: Sequence[Part]) -> Expected:
    index: Opens = parts[INDEX].opens
    contents = Contents(Pressed(parts[INDEX].unit, index), order.lines, order.index_page)
    leaves = [page.leaf for part in parts for page in part.unit.pages]
    return Expected(contents, leaves, order.binding.first, weights_of(parts))


def warm() -> None:
    """Load every part of the libraries now: later nothing more can be opened."""
    face()
    out = io.BytesIO()
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(72, 72))
        pdf.save(out)
    with pypdfium2.PdfDocument(out) as again:
        again[0].get_textpage().get_text_bounded()


SHOP = Shop({"bind": bind}, warm, memory=MEMORY, talks=True)
