"""Linking units into one pack: their bytes as they are, and what only a pack knows written between.

One pass from front to back, a piece at a time: whoever keeps the pieces can hash them on the way,
and a pack of any size takes the same memory. The same units and the same binding give the same
bytes.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from casework.documents import furniture
from casework.documents.bookmarks import Bookmark, outline
from casework.documents.crossref import cross_references
from casework.documents.packs import UnitChanged
from casework.documents.stamping import Marks, stamp
from casework.documents.units.form import DIGITS, PACK, Opens, Unit
from casework.documents.writing_pdf import refs, said
from casework.errors import NotFound, Unsound

PIECE = 1 << 20
HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@dataclass(frozen=True)
class Part:
    """A unit in its place in a pack: what it shows in words, and the line below its pictures."""

    unit: Unit
    opens: Opens
    shows: str
    caption: str = ""
    called: str = ""  # what it is called when it has to be refused


@dataclass(frozen=True)
class Binding:
    """What a pack says of itself, and on every page."""

    title: str
    label: str
    draft: bool
    made_at: datetime
    bookmarks: tuple[Bookmark, ...] = ()
    first: int = 1  # the number of its first page: a supplement numbers on


class _Ledger:
    """Which object has which number, and where in the file each begins."""

    def __init__(self, parts: Sequence[Part], marks: int) -> None:
        self.at, self.bases = 0, array("Q")
        number = PACK.FIRST
        for part in parts:
            self.bases.append(number)
            number += part.unit.count
        self.outline, self.count = number, number + marks
        self.offsets = array("Q", bytes(8 * self.count))
        self.pages = array("Q")
        for base, part in zip(self.bases, parts, strict=True):
            self.pages.extend(base + each for each in part.unit.page_numbers)

    def object(self, number: int, body: bytes) -> bytes:
        self.offsets[number] = self.at
        return self.told(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def stream(self, number: int, entries: bytes, drawn: bytes) -> bytes:
        body = b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(drawn), drawn)
        return self.object(number, body)

    def told(self, piece: bytes) -> bytes:
        self.at += len(piece)
        return piece


def linked(parts: Sequence[Part], binding: Binding) -> Iterator[bytes]:
    """The pack, piece by piece, in order.

    Raises:
        UnitChanged: a unit is not what was kept. StoreUnavailable: it cannot be read.
    """
    ledger = _Ledger(parts, sum(each.size for each in binding.bookmarks))
    yield ledger.told(HEAD)
    for number, entries, drawn in furniture.streams(
        binding.title, binding.made_at.astimezone(UTC), claims_of(parts)
    ):
        yield ledger.stream(number, entries, drawn)
    for number, body in _fixed(parts, binding, ledger):
        yield ledger.object(number, body)
    page = 0
    for part, base in zip(parts, ledger.bases, strict=True):
        yield from _copied(part, base, ledger)
        yield b"".join(_written(part, base, page, binding, ledger))
        page += len(part.unit.pages)
    marks = outline(binding.bookmarks, ledger.outline, ledger.pages, PACK.OUTLINES, binding.first)
    for number, body in marks:
        yield ledger.object(number, body)
    yield cross_references(ledger.offsets, ledger.at, _identity(parts, binding))


def claims_of(parts: Sequence[Part]) -> furniture.Claims:
    """What a pack of these parts may say of itself: what each of them allows."""
    return furniture.Claims(
        accessible=all(part.unit.tagged for part in parts),
        archival=not any(part.unit.unfit for part in parts),
    )


def _identity(parts: Sequence[Part], binding: Binding) -> bytes:
    told = repr((binding, [(part.unit.made_of, part.caption, part.shows) for part in parts]))
    return sha256(told.encode()).hexdigest()[:32].upper().encode()


def _fixed(parts: Sequence[Part], binding: Binding, ledger: _Ledger) -> Iterator[tuple[int, bytes]]:
    """What every pack holds under the same numbers."""
    under = list(zip(ledger.bases, (part.unit for part in parts), strict=True))
    nodes = refs(base + unit.node for base, unit in under)
    yield from furniture.fonts()
    yield PACK.PAGES, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(ledger.pages), nodes)
    tops = refs(base + top for base, unit in under for top in unit.tops)
    leaves = refs(base + unit.parents for base, unit in under if unit.parents is not None)
    yield (
        PACK.STRUCTURE,
        b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R>>"
        % (
            PACK.DOCUMENT,
            PACK.PARENTS,
        ),
    )
    yield PACK.DOCUMENT, b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (PACK.STRUCTURE, tops)
    yield PACK.PARENTS, b"<</Kids[%s]>>" % leaves
    made = binding.made_at.astimezone(UTC)
    yield (
        PACK.INFO,
        b"<</Title %s/Producer(Casework)/CreationDate(D:%sZ)>>"
        % (
            said(binding.title),
            f"{made:%Y%m%d%H%M%S}".encode(),
        ),
    )
    groups = [(base + number, off) for base, unit in under for number, off in unit.groups]
    yield PACK.ROOT, furniture.root(groups, binding.first)


def _copied(part: Part, base: int, ledger: _Ledger) -> Iterator[bytes]:
    """The objects of a unit, its own numbers moved, and nothing else changed."""
    unit = part.unit
    begins = base + unit.reserved
    ledger.offsets[begins : begins + len(unit.offsets)] = array(
        "Q", (ledger.at + each for each in unit.offsets)
    )
    try:
        yield from _moving(part, base, ledger)
    except (NotFound, Unsound) as changed:
        raise UnitChanged(part.called or part.shows) from changed


def _moving(part: Part, base: int, ledger: _Ledger) -> Iterator[bytes]:
    unit, (at, done) = part.unit, (0, 0)
    with part.opens() as source:
        source.seek(unit.begins)
        while piece := source.read(PIECE):
            until = bisect_left(unit.places, at + len(piece), done)
            if until > done and (over := unit.places[until - 1] + DIGITS - at - len(piece)) > 0:
                piece += source.read(over)
            moved = _moved(piece, unit.places[done:until], at, base)
            at, done = at + len(piece), until
            yield ledger.told(moved)


def _moved(piece: bytes, places: "array[int]", at: int, base: int) -> bytes:
    if not places:
        return piece
    moved = bytearray(piece)
    for place in places:
        begin = place - at
        end = begin + DIGITS
        moved[begin:end] = b"%0*d" % (DIGITS, int(moved[begin:end]) + base)
    return bytes(moved)


def _written(
    part: Part, base: int, page: int, binding: Binding, ledger: _Ledger
) -> Iterator[bytes]:
    """What a pack writes for a unit: stamps, and links or what each page is."""
    unit = part.unit
    for at, each in enumerate(unit.pages):
        caption = _caption(part.caption, each.part, each.parts) if each.captioned else ""
        number = binding.first + page + at
        marks = Marks(binding.label, number, binding.draft, caption)
        closing = b"\nQ\n" if unit.tagged else b""
        yield ledger.stream(base + at, b"", closing + stamp(each.leaf, marks))
    for link in unit.links:
        to = ledger.pages[link.to - binding.first]
        yield ledger.object(
            base + link.number,
            b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%g %g %g %g]/Dest[%d 0 R/Fit]"
            b"/StructParent %d/Contents %s>>"
            % (*link.box, to, base + link.number, said(f"Page {link.to}")),
        )
    if not unit.tagged:
        yield from _marked(part, base, ledger)


def _caption(caption: str, part: int, parts: int) -> str:
    return f"{caption} (part {part} of {parts})" if parts > 1 else caption


def _marked(part: Part, base: int, ledger: _Ledger) -> Iterator[bytes]:
    """What others wrote says what each of its pages is: words to be read, or a described picture.

    That is not the same as being written for everybody; the cover of a pack says so.
    """
    unit, count = part.unit, len(part.unit.pages)
    section, parents = base + 2 * count, base + 2 * count + 1
    for at, (page, number) in enumerate(zip(unit.pages, unit.page_numbers, strict=True)):
        which = f", page {at + 1} of {count}" if count > 1 else ""
        described = b"/S/P" if page.words else b"/S/Figure/Alt " + said(part.shows + which)
        box = b"/A<</O/Layout/Placement/Block/BBox[0 0 %g %g]>>" % (page.width, page.height)
        yield ledger.object(
            base + count + at,
            b"<</Type/StructElem/P %d 0 R/Pg %d 0 R/K 0%s%s>>"
            % (section, base + number, described, b"" if page.words else box),
        )
    elements = refs(base + count + at for at in range(count))
    yield ledger.object(
        section,
        b"<</Type/StructElem/S/Sect/P %d 0 R/T %s/K[%s]>>"
        % (PACK.DOCUMENT, said(part.shows), elements),
    )
    numbers = [base + each for each in unit.page_numbers]
    named = b"".join(
        b"%d[%d 0 R]" % (number, base + count + at) for at, number in enumerate(numbers)
    )
    yield ledger.object(parents, b"<</Limits[%d %d]/Nums[%s]>>" % (numbers[0], numbers[-1], named))
