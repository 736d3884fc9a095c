"""A copy of a pack for one reader: the same bytes but for what is stamped on its pages.

Nothing is rendered again. What was linked is read from front to back, the stamp of each page is
written with the number and the name of the copy before it, and the end of the file says where
everything is now. The same pack and the same mark give the same bytes.
"""

import io
import re
import unicodedata
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from math import atan2, cos, hypot, sin
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Pdf

from casework.documents.crossref import PLACE, WIDTH, cross_references
from casework.documents.leaves import Leaf
from casework.documents.packs import PackUnsound
from casework.documents.stamping import BASELINE, INSET, LABEL_SIZE, can_be_set, encoded, face

PIECE = 1 << 20
END = 64
STAMPED = b"/Artifact <</Type /Pagination"
TABLE = re.compile(rb"(\d+) 0 obj\n<</Type/XRef/Size (\d+)/W\[1 5 1\].*?/Length (\d+)", re.DOTALL)
ACROSS, LARGEST, SHARE = 0.75, 0.11, 0.42
NOT_OURS = "The pack is not in the form in which copies of it can be made"


@dataclass(frozen=True)
class Mark:
    """What a copy says on each of its pages."""

    number: int
    name: str
    part: str

    @property
    def across(self) -> str:
        return f"Copy {self.number} · {in_stamps(self.name)}"

    @property
    def below(self) -> str:
        return f"{self.across}, {in_stamps(self.part)}"


def in_stamps(words: str) -> str:
    """The words in letters that a stamp has; a letter it lacks loses its accent, or is a dot."""
    if can_be_set(words):
        return words
    plain = unicodedata.normalize("NFKD", words)
    return "".join(
        each if can_be_set(each) else "·" for each in plain if not unicodedata.combining(each)
    )


def mark_on(leaf: Leaf, mark: Mark) -> bytes:
    """What stands on one page: across it, faint, and small at the left of its foot."""
    told = _across(leaf, mark.across) + _at_the_foot(leaf, mark.below)
    return b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC q\n" + told + b"Q EMC\n"


def _across(leaf: Leaf, words: str) -> bytes:
    slant, long = atan2(leaf.height, leaf.width), hypot(leaf.width, leaf.height)
    size = min(long * ACROSS / face().width(words, 1), min(leaf.width, leaf.height) * LARGEST)
    half, over, up = face().width(words, size) / 2, cos(slant), sin(slant)
    left = leaf.width / 2 - half * over + size * 0.3 * up
    bottom = leaf.height / 2 - half * up - size * 0.3 * over
    return (
        b"q /CwFaint gs 0.26 0.32 0.36 rg\n"
        + _words(words, size, (over, up, -up, over, left, bottom))
        + b"Q\n"
    )


def _at_the_foot(leaf: Leaf, words: str) -> bytes:
    size = min(LABEL_SIZE * leaf.scale, leaf.width * SHARE / face().width(words, 1))
    place = (1.0, 0.0, 0.0, 1.0, INSET * leaf.scale, BASELINE * leaf.scale)
    return b"0.26 0.32 0.36 rg\n" + _words(words, size, place)


def _words(words: str, size: float, where: tuple[float, ...]) -> bytes:
    placed = " ".join(f"{each:.3f}" for each in where)
    shown = encoded(words).replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return f"BT /CwStamp {size:.2f} Tf {placed} Tm (".encode() + shown + b") Tj ET\n"


def marked(source: BinaryIO, mark: Mark) -> Iterator[bytes]:
    """The copy, piece by piece. Raises PackUnsound: it is not a pack of ours."""
    offsets, at_end, identity = _table(source)
    stamps = dict(_stamps(source, mark))
    begins = sorted((at, number) for number, at in enumerate(offsets) if number)
    ends = [at for at, _ in begins[1:]] + [at_end]
    yield from _pieces(source, 0, begins[0][0])
    at, now = begins[0][0], array("Q", offsets)
    for (begun, number), end in zip(begins, ends, strict=True):
        now[number] = at
        if number not in stamps:
            yield from _pieces(source, begun, end)
            at += end - begun
            continue
        drawn = stamps.pop(number)
        head = b"%d 0 obj\n<</Length %d>>\nstream\n" % (number, len(drawn))
        told = head + drawn + b"\nendstream\nendobj\n"
        at += len(told)
        yield told
    if stamps:
        raise PackUnsound(NOT_OURS)
    told_apart = sha256(identity + repr(mark).encode()).hexdigest()[:32].upper().encode()
    yield cross_references(now, at, told_apart)


def _pieces(source: BinaryIO, begin: int, end: int) -> Iterator[bytes]:
    source.seek(begin)
    while begin < end:
        piece = source.read(min(PIECE, end - begin))
        if not piece:
            raise PackUnsound(NOT_OURS)
        begin += len(piece)
        yield piece


def _table(source: BinaryIO) -> tuple["array[int]", int, bytes]:
    """Where each object begins, where the last of them ends, and what the file is known by."""
    size = source.seek(0, 2)
    source.seek(max(0, size - END))
    told = re.search(rb"startxref\n(\d+)\n%%EOF\n$", source.read(END))
    if told is None:
        raise PackUnsound(NOT_OURS)
    at = int(told[1])
    source.seek(at)
    ending = source.read(size - at)
    head = TABLE.match(ending)
    if head is None:
        raise PackUnsound(NOT_OURS)
    begun = ending.index(b"stream\n") + len(b"stream\n")
    rows = zlib.decompress(ending[begun : begun + int(head[3])])
    count = int(head[1])
    offsets = array("Q", bytes(8 * count))
    for number in range(1, count):
        row = rows[number * WIDTH + 1 : number * WIDTH + 1 + PLACE]
        offsets[number] = int.from_bytes(row, "big")
    return offsets, at, ending[:begun]


def _stamps(source: BinaryIO, mark: Mark) -> Iterator[tuple[int, bytes]]:
    """The number of each page's stamp, and what it is in the copy."""
    source.seek(0)
    with Pdf.open(source) as pack:
        for page in pack.pages:
            yield _stamp_of(page).objgen[0], _stamp_with(page, mark)


def _stamp_of(page: pikepdf.Page) -> pikepdf.Stream:
    drawn = page.obj.Contents
    last = drawn[len(drawn) - 1] if isinstance(drawn, Array) and len(drawn) else None
    if not isinstance(last, pikepdf.Stream):
        raise PackUnsound(NOT_OURS)
    return last


def _stamp_with(page: pikepdf.Page, mark: Mark) -> bytes:
    drawn = _stamp_of(page).read_bytes()
    at = drawn.find(STAMPED)
    if at < 0:
        raise PackUnsound(NOT_OURS)
    left, bottom, right, top = (float(each) for each in page.mediabox)
    leaf = Leaf(right - left, top - bottom, ())
    return drawn[:at] + mark_on(leaf, mark) + drawn[at:]


def page_of(source: BinaryIO, number: int, mark: Mark | None) -> bytes:
    """One page of a pack as a file of its own, counted from 1, as it is in a copy.

    Raises:
        PackUnsound: it is not a pack of ours. IndexError: it has no such page.
    """
    source.seek(0)
    with Pdf.open(source) as pack, Pdf.new() as alone:
        page = pack.pages[number - 1]
        stamped = _stamp_with(page, mark) if mark else b""
        alone.pages.append(page)
        there = alone.pages[0]
        for key in ("/Annots", "/StructParents"):
            if key in there.obj:
                del there.obj[key]
        if stamped:
            drawn = Array([*there.obj.Contents][:-1])
            drawn.append(alone.make_stream(stamped))
            there.obj.Contents = drawn
        return _saved(alone)


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
