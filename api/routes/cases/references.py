"""References over JSON: what may be said of a person on a day, and why. Nothing is sent."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading, Today
from api.serving import serves
from casework.access import TrustPermission
from casework.case_file.reference_rules import Told
from casework.case_file.references import reference_for

router = APIRouter(prefix="/references", tags=["references"])


class ToldOut(BaseModel):
    """One thing that is said or not, with the reason and its source."""

    says: str
    why: str
    source: str
    reference: str


class ReferenceOut(BaseModel):
    """What may be said of one person on a day, what may not, and what their file still holds."""

    person: str
    on: date
    employment: str
    said: list[ToldOut]
    not_said: list[ToldOut]
    spent: int
    to_remove: list[str]
    settled: bool


@router.get("/{person_id}", dependencies=serves(TrustPermission.GIVE_REFERENCES))
def one(
    person_id: UUID, reading: Reading, caller: Caller, today: Today, on: date | None = None
) -> ReferenceOut:
    """What a reference may say today, or on a day."""
    found = reference_for(reading, caller, person_id, on or today)
    return ReferenceOut(
        person=found.person.name,
        on=found.on,
        employment=found.employment,
        said=[_out(each) for each in found.said],
        not_said=[_out(each) for each in found.not_said],
        spent=found.spent,
        to_remove=found.to_remove,
        settled=found.settled,
    )


def _out(told: Told) -> ToldOut:
    return ToldOut(says=told.says, why=told.why, source=told.source, reference=told.reference)
