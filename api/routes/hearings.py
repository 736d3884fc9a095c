"""Hearings over JSON: the notice, what was recorded, and those to come."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from api.deps import Caller, Reading
from api.serving import serves
from casework.access import Action
from casework.hearings.commands import RecordHearingHeld
from casework.hearings.models import CompanionCategory
from casework.hearings.notice import ScheduleHearing
from casework.hearings.queries import booked

router = APIRouter(tags=["hearings"])
add_act(router, "hearing-notice", ScheduleHearing)
add_act(router, "hearing-held", RecordHearingHeld)


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
