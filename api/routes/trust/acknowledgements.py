"""Rounds of acknowledgement over JSON: asking, how far it is, reminding, closing."""

from datetime import UTC, date, datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading, Today, Transaction
from api.serving import serves
from casework.access import TrustPermission, require_in_trust
from casework.registers.acknowledging import StartRound, close_round, remind_round, round_with
from casework.registers.round_progress import progress_of, rounds
from casework.registers.rounds import AcknowledgementRound

router = APIRouter(prefix="/acknowledgement-rounds", tags=["registers"])
KEEPS = serves(TrustPermission.KEEP_REGISTERS)


class RoundOut(BaseModel, from_attributes=True):
    """A round; it is open until `closed_at`. No academies means all staff."""

    id: UUID
    version_id: UUID
    academies: list[UUID]
    due_on: date
    started_at: datetime
    closed_at: datetime | None


class AtAcademyOut(BaseModel, from_attributes=True):
    academy: str
    asked: int
    read: int


class MissingOut(BaseModel, from_attributes=True):
    """Somebody who has not read it."""

    id: UUID
    name: str
    academy: str


class ProgressOut(RoundOut):
    by_academy: list[AtAcademyOut]
    missing: list[MissingOut]


class Kept(BaseModel):
    """What the journal of the trust now says."""

    sentence: str


def _told(asked: AcknowledgementRound) -> RoundOut:
    return RoundOut.model_validate(asked)


@router.get("", dependencies=KEEPS)
def every(reading: Reading, caller: Caller) -> list[RoundOut]:
    """Every round, those that are open first."""
    require_in_trust(caller, TrustPermission.KEEP_REGISTERS)
    return [_told(asked) for asked, _ in rounds(reading)]


@router.post("", status_code=201, dependencies=KEEPS)
def start(asked: StartRound, transaction: Transaction, caller: Caller) -> RoundOut:
    """Ask staff to read a version by a day."""
    return _told(asked.perform(transaction, caller, datetime.now(UTC)))


@router.get("/{round_id}", dependencies=KEEPS)
def one(round_id: UUID, reading: Reading, caller: Caller, today: Today) -> ProgressOut:
    """How far a round is, and who has not read it."""
    require_in_trust(caller, TrustPermission.KEEP_REGISTERS)
    told = progress_of(reading, caller, round_with(reading, round_id), today)
    return ProgressOut(
        **_told(told.asked).model_dump(),
        by_academy=[AtAcademyOut.model_validate(each) for each in told.by_academy],
        missing=[MissingOut.model_validate(each) for each in told.missing],
    )


@router.post("/{round_id}/remind", status_code=201, dependencies=KEEPS)
def remind(round_id: UUID, transaction: Transaction, caller: Caller) -> Kept:
    """Write to everybody who has not read it and can sign in."""
    done = remind_round(transaction, caller, round_id, datetime.now(UTC))
    return Kept(sentence=done.sentence())


@router.post("/{round_id}/close", status_code=201, dependencies=KEEPS)
def close(round_id: UUID, transaction: Transaction, caller: Caller) -> Kept:
    """Stop asking."""
    return Kept(sentence=close_round(transaction, caller, round_id, datetime.now(UTC)).sentence())
