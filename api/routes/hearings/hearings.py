"""Hearings over JSON: the notice, what was recorded, and those to come."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from api.deps import Caller, Reading
from api.serving import serves
from casework.access import Action
from casework.hearings.absence import RecordNonAttendance, SendAbsenceNotice
from casework.hearings.adjusting import AskAdjustment, AskMyAdjustment, DecideAdjustment
from casework.hearings.calling import CallMyWitness, CallWitness
from casework.hearings.commands import RecordHearingHeld
from casework.hearings.companions import NameCompanion, NameMyCompanion, RecordCompanionWithdrawn
from casework.hearings.models import CompanionCategory
from casework.hearings.new_allegations import PutNewAllegation
from casework.hearings.notice import ScheduleHearing
from casework.hearings.postponing import (
    AskToMove,
    AskToMoveMine,
    DecidePostponement,
    MoveHearing,
    SignOffRefusal,
)
from casework.hearings.proceeding import RecordMitigation, TickProceedings
from casework.hearings.queries import booked
from casework.investigation.answering import AnswerMyNotes, AnswerNotes

router = APIRouter(tags=["hearings"])
add_act(router, "hearing-notice", ScheduleHearing)
add_act(router, "hearing-held", RecordHearingHeld)
add_act(router, "companion", NameCompanion)
add_act(router, "my-companion", NameMyCompanion)
add_act(router, "companion-withdrawn", RecordCompanionWithdrawn)
add_act(router, "postponement-request", AskToMove)
add_act(router, "my-postponement-request", AskToMoveMine)
add_act(router, "postponement-decision", DecidePostponement)
add_act(router, "sign-off-refusal", SignOffRefusal)
add_act(router, "move-hearing", MoveHearing)
add_act(router, "adjustment", AskAdjustment)
add_act(router, "my-adjustment", AskMyAdjustment)
add_act(router, "adjustment-decision", DecideAdjustment)
add_act(router, "hearing-witness", CallWitness)
add_act(router, "my-hearing-witness", CallMyWitness)
add_act(router, "non-attendance", RecordNonAttendance)
add_act(router, "hearing-in-absence", SendAbsenceNotice)
add_act(router, "order-of-proceedings", TickProceedings)
add_act(router, "mitigation", RecordMitigation)
add_act(router, "notes-answer", AnswerNotes)
add_act(router, "my-notes-answer", AnswerMyNotes)
add_act(router, "new-allegation", PutNewAllegation)


class HearingOut(BaseModel, from_attributes=True):
    starts_at: datetime
    place: str
    presenter_id: UUID
    dismissal_possible: bool
    served_on: date
    pack_issued_on: date | None
    held_at: datetime | None
    attended: bool | None
    companion_category: CompanionCategory | None


class BookedOut(BaseModel, from_attributes=True):
    reference: str
    employee: str
    academy: str
    starts_at: datetime
    place: str
    pack_issued: bool


@router.get("/hearings", dependencies=serves(Action.KNOW_OF_CASE))
def hearings(reading: Reading, caller: Caller) -> list[BookedOut]:
    """Hearings to come on the caller's cases, the next first."""
    return [BookedOut.model_validate(each) for each in booked(reading, caller)]
