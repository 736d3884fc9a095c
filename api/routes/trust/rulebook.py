"""What the codes ask for and where a case stands, and the law by date, over JSON."""

from datetime import UTC, date, datetime
from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading, Today, Transaction
from api.routes.trust.trust import Said
from api.serving import serves
from casework.access import Action, TrustPermission, require_in_trust
from casework.case_file.coverage import Covered, Stands, coverage, coverage_of
from casework.case_file.paragraphs import Treatment
from casework.case_file.queries import open_case
from casework.case_file.time_limits import time_limits
from casework.database.whose import working_on
from casework.law import PROVISIONS, ConfirmLaw, Limit, confirmations

router = APIRouter(tags=["procedure"])


class RuleOut(BaseModel, from_attributes=True):
    """A rule, what it stands in the way of, who may override it, and where a case is with it."""

    rule: str
    says: str
    act: str
    override: str
    stands: Stands | None
    on: date | None


class CoveredOut(BaseModel):
    """A paragraph, how it is kept, and the rules that cite it."""

    source: str
    place: str
    says: str
    treatment: Treatment
    how: str
    rules: list[RuleOut]

    @classmethod
    def of(cls, found: Covered) -> Self:
        rules = [RuleOut.model_validate(each) for each in found.rules]
        told = {"source": found.source.id, "place": found.place, "says": found.source.says}
        return cls(**told, treatment=found.treatment, how=found.how, rules=rules)


class LimitOut(BaseModel):
    """A time limit or right, with the day that chose it. `verify` until the trust confirmed it."""

    key: str
    title: str
    says: str
    source: str
    counted_from: date
    ends_on: date | None
    why: str
    verify: bool

    @classmethod
    def of(cls, found: Limit) -> Self:
        return cls(
            key=found.key,
            title=found.title,
            says=found.version.says,
            source=found.version.source,
            counted_from=found.counted_from,
            ends_on=found.ends_on,
            why=found.explained(),
            verify=not found.confirmed,
        )


class ProvisionOut(BaseModel):
    """One version of a provision, and from which day it holds."""

    key: str
    title: str
    chosen_by: str
    since: date
    says: str
    source: str
    verify: bool


@router.get("/procedure", dependencies=serves(TrustPermission.WORK_CASES))
def every_paragraph(_reading: Reading, caller: Caller) -> list[CoveredOut]:
    """Each paragraph of the codes, and how it is kept."""
    require_in_trust(caller, TrustPermission.WORK_CASES)
    return [CoveredOut.of(each) for each in coverage()]


@router.get("/cases/{reference}/procedure", dependencies=serves(Action.VIEW_ALLEGATIONS))
def of_a_case(reference: str, reading: Reading, caller: Caller, today: Today) -> list[CoveredOut]:
    """Each paragraph, and where this case stands with it."""
    case, standing = open_case(reading, caller, reference, Action.VIEW_ALLEGATIONS)
    with working_on(reading, standing.of_case):
        return [CoveredOut.of(each) for each in coverage_of(reading, case, today)]


@router.get("/cases/{reference}/time-limits", dependencies=serves(Action.VIEW_ALLEGATIONS))
def limits(reference: str, reading: Reading, caller: Caller) -> list[LimitOut]:
    """The time limits and rights that follow from the outcome."""
    case, standing = open_case(reading, caller, reference, Action.VIEW_ALLEGATIONS)
    with working_on(reading, standing.of_case):
        return [LimitOut.of(each) for each in time_limits(reading, case).limits]


@router.get("/law", dependencies=serves(TrustPermission.WORK_CASES))
def law(reading: Reading, caller: Caller) -> list[ProvisionOut]:
    """Every provision, with each version it has had and will have."""
    require_in_trust(caller, TrustPermission.WORK_CASES)
    checked = confirmations(reading)
    return [
        ProvisionOut(
            key=each.key,
            title=each.title,
            chosen_by=each.chosen_by.label,
            since=version.since,
            says=version.says,
            source=version.source,
            verify=version.digest not in checked,
        )
        for each in PROVISIONS.values()
        for version in each.versions
    ]


@router.post("/law", status_code=201, dependencies=serves(TrustPermission.MANAGE_TIMESCALES))
def confirm_law(asked: ConfirmLaw, transaction: Transaction, caller: Caller) -> Said:
    """Say that a version of a provision was compared with its instrument."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())
