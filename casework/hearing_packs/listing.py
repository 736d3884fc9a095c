"""What would be in a pack if it were made now, with the pages it would be on. Nothing is read.

How many pages a document has is known from the edition made last, and of our own papers always.
Before that it is an estimate, and so is every number behind it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from sqlmodel import Session

from casework.cases.models import Case
from casework.documents.issuing import issued_on
from casework.documents.packs import PackItem
from casework.evidence.queries import Item
from casework.hearing_packs.arrangement import (
    MAY_BE_LEFT_OUT,
    PackArrangement,
    arrangement_of,
    profile_now,
)
from casework.hearing_packs.beside import Beside
from casework.hearing_packs.contents import SECTIONS, gathered
from casework.hearing_packs.exhibits import exhibit_line
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearing_packs.queries import packs_of
from casework.hearing_packs.recipes import Holds, PackKind
from casework.hearing_packs.told import Told
from casework.hearing_packs.trust_recipes import recipe_now

COVER_AND_INDEX = 2
SHEET, SHEET_AND_PAGE = 1, 2


@dataclass(frozen=True)
class Entry:
    """One document: where it would be, and whether and why it is left out."""

    what: str
    title: str
    description: str
    day: date | None
    pages: int
    counted: bool  # from an edition that was made, or a paper of ours
    out: str = ""
    may_leave: bool = False
    exhibit: str = ""
    redactions: int = 0
    needs_reason: bool = False
    first: int = 0
    about: bool = False

    @property
    def anchor(self) -> str:
        """What it is called within a page."""
        return "d-" + sha256(self.what.encode()).hexdigest()[:10]

    @property
    def last(self) -> int:
        return self.first + self.pages - 1


@dataclass(frozen=True)
class Listed:
    """A section with its documents in order."""

    letter: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def seen(self) -> str:
        """What tells this order from any other, so that nobody moves what they have not seen."""
        return sha256("\n".join(each.what for each in self.entries).encode()).hexdigest()[:12]

    @property
    def going(self) -> list[Entry]:
        return [each for each in self.entries if not each.out]


def listing(
    session: Session, case: Case, kind: PackKind, beside: Beside, at: datetime
) -> list[Listed]:
    """The sections of a pack as it would be made now, with what is left out among them."""
    recipe, number = recipe_now(session, kind)
    pack = HearingPack(
        case_id=case.id,
        edition=0,
        final=False,
        status=PackStatus.BUILDING,
        requested_by=case.id,
        requested_at=at,
        kind=kind,
        recipe=recipe.version,
        recipe_number=number,
        profile=profile_now(session, case.id, kind),
    )
    told = Told(session, case, pack, recipe, beside, at, listing=True)
    found = {what: _entries(told, what, items) for what, items in _everything(told).items()}
    arranged = arrangement_of(session, case.id, kind)
    sections = [
        Listed(
            section.letter,
            section.title,
            _ordered(arranged, [each for what in section.holds for each in found.get(what, [])]),
        )
        for section in recipe.sections
    ]
    return list(_numbered([each for each in sections if each.entries], _front(told)))


def _everything(told: Told) -> dict[Holds, list[PackItem]]:
    items = gathered(told)
    if told.recipe.holds(Holds.PROCEDURE):
        items[Holds.PROCEDURE] = list(SECTIONS[Holds.PROCEDURE](told))
    return items


def _entries(told: Told, what: Holds, items: Iterable[PackItem]) -> list[Entry]:
    known = _known_pages(told.session, told.case.id, told.pack.kind)
    if what is Holds.EXHIBITS:
        return [_exhibit(each, known) for each in told.items if each.exhibit]
    arranged = arrangement_of(told.session, told.case.id, told.pack.kind)
    usual = SHEET_AND_PAGE if what is Holds.SUBMISSION else SHEET
    return [
        replace(
            _entry(each, known, usual),
            out=arranged.why_left_out(what, each),
            may_leave=what in MAY_BE_LEFT_OUT,
        )
        for each in items
    ]


def _entry(item: PackItem, known: Mapping[str, int], usual: int) -> Entry:
    return Entry(
        what=item.identity,
        title=item.title,
        description=item.description,
        day=item.day,
        pages=known.get(item.identity, usual),
        counted=item.identity in known,
    )


def _exhibit(item: Item, known: Mapping[str, int]) -> Entry:
    """An exhibit, also one that is left out. Why is decided on a page of its own."""
    exhibit, line = item.exhibit, exhibit_line(item)
    out = ""
    if item.capture.stopped_at:
        out = "Closed, and with the police"
    elif exhibit and not exhibit.in_pack:
        out = exhibit.pack_reason or "Left out"
    return replace(
        _entry(line, known, SHEET_AND_PAGE),
        out=out,
        exhibit=item.reference,
        redactions=len(item.copy.boxes) if item.copy else 0,
        needs_reason=item.needs_reason and bool(exhibit and exhibit.pack_reason is None),
    )


def _ordered(arranged: PackArrangement, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    places = {what: place for place, what in enumerate(arranged.placed)}
    return tuple(sorted(entries, key=lambda each: places.get(each.what, len(places))))


def _known_pages(session: Session, case_id: UUID, kind: PackKind) -> dict[str, int]:
    """How many pages each document had in the editions made so far, and our papers have."""
    known = {f"paper {each.id}": each.pages for each in issued_on(session, case_id)}
    for pack in reversed(packs_of(session, case_id)):
        if pack.kind is kind:
            for line in pack.contents:
                known[line.get("what") or line["title"]] = line["last"] - line["first"] + 1
    return known


def _front(told: Told) -> int:
    """How many pages the cover and the index take, as far as is known."""
    made = [each for each in packs_of(told.session, told.case.id) if each.contents]
    alike = [e for e in made if e.kind is told.pack.kind and e.supplements is None]
    return min(line["first"] for line in alike[0].contents) - 1 if alike else COVER_AND_INDEX


def _numbered(sections: Iterable[Listed], front: int) -> Iterator[Listed]:
    """The same with the page each document would begin on."""
    page, about = front + 1, False
    for section in sections:
        entries = []
        for each in section.entries:
            if each.out:
                entries.append(each)
                continue
            entries.append(replace(each, first=page, about=about))
            about = about or not each.counted
            page += each.pages
        yield replace(section, entries=tuple(entries))


def moved(section: Listed, what: str, to: int) -> list[str]:
    """The documents of a section with one of them put in another place."""
    order = [each.what for each in section.entries]
    order.remove(what)
    order.insert(max(0, min(to, len(order))), what)
    return order
