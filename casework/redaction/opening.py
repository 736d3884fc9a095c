"""Opening an original to redact it."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import select

from casework.access import Permission, require_sight
from casework.cases.gateway import Act, Command, on_case
from casework.cases.stages import Stage
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.evidence.custody import link
from casework.evidence.models import Capture, Exhibit, Handling
from casework.evidence.queries import Item, governing_item
from casework.jobs import READ_PAGES, enqueue
from casework.journal import Event
from casework.redaction.models import PageReading, ReadingStatus
from casework.redaction.queries import reading_of
from casework.redaction.reading import can_be_redacted

TO_REDACT = "To redact"


class RedactionBegun(Event):
    capture_id: UUID
    label: str

    def sentence(self) -> str:
        return f"opened {self.label} to redact it"


class BeginRedaction(Command):
    """Open an original to redact it. Its words are read, once, in the background."""

    permission: ClassVar[Permission] = Permission.REDACT

    capture_id: UUID = Field(title="the file")

    def perform(self, act: Act) -> RedactionBegun:
        capture = to_redact(act, self.capture_id)
        if not can_be_redacted(capture):
            says = "Only a picture or a PDF that is what its name says can be redacted here"
            raise WrongAnswer({"capture_id": says})
        reading = reading_of(act.session, capture.id)
        if reading is None or reading.status is ReadingStatus.FAILED:
            _read_again(act, capture, reading)
        link(act, capture, Handling.VIEWED, TO_REDACT)
        return RedactionBegun(capture_id=capture.id, label=_called(act, capture))


def to_redact(act: Act, capture_id: UUID) -> Capture:
    """An original of an open case that this person may see all of."""
    if act.case.stage is Stage.CLOSED:
        raise ProcedureBreach(Breach("G-STAGE", "HOUSE", "The case is closed"))
    capture = on_case(act, Capture, capture_id)
    require_sight(
        act.standing_now(), governing_item(act.case, Item(capture, exhibit_of(act, capture)))
    )
    return capture


def exhibit_of(act: Act, capture: Capture) -> Exhibit | None:
    return act.session.exec(select(Exhibit).where(Exhibit.capture_id == capture.id)).first()


def _called(act: Act, capture: Capture) -> str:
    exhibit = exhibit_of(act, capture)
    return f"exhibit {exhibit.reference}" if exhibit else "an item of evidence"


def _read_again(act: Act, capture: Capture, reading: PageReading | None) -> None:
    if reading is None:
        reading = PageReading(
            case_id=act.case.id,
            capture_id=capture.id,
            status=ReadingStatus.READING,
            sizes=[],
            asked_at=act.at,
        )
        act.session.add(reading)
    reading.status, reading.failure, reading.asked_at = ReadingStatus.READING, None, act.at
    act.session.flush()
    enqueue(act.session, READ_PAGES, lock=f"reading-{capture.id}", reading_id=str(reading.id))
