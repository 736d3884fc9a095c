"""The second of the two that read a finished pack again: its index, its bookmarks, every object.

It runs beside the one that looks at each page, in a process that is as confined.
"""

import io
import pickle
import socket
from dataclasses import dataclass

import pikepdf
import pypdfium2

from casework.documents.packs import IndexLine, PackUnsound
from casework.documents.soundness import Led, require_led
from casework.evidence.confined.told import Declined
from casework.evidence.confined.workshop import Shop
from casework.hearing_packs.confined.talk import THE_PACK, Asked, Desk

MEMORY = 1 << 30
BUFFER = 1 << 18  # one of the libraries asks for a few bytes at a time, half a million times


@dataclass(frozen=True)
class Question:
    """Where in a pack its index lies, what it has to lead to, and how long the pack is."""

    lines: tuple[IndexLine, ...]
    index_page: int
    index_pages: int
    first: int
    size: int


def read(handle: int) -> bytes:
    """Read it. Raises Declined: it leads elsewhere, or holds something that could act."""
    with socket.socket(fileno=handle) as talk:
        desk = Desk(talk)
        asked: Question = pickle.loads(desk.told())  # from our own worker, never from a file
        led = Led(asked.lines, asked.index_page, asked.index_pages, asked.first)
        try:
            with io.BufferedReader(Asked(desk, THE_PACK, asked.size), BUFFER) as pack:
                require_led(pack, led)
        except PackUnsound as unsound:
            raise Declined(str(unsound)) from unsound
    return b""


def warm() -> None:
    """Load every part of the libraries now: later nothing more can be opened."""
    out = io.BytesIO()
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(72, 72))
        pdf.save(out)
    with pypdfium2.PdfDocument(out) as again:
        again[0].get_textpage().get_text_bounded()


SHOP = Shop({"read": read}, warm, memory=MEMORY, talks=True)
