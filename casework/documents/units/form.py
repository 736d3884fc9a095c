"""What a linkable unit is: finished PDF objects, and beside them what linking needs to know.

A unit counts its objects from nought. Wherever one of its numbers stands in its bytes it takes
seven digits, and the unit says where: a pack adds the same number to all of them and copies the
rest as it is. Numbers of what every pack holds itself (`PACK`) stand as they are.
"""

import json
import zlib
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, BinaryIO

from casework.documents.leaves import Leaf
from casework.errors import Unsound

# Part of every fingerprint: a unit of another form is made again, never misread.
FORM = 2
MAGIC = b"CWUNIT\x00\x01"
DIGITS = 7
SIZE = 8


class PACK:
    """The objects that every pack holds under the same numbers."""

    ROOT, PAGES, FONT, FAINT, DESCRIPTOR, FACE, STRUCTURE, DOCUMENT = range(1, 9)
    PARENTS, OUTLINES, INFO, METADATA, OPENING, COLOURS, FIRST = range(9, 16)


@dataclass(frozen=True)
class UnitPage:
    """One page: its size, and what a pack says of it."""

    width: float
    height: float
    words: bool = True  # whether it holds text; else it is a picture to whoever cannot see it
    part: int = 1
    parts: int = 1
    captioned: bool = False

    @cached_property
    def leaf(self) -> Leaf:
        return Leaf(self.width, self.height, ())


@dataclass(frozen=True)
class Placed:
    """A link that a pack completes: where it lies, and the page of the pack it leads to."""

    number: int
    box: tuple[float, float, float, float]
    to: int


@dataclass(frozen=True)
class Unit:
    """What a pack knows of a unit before it copies it.

    Its first objects are left for the pack to write: a stamp for each page, and either the links
    that lead to pages of the pack, or what says what each page is (`elements`).
    """

    made_of: str
    pages: tuple[UnitPage, ...]
    count: int
    reserved: int
    node: int
    page_numbers: tuple[int, ...]
    tagged: bool
    tops: tuple[int, ...]
    parents: int | None
    links: tuple[Placed, ...]
    groups: tuple[tuple[int, bool], ...]
    offsets: "array[int]" = field(repr=False)
    places: "array[int]" = field(repr=False)
    size: int = 0  # of its objects
    begins: int = 0  # where its objects begin in the file
    # Of what others wrote: what their file said of its parts, and did not bring along.
    was_tagged: bool = False
    faces_missing: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()  # why its pages cannot be in a PDF/A


NOT_ASKED = ("it was made ready before anybody asked",)
Opens = Callable[[], BinaryIO]


def head_of(unit: Unit) -> bytes:
    """The head of a unit's file; its objects follow."""
    told = {
        "made_of": unit.made_of,
        "pages": [
            [page.width, page.height, page.words, page.part, page.parts, page.captioned]
            for page in unit.pages
        ],
        "count": unit.count,
        "reserved": unit.reserved,
        "node": unit.node,
        "page_numbers": unit.page_numbers,
        "tagged": unit.tagged,
        "tops": unit.tops,
        "parents": unit.parents,
        "links": [[link.number, link.box, link.to] for link in unit.links],
        "groups": unit.groups,
        "offsets": _steps(unit.offsets),
        "places": _steps(unit.places),
        "size": unit.size,
        "was_tagged": unit.was_tagged,
        "faces_missing": unit.faces_missing,
        "unfit": unit.unfit,
    }
    packed = zlib.compress(json.dumps(told, separators=(",", ":")).encode(), 6)
    return MAGIC + len(packed).to_bytes(SIZE, "big") + packed


def unit_in(source: BinaryIO) -> Unit:
    """Read what a unit says of itself.

    Raises:
        Unsound: it is not a unit of this form.
    """
    begun = source.read(len(MAGIC) + SIZE)
    if len(begun) != len(MAGIC) + SIZE or not begun.startswith(MAGIC):
        raise Unsound("What was kept of the pages is not in the form that a pack can use")
    length = int.from_bytes(begun[len(MAGIC) :], "big")
    told: dict[str, Any] = json.loads(zlib.decompress(source.read(length)))
    return Unit(
        made_of=told["made_of"],
        pages=tuple(UnitPage(*page) for page in told["pages"]),
        count=told["count"],
        reserved=told["reserved"],
        node=told["node"],
        page_numbers=tuple(told["page_numbers"]),
        tagged=told["tagged"],
        tops=tuple(told["tops"]),
        parents=told["parents"],
        links=tuple(Placed(number, _box(box), to) for number, box, to in told["links"]),
        groups=tuple((number, off) for number, off in told["groups"]),
        offsets=_summed(told["offsets"]),
        places=_summed(told["places"]),
        size=told["size"],
        begins=len(begun) + length,
        was_tagged=told.get("was_tagged", False),
        faces_missing=tuple(told.get("faces_missing", ())),
        unfit=tuple(told.get("unfit", NOT_ASKED)),
    )


def _box(told: list[float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = told
    return left, bottom, right, top


def _steps(numbers: "array[int]") -> list[int]:
    """Small numbers pack better than large ones."""
    return [each - before for before, each in zip([0, *numbers[:-1]], numbers, strict=True)]


def _summed(steps: list[int]) -> "array[int]":
    numbers, at = array("Q"), 0
    for step in steps:
        at += step
        numbers.append(at)
    return numbers
