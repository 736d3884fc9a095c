"""What runs beside the stages and after the outcome, as JSON: each as its page tells it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading, Today
from api.routes.investigation.allegations import ScreenOut
from api.serving import serves
from casework.access import Action, Actor
from casework.case_file.queries import CaseFile, open_case_file
from casework.database.whose import working_on
from casework.errors import NotPermitted
from casework.interruptions.models import OverlapKind, PauseGround, SafeguardingConclusion
from casework.reports.looked_up import LookedUpAt, as_kept
from casework.suspension.alternatives import Measure, ReviewDecision
from casework.suspension.queries import measures_on, reviews_on

router = APIRouter(tags=["beside the stages"])


class ReviewOut(BaseModel, from_attributes=True):
    """One review of a suspension, or of what was arranged instead."""

    reviewed_on: date
    decision: ReviewDecision
    reasons: str
    new_terms: str | None
    next_review_on: date | None


class MeasureOut(BaseModel, from_attributes=True):
    """A suspension, or what was arranged instead, with every alternative and its reason."""

    id: UUID
    measure: Measure
    starts_on: date
    ended_on: date | None
    reason: str
    protects: str
    alternatives: dict[str, Any]
    terms: str
    lasts: str
    available: str | None
    pay: str
    immediate: bool
    reviews: list[ReviewOut] = []


class PauseOut(BaseModel, from_attributes=True):
    """That the case stands still, why, and when somebody looks at it again."""

    ground: PauseGround
    reason: str
    paused_on: date
    review_on: date


class ResignationOut(BaseModel, from_attributes=True):
    """That the employee resigned, what became of the process, and how it was concluded."""

    received_on: date
    last_day: date
    goes_on: bool
    why: str
    conclusion: str | None
    safeguarding: SafeguardingConclusion | None
    referrals: str | None


class OverlapOut(BaseModel, from_attributes=True):
    """A grievance or criminal proceedings beside the case, and whether it waits."""

    kind: OverlapKind
    known_on: date
    about: str
    goes_on: bool
    why: str
    suitability: str | None
    relationships: str | None


class InterruptionsOut(BaseModel):
    """What holds the case up now, goes on beside it, or has ended the employment."""

    pause: PauseOut | None
    resignation: ResignationOut | None
    overlaps: list[OverlapOut]


class RegistersNowOut(BaseModel):
    """What the registers say today of the employee on the day of the conduct."""

    day: date
    registers: list[dict[str, Any]]
    acknowledged: list[dict[str, Any]]


class LookUpOut(BaseModel, from_attributes=True):
    """What they said when somebody decided, as it was kept then."""

    moment: LookedUpAt
    day: date
    said: dict[str, Any]
    looked_at: datetime


class RegistersOut(BaseModel):
    """The clearing registers of a case: now, while they may clear it, and at each decision."""

    now: RegistersNowOut | None
    kept: list[LookUpOut]


def of_whoever_works_on_it(
    reading: Reading, caller: Actor, reference: str, today: date, action: Action
) -> CaseFile:
    """The case file for whoever works on the case; the employee has a page of their own."""
    file = open_case_file(reading, caller, reference, today, action)
    if file.is_theirs:
        raise NotPermitted(case_id=file.case.id)
    return file


@router.get("/cases/{reference}/suspension", dependencies=serves(Action.VIEW_ALLEGATIONS))
def suspension(reference: str, reading: Reading, caller: Caller, today: Today) -> list[MeasureOut]:
    """Every suspension of the case and what was arranged instead, the latest first."""
    file = of_whoever_works_on_it(reading, caller, reference, today, Action.VIEW_ALLEGATIONS)
    with working_on(reading, file.case.id):
        found, reviews = measures_on(reading, file.case.id), reviews_on(reading, file.case.id)
    told = [MeasureOut.model_validate(each) for each in found]
    for each in told:
        theirs = [review for review in reviews if review.suspension_id == each.id]
        each.reviews = [ReviewOut.model_validate(review) for review in theirs]
    return told


@router.get("/cases/{reference}/interruptions", dependencies=serves(Action.VIEW_HEADER))
def interruptions(
    reference: str, reading: Reading, caller: Caller, today: Today
) -> InterruptionsOut:
    """Whether the case is paused, whether the employee resigned, what goes on beside it."""
    file = of_whoever_works_on_it(reading, caller, reference, today, Action.VIEW_HEADER)
    pause, left = file.pause, file.resignation
    return InterruptionsOut(
        pause=PauseOut.model_validate(pause) if pause else None,
        resignation=ResignationOut.model_validate(left) if left else None,
        overlaps=[OverlapOut.model_validate(each) for each in file.overlaps],
    )


@router.get("/cases/{reference}/protected-content", dependencies=serves(Action.VIEW_LEGAL_ADVICE))
def protected_content(
    reference: str, reading: Reading, caller: Caller, today: Today
) -> ScreenOut | None:
    """The twelve questions as answered and what was advised on them; null before that."""
    file = of_whoever_works_on_it(reading, caller, reference, today, Action.VIEW_LEGAL_ADVICE)
    return ScreenOut.model_validate(file.screen) if file.screen else None


@router.get("/cases/{reference}/registers", dependencies=serves(Action.VIEW_ALLEGATIONS))
def registers(reference: str, reading: Reading, caller: Caller, today: Today) -> RegistersOut:
    """What may clear the employee: today, and as it was when the case was decided upon."""
    file = of_whoever_works_on_it(reading, caller, reference, today, Action.VIEW_ALLEGATIONS)
    now = file.registers
    return RegistersOut(
        now=RegistersNowOut(day=now.day, **as_kept(now)) if now else None,
        kept=[LookUpOut.model_validate(each) for each in file.looked_up],
    )
