"""The outcome, its letter, the time to appeal and the end of a case, over JSON."""

from datetime import date, datetime
from typing import Any, Self

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from api.deps import Caller, Reading
from api.serving import serves
from casework.access import Action, Permission, require_to_ask
from casework.appeals.commands import CloseCase, OpenAppealWindow
from casework.case_file.queries import open_case
from casework.outcomes.commands import DecideOutcome, ReviewSummaryDismissal
from casework.outcomes.comparators import Comparators, comparators
from casework.outcomes.ladder import Sanction
from casework.outcomes.letter import IssueOutcomeLetter
from casework.outcomes.written_reasons import RecordReasonsAsked

router = APIRouter(tags=["outcomes"])
add_act(router, "outcome", DecideOutcome)
add_act(router, "review-dismissal", ReviewSummaryDismissal)
add_act(router, "outcome-letter", IssueOutcomeLetter)
add_act(router, "appeal-window", OpenAppealWindow)
add_act(router, "close", CloseCase)
add_act(router, "reasons-asked", RecordReasonsAsked)


class OutcomeOut(BaseModel, from_attributes=True):
    sanction: Sanction
    reasons: str
    mitigation: str
    lesser_steps: str
    gross_misconduct: str | None
    repudiatory_breach: bool
    decided_at: datetime
    reviewed_at: datetime | None
    letter_received_on: date | None


class DecisionOut(BaseModel, from_attributes=True):
    """How the outcome was reached: proportion, lesser steps, earlier cases, three findings."""

    proportion: dict[str, str]
    alternatives: dict[str, str]
    wording: dict[str, str]
    comparators_shown: dict[str, Any]
    comparable: str | None
    departing: str | None
    gross_misconduct_found: bool | None
    gross_misconduct_reasons: str | None
    repudiatory_breach_found: bool | None
    repudiatory_reasons: str | None
    fair_dismissal_found: bool | None
    fair_dismissal_reasons: str | None
    recorded_at: datetime


class NamedCaseOut(BaseModel, from_attributes=True):
    """An earlier case that the caller may see anyway."""

    reference: str
    sanction: Sanction


class ComparatorsOut(BaseModel):
    """How earlier closed cases of the same clauses and severity ended. A number below five is not
    said. Nothing here is a recommendation."""

    clauses: list[str]
    ended: dict[Sanction, str]
    in_all: str
    named: list[NamedCaseOut]

    @classmethod
    def of(cls, found: Comparators) -> Self:
        return cls(
            clauses=list(found.clauses),
            ended={each.sanction: each.shown for each in found.ended},
            in_all=found.in_all,
            named=[NamedCaseOut.model_validate(each) for each in found.named],
        )


@router.get("/cases/{reference}/comparators", dependencies=serves(Permission.DECIDE_OUTCOME))
def compare(reference: str, reading: Reading, caller: Caller) -> ComparatorsOut:
    """How earlier cases of the same kind ended, for whoever decides this one."""
    case, standing = open_case(reading, caller, reference, Action.KNOW_OF_CASE)
    require_to_ask(standing, Permission.DECIDE_OUTCOME)
    return ComparatorsOut.of(comparators(reading, case))
