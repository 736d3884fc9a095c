"""What the first page of somebody shows beside their deadlines, over JSON."""

from datetime import date, datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading, Today
from api.serving import serves
from casework.access import TrustPermission, require_in_trust
from casework.case_file.owed import owed
from casework.case_file.team import team

router = APIRouter(tags=["work"])


class LoadOut(BaseModel, from_attributes=True):
    """Somebody who manages open cases."""

    name: str
    cases: int
    overdue: int
    longest: int


class LateOut(BaseModel, from_attributes=True):
    """A case on which something is overdue."""

    reference: str
    academy: str
    stage: str
    due_on: date
    manager: str


class TeamOut(BaseModel, from_attributes=True):
    """How the open cases lie on the people who manage them."""

    loads: list[LoadOut]
    late: list[LateOut]


class OwedOut(BaseModel, from_attributes=True):
    """A data request or a personal data breach whose clock runs."""

    reference: str
    says: str
    due_on: date
    due_at: datetime | None


@router.get("/team", dependencies=serves(TrustPermission.SEE_TEAM))
def lies(reading: Reading, caller: Caller, today: Today) -> TeamOut:
    """How the open cases lie on the people who manage them, for the Director of HR."""
    return TeamOut.model_validate(team(reading, caller, today))


@router.get("/data-protection/owed", dependencies=serves(TrustPermission.ANSWER_DATA_REQUESTS))
def due(reading: Reading, caller: Caller) -> list[OwedOut]:
    """Data requests and personal data breaches whose clock runs, the earliest first."""
    require_in_trust(caller, TrustPermission.ANSWER_DATA_REQUESTS)
    return [OwedOut.model_validate(each) for each in owed(reading, caller)]
