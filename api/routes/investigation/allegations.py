"""Allegations, findings and how serious it was, over JSON."""

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from api.deps import Caller, Reading
from api.serving import serves
from casework.access import Action
from casework.allegations.commands import AssessSeverity, MakeAllegation, RecordFinding
from casework.allegations.models import Conclusion, Finding
from casework.allegations.queries import Alleged, allegations_on
from casework.allegations.screening import AdviseOnProtectedContent, ScreenProtectedContent
from casework.case_file.queries import open_case
from casework.case_file.sight import allegations_for
from casework.cases.stages import Severity

router = APIRouter(tags=["allegations"])


class AllegationOut(BaseModel):
    """An allegation with its clause as worded on the day of the conduct."""

    id: UUID
    number: int
    clause: str
    clause_text: str
    policy_version_id: UUID
    policy: str
    conduct_on: date
    occurred: str
    place: str
    particulars: str
    severity: Severity
    exhibits: list[str]
    conclusion: Conclusion | None
    conclusion_reasons: str | None
    to_hearing: bool | None
    notified_on: date | None
    finding: Finding | None
    reasons: str | None
    decided_by: str | None
    decided_at: datetime | None

    @classmethod
    def of(cls, alleged: Alleged) -> Self:
        own = alleged.allegation.model_dump(exclude={"case_id", "clause_id"})
        return cls(
            **own,
            clause=alleged.clause.number,
            clause_text=alleged.clause.text,
            policy_version_id=alleged.version.id,
            policy=alleged.version.named,
            exhibits=list(alleged.exhibit_references),
        )


class SeverityOut(BaseModel, from_attributes=True):
    severity: Severity
    reasons: str
    factors: dict[str, Any]
    assessed_at: datetime


class ScreenOut(BaseModel, from_attributes=True):
    """The twelve questions about protected content as answered, and what was advised."""

    answers: dict[str, Any]
    basis: str
    needs_advice: bool
    screened_at: datetime
    advice: str | None
    may_go_on: bool | None
    advised_at: datetime | None


@router.get("/cases/{reference}/allegations", dependencies=serves(Action.VIEW_ALLEGATIONS))
def allegations(reference: str, reading: Reading, caller: Caller) -> list[AllegationOut]:
    """Every allegation of a case, in order of number."""
    case, standing = open_case(reading, caller, reference, Action.VIEW_ALLEGATIONS)
    seen = allegations_for(standing, allegations_on(reading, case.id))
    return [AllegationOut.of(each) for each in seen]


add_act(router, "allegations", MakeAllegation)
add_act(router, "findings", RecordFinding)
add_act(router, "severity", AssessSeverity)
add_act(router, "protected-content", ScreenProtectedContent)
add_act(router, "protected-content-advice", AdviseOnProtectedContent)
