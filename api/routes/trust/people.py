"""People over JSON: the caller, staff by name, and the caller’s search."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.deps import KNOWN, Caller, Reading, Today
from api.serving import serves
from casework.access import Action, Open, TrustPermission, TrustRole, may_in_trust, require_in_trust
from casework.case_file.search import FoundCase, search
from casework.case_file.search import Sought as SoughtFor
from casework.case_file.search_places import Kind
from casework.cases.stages import Severity, Stage
from casework.people.queries import academies, search_staff
from casework.text import Line

router = APIRouter(tags=["people"])


class MeOut(BaseModel):
    """Whose token it is, and what their place in the trust lets them do."""

    id: UUID
    name: str
    roles: list[TrustRole]
    may: list[TrustPermission]


class PersonOut(BaseModel, from_attributes=True):
    id: UUID
    name: str
    job_title: str
    academy: str


class AcademyOut(BaseModel, from_attributes=True):
    id: UUID
    code: str
    name: str


class Sought(BaseModel, extra="forbid"):
    """Words to look for. They are posted, so that no address ever holds a name."""

    words: Annotated[Line, Field(title="what to look for")]


class SoughtAnywhere(Sought):
    """The same, with the kind of place it is narrowed to, and the case after which to go on."""

    kind: Kind | None = None
    after: Annotated[str, Field(max_length=40)] = ""


class HitOut(BaseModel, from_attributes=True):
    """One place in a case: what it is called, its address within the case, the words around."""

    says: str
    kind: Kind
    page: str
    excerpt: str


class CaseFoundOut(BaseModel, from_attributes=True):
    reference: str
    employee: str
    academy: str
    summary: str
    stage: Stage
    severity: Severity | None
    next_due_on: date | None
    hits: list[HitOut]
    more: int

    @classmethod
    def of(cls, found: FoundCase) -> Self:
        hits = [HitOut.model_validate(each) for each in found.hits]
        told = {
            name: getattr(found.row, name) for name in cls.model_fields.keys() - {"hits", "more"}
        }
        return cls(**told, hits=hits, more=found.more)


class ReportFoundOut(BaseModel, from_attributes=True):
    reference: str
    summary: str
    sent_at: datetime
    triaged: bool


class FoundOut(BaseModel, from_attributes=True):
    """The caller’s own cases and reports that match; what is hidden is as if it did not exist.

    `next` is what to send as `after` for the next page, and blank on the last.
    """

    cases: list[CaseFoundOut]
    cases_in_all: int
    reports: list[ReportFoundOut]
    next: str
    many: bool


@router.get("/me", dependencies=serves(Open.SIGNED_IN))
def me(caller: Caller) -> MeOut:
    """Who the caller is."""
    may = [each for each in TrustPermission if may_in_trust(caller, each)]
    return MeOut(id=caller.id, name=caller.name, roles=sorted(caller.roles), may=may)


@router.get("/academies", dependencies=[*KNOWN, *serves(Open.SIGNED_IN)])
def all_academies(reading: Reading) -> list[AcademyOut]:
    """The academies of the trust."""
    return [AcademyOut.model_validate(each) for each in academies(reading)]


@router.post("/people/search", dependencies=serves(TrustPermission.REPORT_BREACH))
def people(asked: Sought, reading: Reading, caller: Caller, today: Today) -> list[PersonOut]:
    """Staff whose name holds every word, for those who report breaches."""
    require_in_trust(caller, TrustPermission.REPORT_BREACH)
    found = search_staff(reading, asked.words, today)
    return [PersonOut.model_validate(each) for each in found]


@router.post("/search", dependencies=serves(Action.KNOW_OF_CASE))
def look_for(asked: SoughtAnywhere, reading: Reading, caller: Caller) -> FoundOut:
    """The caller’s cases and reports, by reference, name, clause, or the words in them."""
    told = search(reading, caller, SoughtFor(asked.words, asked.kind, asked.after))
    return FoundOut(
        cases=[CaseFoundOut.of(each) for each in told.cases],
        cases_in_all=told.cases_in_all,
        reports=[ReportFoundOut.model_validate(each) for each in told.reports],
        next=told.next,
        many=told.many,
    )
