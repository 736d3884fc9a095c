"""Breaches of personal data, the policy document on file and the art 30 record, over JSON."""

from datetime import UTC, date, datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading, Today, Transaction
from api.routes.trust.trust import Said
from api.serving import serves
from casework.access import TrustPermission, require_in_trust
from casework.data_rights.breaches import (
    CloseBreach,
    DecideBreach,
    RecordDataBreach,
    breach_register,
)
from casework.data_rights.on_file import PutPolicyOnFile, on_file
from casework.data_rights.processing import processing_record

router = APIRouter(tags=["data rights"], prefix="/data-protection")
ANSWERS = TrustPermission.ANSWER_DATA_REQUESTS
MAY = serves(ANSWERS)


class BreachOut(BaseModel, from_attributes=True):
    """One breach of the register."""

    number: int
    reference: str
    known_at: datetime
    due_at: datetime
    happened: str
    people: int
    tell_ico: bool | None
    ico_told_at: datetime | None
    why_ico: str | None
    tell_people: bool | None
    why_people: str | None
    closed_at: datetime | None


class PolicyOut(BaseModel, from_attributes=True):
    """One version of the appropriate policy document."""

    title: str
    version: str
    approved_by: str
    approved_on: date
    review_by: date
    kept_where: str


class LineOut(BaseModel, from_attributes=True):
    """One line of the record of processing."""

    item: str
    says: str
    source: str


class PartOut(BaseModel, from_attributes=True):
    """One part of the record of processing."""

    title: str
    lines: list[LineOut]


@router.get("/breaches", dependencies=MAY)
def breaches(reading: Reading, caller: Caller) -> list[BreachOut]:
    """Every breach."""
    return [BreachOut.model_validate(each) for each in breach_register(reading, caller)]


@router.post("/breaches", status_code=201, dependencies=MAY)
def record(asked: RecordDataBreach, transaction: Transaction, caller: Caller) -> Said:
    """Record a breach; 72 hours run."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


@router.post("/breaches/decisions", status_code=201, dependencies=MAY)
def decide(asked: DecideBreach, transaction: Transaction, caller: Caller) -> Said:
    """Decide whom to tell, or not, because."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


@router.post("/breaches/closings", status_code=201, dependencies=MAY)
def close(asked: CloseBreach, transaction: Transaction, caller: Caller) -> Said:
    """Close a breach with what was learned."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


@router.get("/policies", dependencies=MAY)
def policies(reading: Reading, caller: Caller) -> list[PolicyOut]:
    """Every version on file, the newest first."""
    require_in_trust(caller, ANSWERS)
    return [PolicyOut.model_validate(each) for each in on_file(reading)]


@router.post("/policies", status_code=201, dependencies=MAY)
def put(asked: PutPolicyOnFile, transaction: Transaction, caller: Caller) -> Said:
    """Put a version on file."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


@router.get("/processing", dependencies=MAY)
def processing(reading: Reading, caller: Caller, today: Today) -> list[PartOut]:
    """The record of processing activities as it stands today."""
    record = processing_record(reading, caller, today)
    return [PartOut.model_validate(each) for each in record.parts]
