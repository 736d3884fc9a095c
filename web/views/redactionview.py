"""Redacting one original, as plain values: where one is, what is hidden, what is undecided."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from sqlmodel import Session

from casework.access import Actor, Permission
from casework.case_file.queries import CaseFile
from casework.cases.pseudonyms import Pseudonym, pseudonyms_for, pseudonyms_on
from casework.database.whose import working_on
from casework.evidence.looking import has_opened
from casework.evidence.queries import Item
from casework.evidence.redacted import Audience, CopyStatus
from casework.people.queries import known_by_id
from casework.redaction.models import RedactionBox
from casework.redaction.queries import Desk, desk, names_sought
from casework.redaction.reasons import HiddenIn, Reason
from casework.redaction.suggestions import Suggestion

A4 = (1240, 1754)
REASONS = [(each.value, each.label) for each in Reason]
HIDDEN_IN = [(each.value, each.label) for each in HiddenIn]
AUDIENCES = [(each.value, each.label) for each in Audience]


@dataclass(frozen=True)
class Spot:
    """Where somebody is while they redact: carried by every link and form of the page."""

    opened: int = 0
    page: int = 1
    copy: Audience = Audience.PANEL_AND_EMPLOYEE
    box: UUID | None = None
    large: bool = False

    def query(self, **more: Any) -> str:
        """The same spot as the end of an address, with something else changed."""
        at = replace(self, **more) if more else self
        told: dict[str, Any] = {"opened": at.opened, "page": at.page, "copy": at.copy.value}
        told |= {"box": at.box} if at.box else {}
        told |= {"large": 1} if at.large else {}
        return f"?{urlencode(told)}"


@dataclass(frozen=True)
class Drawn:
    """A box or a suggestion on the page that is shown, in units of the drawing over it."""

    x: float
    y: float
    wide: float
    high: float
    number: int
    says: str
    id: UUID | None = None


@dataclass(frozen=True)
class Sheet:
    """The page that is shown: its drawing is 100 wide and `ratio` high."""

    ratio: float
    boxes: list[Drawn]
    suggestions: list[Drawn]
    lines: list[list[tuple[int, str]]]


def desk_for(session: Session, file: CaseFile, item: Item, spot: Spot) -> Desk:
    """The desk as this reader sees it: only names that they may see are looked for."""
    with working_on(session, file.case.id):
        names = names_sought(session, file.case.id, file.standing)
        return desk(session, item.capture, spot.copy, names)


def is_open(session: Session, actor: Actor, item: Item, number: int) -> bool:
    return number > 0 and has_opened(session, actor, item.capture.id, number)


def sheet_of(found: Desk, page: int) -> Sheet:
    """What lies over the page, and its words line by line."""
    sizes = found.reading.sizes if found.reading else []
    wide, high = sizes[page - 1] if 0 < page <= len(sizes) else A4
    ratio = round(100 * high / wide, 3)
    boxes = [_box(each, at, ratio) for at, each in _numbered(found) if each.page == page]
    return Sheet(ratio, boxes, _spots(found, page, ratio), _lines(found, page))


def _numbered(found: Desk) -> list[tuple[int, RedactionBox]]:
    return list(enumerate(found.boxes, start=1))


def _box(box: RedactionBox, number: int, ratio: float) -> Drawn:
    says = f"{box.reason.label}{f', {box.pseudonym}' if box.pseudonym else ''}"
    scale = ratio / 100
    top, high = round(box.from_top * scale, 3), round(box.high * scale, 3)
    return Drawn(box.from_left, top, box.wide, high, number, says, box.id)


def _spots(found: Desk, page: int, ratio: float) -> list[Drawn]:
    scale = ratio / 100
    return [
        Drawn(
            at.left, round(at.top * scale, 3), at.wide, round(at.high * scale, 3), number, each.text
        )
        for number, each in enumerate(found.undecided, start=1)
        if each.page == page
        for at in each.places
    ]


def _lines(found: Desk, page: int) -> list[list[tuple[int, str]]]:
    """The words that can be picked, line by line, each with its number."""
    lines: dict[int, list[tuple[int, str]]] = {}
    words = found.words[page - 1] if 0 < page <= len(found.words) else ()
    for at, each in enumerate(words):
        if each.seen:
            lines.setdefault(each.line, []).append((at, each.text))
    return [each for _, each in sorted(lines.items())]


def numbered_boxes(found: Desk) -> list[tuple[int, RedactionBox]]:
    """Every box with the number it has in this copy."""
    return _numbered(found)


def label_of(suggestion: Suggestion, known: list[Pseudonym]) -> str:
    """The pseudonym a suggestion would be hidden as, when it is one of the register."""
    labels = {each.label for each in known}
    return suggestion.label if suggestion.label in labels else ""


def register_for(session: Session, file: CaseFile) -> list[Pseudonym]:
    with working_on(session, file.case.id):
        return pseudonyms_for(file.standing, pseudonyms_on(session, file.case.id))


def makers(session: Session, found: Desk) -> dict[UUID, str]:
    """Who made and who released each copy."""
    ids = {
        each for one in found.copies for each in (one.made_by, one.released_by, one.withdrawn_by)
    }
    people = known_by_id(session, [each for each in ids if each])
    return {id: person.name for id, person in people.items()}


def is_making(found: Desk) -> bool:
    return bool(found.copies) and found.copies[0].status is CopyStatus.MAKING


def may_redact(file: CaseFile) -> bool:
    return file.case.closed_at is None and file.may(Permission.REDACT)
