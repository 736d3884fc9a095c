"""Opening an original to redact it."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission, require_sight
from casework.cases.gateway import Act, Command, on_case
from casework.errors import WrongAnswer
from casework.evidence.custody import link
from casework.evidence.freezing import require_not_frozen
from casework.evidence.models import Capture, Handling
from casework.evidence.preconditions import require_not_held, require_not_stopped, require_open
from casework.evidence.queries import Item, exhibit_of, governing_item, named
from casework.evidence.seals import Seal, Sealed
from casework.jobs import READ_PAGES, enqueue
from casework.journal import Event
from casework.redaction.models import PageReading, ReadingStatus
from casework.redaction.queries import reading_of
from casework.redaction.reading import can_be_redacted

TO_REDACT = "To redact"


class RedactionBegun(Event, Sealed):
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
        seal = Seal.of(link(act, capture, Handling.VIEWED, TO_REDACT))
        label = named(item_of(act, capture))
        return RedactionBegun(capture_id=capture.id, label=label, seal=seal)


def to_redact(act: Act, capture_id: UUID) -> Capture:
    """An original of an open case that this person may see all of."""
    require_open(act)
    capture = on_case(act, Capture, capture_id)
    require_not_stopped(capture)
    require_not_held(capture)
    item = item_of(act, capture)
    require_not_frozen(item)
    require_sight(act.standing_now(), governing_item(act.case, item))
    return capture


def item_of(act: Act, capture: Capture) -> Item:
    return Item(capture, exhibit_of(act.session, capture.id))


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
