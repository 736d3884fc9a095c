"""Checking a finished pack with another PDF library than the one that made it."""

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Pdf

from casework.documents.acting import unsafe_in
from casework.documents.contents import Contents
from casework.documents.leaves import Leaf
from casework.documents.linking import Part
from casework.documents.packs import IndexLine, PackUnsound

MOST_HELD = 16 << 20
MOST_PAGES = 40


@dataclass(frozen=True)
class Numbered:
    """The pages that a pack has to have, and the number of its first.

    `weights` are about how many bytes each page is: as many as fit are looked at in one go.
    """

    leaves: Sequence[Leaf]
    first: int = 1
    weights: Sequence[int] = ()


@dataclass(frozen=True)
class Led:
    """What the index and the bookmarks of a pack have to lead to, and where its index lies."""

    lines: Sequence[IndexLine]
    index_page: int
    index_pages: int
    first: int = 1


@dataclass(frozen=True)
class Expected:
    """What a pack has to be: its index, its pages, and the number of its first page."""

    contents: Contents
    leaves: Sequence[Leaf]
    first: int = 1
    weights: Sequence[int] = ()

    @property
    def numbered(self) -> Numbered:
        return Numbered(self.leaves, self.first, self.weights)

    @property
    def led(self) -> Led:
        contents = self.contents
        return Led(contents.lines, contents.first_page, contents.pages, self.first)


def weights_of(parts: Sequence[Part]) -> list[int]:
    """About how many bytes each page is."""
    return [part.unit.size // len(part.unit.pages) for part in parts for _ in part.unit.pages]


def _unwatched(_: int) -> None:
    """How far it is, for nobody."""


def require_sound(
    source: BinaryIO, expected: Expected, looked: Callable[[int], None] = _unwatched
) -> None:
    """Every page, number, link and bookmark is as the index says. Raises PackUnsound.

    `looked` is told how many pages were looked at.
    """
    require_numbered(source, expected.numbered, looked)
    require_led(source, expected.led)


def require_numbered(
    source: BinaryIO, numbered: Numbered, looked: Callable[[int], None] = _unwatched
) -> None:
    """Every page is there and says its number. Raises PackUnsound."""
    for looked_at in _in_goes(numbered.leaves, numbered.weights):
        _require_numbers(source, numbered, looked_at)
        looked(looked_at.stop)


def require_led(source: BinaryIO, led: Led) -> None:
    """Every link and bookmark leads where it says, and nothing could act. Raises PackUnsound."""
    with pypdfium2.PdfDocument(source) as pack:
        _require_links(pack, led)
        _require_bookmarks(pack, led)
    source.seek(0)
    with Pdf.open(source) as pack_again:
        unsafe = unsafe_in(pack_again)
    if unsafe:
        raise PackUnsound(f"The pack holds something that could act: {', '.join(unsafe)}")


def _in_goes(leaves: Sequence[Leaf], weights: Sequence[int]) -> Iterator[range]:
    """The reader keeps what it has read until it is closed: it is opened again now and then."""
    begun, held = 0, 0
    for index in range(len(leaves)):
        weight = weights[index] if weights else 0
        if index > begun and (held + weight > MOST_HELD or index - begun == MOST_PAGES):
            yield range(begun, index)
            begun, held = index, 0
        held += weight
    yield range(begun, len(leaves))


def _require_numbers(source: BinaryIO, expected: Numbered, looked_at: range) -> None:
    leaves = expected.leaves
    with pypdfium2.PdfDocument(source) as pack:
        if len(pack) != len(leaves):
            raise PackUnsound(f"The pack has {len(pack)} pages instead of {len(leaves)}")
        for index in looked_at:
            found = number_at_foot(pack, index, leaves[index])
            number = index + expected.first
            if found != number:
                raise PackUnsound(f"Page {number} of the pack is numbered {found}")


def number_at_foot(pack: pypdfium2.PdfDocument, index: int, leaf: Leaf) -> int | None:
    """The last number printed in the strip at the foot of a page."""
    text = pack[index].get_textpage()
    words = text.get_text_bounded(left=0, bottom=0, right=leaf.width, top=leaf.foot)
    numbers = re.findall(r"\d+", words)
    return int(numbers[-1]) if numbers else None


def _require_links(pack: pypdfium2.PdfDocument, expected: Led) -> None:
    """The link over a page number leads to that page, and each line of the index has one."""
    before, first = expected.first - 1, expected.index_page - expected.first
    found = [
        (target + before, words)
        for index in range(first, first + expected.index_pages)
        for target, words in links_on(pack, index)
    ]
    wrong = [words for target, words in found if (said := _page_said(words)) and said != target]
    if wrong:
        raise PackUnsound(f"The index leads to another page than it says: {wrong[0]}")
    led = {target for target, words in found if _page_said(words)}
    missed = [line for line in expected.lines if line.first_page not in led]
    if missed:
        raise PackUnsound(f"The index does not lead to page {missed[0].first_page}")


def _page_said(words: str) -> int | None:
    """The page that an index says: 4, or the first of 4 to 9."""
    said = re.fullmatch(r"\s*(\d+)(–\d+)?\s*", words)
    return int(said[1]) if said else None


def links_on(pack: pypdfium2.PdfDocument, index: int) -> Iterator[tuple[int, str]]:
    """The page number each link leads to, and the words under the link."""
    page = pack[index]
    text = page.get_textpage()
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, place, link):
        box = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, box)
        words = text.get_text_bounded(box.left, box.bottom, box.right, box.top)
        target = pdfium.FPDFLink_GetDest(pack, link)
        yield pdfium.FPDFDest_GetDestPageIndex(pack, target) + 1, words


def _require_bookmarks(pack: pypdfium2.PdfDocument, expected: Led) -> None:
    """Every bookmark leads to the page in its title, and each line of the index has one."""
    marked = set()
    for mark in pack.get_toc():
        target = mark.get_dest()
        page = None if target is None else (target.get_index() or 0) + expected.first
        if not mark.get_title().endswith(f", page {page}"):
            raise PackUnsound(f"A bookmark leads to page {page}: {mark.get_title()}")
        marked.add(page)
    missed = [line for line in expected.lines if line.first_page not in marked]
    if missed:
        raise PackUnsound(f"No bookmark leads to page {missed[0].first_page}")
