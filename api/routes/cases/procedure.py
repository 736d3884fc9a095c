"""What is arranged for a hearing and planned for an investigation, with the ids that acts name."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading
from api.serving import serves
from casework.access import Action
from casework.case_file.heard import adjustments_for, drafts_for, notes_for
from casework.case_file.queries import open_case
from casework.hearings.arrangements import Because, Side
from casework.hearings.calling import called_to
from casework.hearings.companions import companion_of
from casework.hearings.models import CompanionCategory
from casework.hearings.postponing import requests_on
from casework.hearings.proceeding import steps_heard
from casework.hearings.queries import hearing_of
from casework.hearings.steps import Proceeding
from casework.investigation.inquiry import LooksFor
from casework.investigation.meetings import meetings_of
from casework.investigation.notes import NotesAnswer, NotesOf
from casework.investigation.planning import plan_of

router = APIRouter(tags=["procedure"])


class CompanionOut(BaseModel, from_attributes=True):
    name: str
    category: CompanionCategory
    given_on: date
    given_how: str


class RequestOut(BaseModel, from_attributes=True):
    id: UUID
    because: Because
    words: str
    wanted_at: datetime | None
    latest_on: date
    is_of_right: bool
    granted: bool | None
    reasons: str | None
    is_answered: bool


class NeededOut(BaseModel, from_attributes=True):
    id: UUID
    asked: str
    decision: str
    reasons: str


class CalledOut(BaseModel, from_attributes=True):
    side: Side
    name: str
    about: str
    in_time: bool


class NotesOut(BaseModel, from_attributes=True):
    id: UUID
    of: NotesOf
    with_whom: str
    held_on: date
    words: str
    answer: NotesAnswer | None
    answer_words: str | None


class HearingArranged(BaseModel):
    """Everything arranged for the hearing, as the caller may see it."""

    starts_at: datetime | None
    place: str | None
    companion: CompanionOut | None
    requests: list[RequestOut]
    adjustments: list[NeededOut]
    witnesses: list[CalledOut]
    done: list[Proceeding]
    notes: list[NotesOut]


class StepOut(BaseModel, from_attributes=True):
    id: UUID
    number: int
    says: str
    looks_for: LooksFor
    due_on: date
    came_to: str | None


class MeetingOut(BaseModel, from_attributes=True):
    id: UUID
    name: str
    of_employee: bool
    starts_at: datetime
    place: str
    notes_id: UUID | None


class DraftOut(BaseModel, from_attributes=True):
    id: UUID
    version: int
    words: str
    shared_at: datetime


class InquiryOut(BaseModel):
    """What is planned, who is heard, and the drafts of the report, as the caller may see them."""

    plan: list[StepOut]
    meetings: list[MeetingOut]
    notes: list[NotesOut]
    drafts: list[DraftOut]


@router.get("/cases/{reference}/hearing", dependencies=serves(Action.VIEW_HEADER))
def hearing(reference: str, reading: Reading, caller: Caller) -> HearingArranged:
    """What is arranged for the hearing. The employee reads their own."""
    case, standing = open_case(reading, caller, reference, Action.VIEW_HEADER)
    held, companion = hearing_of(reading, case.id), companion_of(reading, case.id)
    return HearingArranged(
        starts_at=held.starts_at if held else None,
        place=held.place if held else None,
        companion=CompanionOut.model_validate(companion) if companion else None,
        requests=[RequestOut.model_validate(each) for each in requests_on(reading, case.id)],
        adjustments=[NeededOut.model_validate(each) for each in adjustments_for(reading, standing)],
        witnesses=[CalledOut.model_validate(each) for each in called_to(reading, case.id)],
        done=steps_heard(reading, held) if held else [],
        notes=[
            NotesOut.model_validate(each) for each in notes_for(reading, standing, NotesOf.HEARING)
        ],
    )


@router.get("/cases/{reference}/investigation", dependencies=serves(Action.VIEW_EVIDENCE))
def investigation(reference: str, reading: Reading, caller: Caller) -> InquiryOut:
    """What is planned and who is heard; drafts only for the officer and for HR."""
    case, standing = open_case(reading, caller, reference, Action.VIEW_EVIDENCE)
    kinds = (NotesOf.EMPLOYEE_MEETING, NotesOf.WITNESS_MEETING)
    met = meetings_of(reading, case.id) if standing.sees(Action.VIEW_STATEMENT) else []
    return InquiryOut(
        plan=[StepOut.model_validate(each) for each in plan_of(reading, case.id)],
        meetings=[MeetingOut.model_validate(each) for each in met],
        notes=[NotesOut.model_validate(each) for each in notes_for(reading, standing, *kinds)],
        drafts=[DraftOut.model_validate(each) for each in drafts_for(reading, standing)],
    )
