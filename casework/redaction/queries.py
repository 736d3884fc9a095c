"""Reading what is to be hidden of an original, and what is still to be decided."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from casework.access import Action, Role, Standing
from casework.cases.names import Registered
from casework.cases.pseudonyms import pseudonyms_for, pseudonyms_on, staff_on
from casework.evidence.models import Capture
from casework.evidence.redacted import Audience, RedactedCopy, copies_of
from casework.redaction.models import LeftReadable, PageReading, ReadingStatus, RedactionBox
from casework.redaction.places import Word
from casework.redaction.reading import words_of
from casework.redaction.suggestions import PERSON, Suggestion, is_decided, suggested

# People of the case whose names a copy may not carry without somebody having decided so.
NAMED_PARTS = (Role.REPORTER, Role.WITNESS)


@dataclass(frozen=True)
class Desk:
    """Everything about redacting one original, for one audience."""

    capture: Capture
    audience: Audience
    reading: PageReading | None
    words: list[tuple[Word, ...]]
    boxes: list[RedactionBox]
    copies: list[RedactedCopy]
    undecided: list[Suggestion]

    @property
    def is_read(self) -> bool:
        return self.reading is not None and self.reading.status is ReadingStatus.READ

    @property
    def pages(self) -> int:
        return len(self.reading.sizes) if self.reading else 0

    def on_page(self, number: int) -> list[RedactionBox]:
        return [each for each in self.boxes if each.page == number]


def desk(
    session: Session,
    capture: Capture,
    audience: Audience,
    entries: list[Registered],
) -> Desk:
    """What is hidden in one copy of an original, and where a name of these may still stand."""
    reading = reading_of(session, capture.id)
    words = words_of(reading) if reading else []
    boxes = boxes_on(session, capture.id, audience)
    left = left_on(session, capture.id)
    undecided = [
        each
        for number, page in enumerate(words, start=1)
        for each in suggested(number, page, entries)
        if not is_decided(each, page, [one.place for one in boxes if one.page == number], left)
    ]
    copies = copies_of(session, capture.id)
    return Desk(capture, audience, reading, words, boxes, copies, undecided)


def reading_of(session: Session, capture_id: UUID) -> PageReading | None:
    return session.exec(select(PageReading).where(PageReading.capture_id == capture_id)).first()


def boxes_on(session: Session, capture_id: UUID, audience: Audience) -> list[RedactionBox]:
    """The boxes of one copy, page by page, from the top."""
    wanted = select(RedactionBox).where(RedactionBox.capture_id == capture_id)
    ordered = wanted.order_by(
        col(RedactionBox.page), col(RedactionBox.from_top), col(RedactionBox.from_left)
    )
    return [each for each in session.exec(ordered) if each.in_copy(audience)]


def left_on(session: Session, capture_id: UUID) -> set[tuple[int, int, int]]:
    wanted = select(LeftReadable).where(LeftReadable.capture_id == capture_id)
    return {(each.page, each.first_word, each.last_word) for each in session.exec(wanted)}


def names_sought(
    session: Session, case_id: UUID, standing: Standing | None = None
) -> list[Registered]:
    """The names that are looked for: the register's, and those of who reported or saw it.

    For a reader, only those whose names they may see; without one, all.
    """
    entries = pseudonyms_on(session, case_id)
    if standing is not None:
        entries = pseudonyms_for(standing, entries)
    found = [each.registered for each in entries]
    known = {each.name.casefold() for each in found}
    people = staff_on(session, case_id, *NAMED_PARTS)
    if standing is not None and not standing.sees(Action.VIEW_REPORTER):
        people = []
    return found + [Registered(PERSON, each) for each in people if each.casefold() not in known]
