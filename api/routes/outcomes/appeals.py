"""An appeal over JSON: how it arrived, its hearing, its decision, its letters, and as it stands."""

from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from api.deps import Caller, Reading, Today
from api.serving import serves
from casework.access import Action, Permission, require_to_ask
from casework.appeals.consequences import consequences
from casework.appeals.deciding import DecideAppeal
from casework.appeals.hearing import ScheduleAppealHearing
from casework.appeals.holding import RecordAppealHeard
from casework.appeals.late import DecideLateAppeal
from casework.appeals.letters import IssueAppealLetter, ReinstateEmployee
from casework.appeals.lodging import LodgeAppeal, RecordAppealReceived
from casework.appeals.models import AppealResult, GroundKind, HeardAs
from casework.case_file.queries import open_case, open_case_file
from casework.database.whose import working_on
from casework.errors import NotPermitted
from casework.outcomes.ladder import Sanction
from casework.outcomes.queries import outcome_of

router = APIRouter(tags=["appeals"])
add_act(router, "appeal", LodgeAppeal)
add_act(router, "appeal-received", RecordAppealReceived)
add_act(router, "decide-late-appeal", DecideLateAppeal)
add_act(router, "appeal-hearing-notice", ScheduleAppealHearing)
add_act(router, "appeal-heard", RecordAppealHeard)
add_act(router, "appeal-decision", DecideAppeal)
add_act(router, "appeal-letter", IssueAppealLetter)
add_act(router, "reinstatement-letter", ReinstateEmployee)


class GroundOut(BaseModel, from_attributes=True):
    """One ground, and what was decided on it."""

    kind: GroundKind
    words: str
    upheld: bool | None
    reasons: str | None


class AppealHearingOut(BaseModel, from_attributes=True):
    heard_as: HeardAs
    why_heard_so: str
    starts_at: datetime
    place: str
    served_on: date
    held_at: datetime | None
    attended: bool | None
    notes: str | None


class AppealDecisionOut(BaseModel, from_attributes=True):
    result: AppealResult
    was: str
    sanction: Sanction
    reasons: str
    changes: list[dict[str, Any]]
    decided_at: datetime


class AppealOut(BaseModel):
    """An appeal with all that belongs to it, as far as it has come."""

    received_on: date
    in_time: bool
    why_late: str | None
    how_received: str | None
    accepted_late: bool | None
    late_reason: str | None
    grounds: list[GroundOut]
    hearing: AppealHearingOut | None
    decision: AppealDecisionOut | None


class ConsequenceOut(BaseModel, from_attributes=True):
    """One result an appeal can have, and everything it would change."""

    result: AppealResult
    sanction: Sanction
    title: str
    changes: list[dict[str, str]]


@router.get("/cases/{reference}/appeal", dependencies=serves(Action.VIEW_OUTCOME_LETTER))
def appeal(reference: str, reading: Reading, caller: Caller, today: Today) -> AppealOut | None:
    """The appeal against the outcome; null where there is none."""
    file = open_case_file(reading, caller, reference, today, Action.VIEW_OUTCOME_LETTER)
    if file.is_theirs:  # their own page tells the employee of their appeal
        raise NotPermitted(case_id=file.case.id)
    seen = file.appeal
    if seen is None:
        return None
    hearing, decision = seen.hearing, seen.decision
    kept = AppealOut.model_fields.keys() - {"grounds", "hearing", "decision"}
    return AppealOut(
        **seen.lodged.model_dump(include=set(kept)),
        grounds=[GroundOut.model_validate(each) for each in seen.grounds],
        hearing=AppealHearingOut.model_validate(hearing) if hearing else None,
        decision=AppealDecisionOut.model_validate(decision) if decision else None,
    )


@router.get("/cases/{reference}/appeal/consequences", dependencies=serves(Permission.DECIDE_APPEAL))
def what_would_change(
    reference: str, reading: Reading, caller: Caller, today: Today
) -> list[ConsequenceOut]:
    """What each result the appeal can have would change, for whoever decides it."""
    case, standing = open_case(reading, caller, reference, Action.KNOW_OF_CASE)
    require_to_ask(standing, Permission.DECIDE_APPEAL)
    with working_on(reading, case.id):
        found = consequences(reading, case, outcome_of(reading, case.id), today)
    return [
        ConsequenceOut(
            result=each.result,
            sanction=each.sanction,
            title=each.title,
            changes=[change.facts() for change in each.changes],
        )
        for each in found
    ]
