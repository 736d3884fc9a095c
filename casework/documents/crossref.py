"""The end of a pack: where each of its objects begins (ISO 32000-1, 7.5.8)."""

import sys
import zlib
from array import array

from casework.documents.units.form import PACK

IN_USE, PLACE, WIDTH = 1, 5, 7


def cross_references(offsets: "array[int]", at: int, identity: bytes) -> bytes:
    """The table of all objects and the trailer; the table is the last object itself."""
    number = len(offsets)
    every = array("Q", offsets)
    every.append(at)
    packed = zlib.compress(_table(every), 1)
    told = (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 5 1]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"
        b"/Filter/FlateDecode/Length %d>>\nstream\n"
        % (number, number + 1, PACK.ROOT, PACK.INFO, identity, identity, len(packed))
    )
    return told + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


def _table(offsets: "array[int]") -> bytes:
    """Seven bytes for each object; the first one is the head of those that are free."""
    if sys.byteorder == "little":
        offsets.byteswap()
    places = offsets.tobytes()
    table = bytearray(WIDTH * len(offsets))
    table[0::WIDTH] = bytes((IN_USE,)) * len(offsets)
    for at in range(PLACE):
        table[1 + at :: WIDTH] = places[8 - PLACE + at :: 8]
    table[:WIDTH] = b"\0\0\0\0\0\0\xff"
    return bytes(table)
