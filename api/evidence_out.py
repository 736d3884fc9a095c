"""An item of evidence as JSON says it: what is recorded, who confirmed it, and how it is graded."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from casework.evidence.choices import Confirms, StillOnline
from casework.evidence.details import CaptureDetails
from casework.evidence.grading import Grade
from casework.evidence.kinds import FileKind
from casework.evidence.records import Record


class ConfirmationOut(BaseModel):
    """Somebody confirmed, in their own name, that an item is what they saw, got or saved."""

    at: datetime
    person_name: str
    confirms: Confirms
    words: str | None


class OnlineCheckOut(BaseModel):
    """A dated look at whether it is still online."""

    at: datetime
    person_name: str
    looked_on: date
    found: StillOnline
    note: str | None


class CorrectionOut(BaseModel):
    """A recorded field that was changed: both versions, and why."""

    at: datetime
    person_name: str
    field: str
    was: str
    now: str | None
    reason: str


class EvidenceOut(BaseModel):
    """A file as it was taken in, what is known about it, and its exhibit number if it has one."""

    capture_id: UUID
    exhibit_id: UUID | None
    reference: str
    title: str
    description: str | None
    shows_pupil: bool | None
    in_pack: bool | None
    pack_reason: str | None
    name: str
    kind: FileKind
    name_agrees: bool
    size: int
    sha256: str
    taken_in_at: datetime
    details: CaptureDetails
    capture_started: datetime | None
    capture_ended: datetime | None
    stopped: bool
    grade: Grade
    why_graded: str
    does_not_prove: list[str]
    confirmations: list[ConfirmationOut]
    online_checks: list[OnlineCheckOut]
    corrections: list[CorrectionOut]

    @classmethod
    def of(cls, record: Record) -> Self:
        item, told = record.item, record.graded
        kept, exhibit, known = item.capture, item.exhibit, item.details
        return cls(
            **kept.model_dump(include={"name", "kind", "name_agrees", "size", "sha256"}),
            capture_id=kept.id,
            taken_in_at=kept.taken_in_at,
            details=known,
            capture_started=known.capture_started,
            capture_ended=known.capture_ended,
            stopped=kept.stopped_at is not None,
            grade=told.grade,
            why_graded=told.why,
            does_not_prove=list(told.does_not_prove),
            confirmations=[
                ConfirmationOut(**each.model_dump() | {"person_name": record.by(each)})
                for each in record.confirmations
            ],
            online_checks=[
                OnlineCheckOut(**each.model_dump() | {"person_name": record.by(each)})
                for each in record.checks
            ],
            corrections=[
                CorrectionOut(**each.model_dump() | {"person_name": record.by(each)})
                for each in record.corrections
            ],
            reference=item.reference,
            title=item.title,
            exhibit_id=exhibit.id if exhibit else None,
            description=exhibit.description if exhibit else None,
            shows_pupil=exhibit.shows_pupil if exhibit else None,
            in_pack=exhibit.in_pack if exhibit else None,
            pack_reason=exhibit.pack_reason if exhibit else None,
        )
