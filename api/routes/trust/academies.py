"""Academies over JSON: adding, renaming, closing one, and the days they are closed."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.deps import Caller, Reading, Today, Transaction
from api.serving import serves
from casework.access import TrustPermission
from casework.case_file.closing_days import (
    CloseDays,
    WouldClose,
    close_days,
    closed_days,
    open_day,
    would_close,
)
from casework.people.academies import AddAcademy, CloseAcademy, RenameAcademy, academies_kept

router = APIRouter(tags=["academies"])
KEEPS = serves(TrustPermission.KEEP_ACADEMIES)
CLOSES = serves(TrustPermission.MANAGE_TIMESCALES)


class KeptOut(BaseModel):
    """An academy, how many work there, and the days it is closed."""

    id: UUID
    code: str
    name: str
    closed_on: date | None
    people: int
    closed_days: list[date]


class Kept(BaseModel):
    """What the journal of the trust now says."""

    sentence: str


class PassedOut(BaseModel, from_attributes=True):
    """A clock that runs over a closed day and keeps its own."""

    reference: str
    academy: str
    says: str
    due_on: date
    would_be: date


class WouldCloseOut(BaseModel):
    """What closing these days would do; send `seen` with it to do it."""

    days: dict[date, str]
    new: int
    over: list[PassedOut]
    seen: str


class CloseDaysSeen(CloseDays):
    """The same days again, with what was shown of them."""

    seen: Annotated[str, Field(title="what was shown")]


class OpenDay(BaseModel, extra="forbid"):
    """A closed day that was a mistake."""

    day: date


@router.get("/academies/kept", dependencies=KEEPS)
def kept(reading: Reading, caller: Caller, today: Today) -> list[KeptOut]:
    """Every academy, with the days it is closed."""
    return [
        KeptOut(
            **each.academy.model_dump(),
            people=each.people,
            closed_days=[day.day for day in closed_days(reading, each.academy.id)],
        )
        for each in academies_kept(reading, caller, today)
    ]


@router.post("/academies", status_code=201, dependencies=KEEPS)
def add(asked: AddAcademy, transaction: Transaction, caller: Caller) -> Kept:
    """Add an academy."""
    return Kept(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


@router.post("/academies/{academy_id}/name", status_code=201, dependencies=KEEPS)
def rename(
    academy_id: UUID, asked: RenameAcademy, transaction: Transaction, caller: Caller
) -> Kept:
    """Give an academy another name."""
    done = asked.perform(transaction, caller, academy_id, datetime.now(UTC))
    return Kept(sentence=done.sentence())


@router.post("/academies/{academy_id}/closing", status_code=201, dependencies=KEEPS)
def close(academy_id: UUID, asked: CloseAcademy, transaction: Transaction, caller: Caller) -> Kept:
    """Say on which day an academy closes for good."""
    done = asked.perform(transaction, caller, academy_id, datetime.now(UTC))
    return Kept(sentence=done.sentence())


@router.post("/academies/{academy_id}/open-days", status_code=201, dependencies=CLOSES)
def opened(academy_id: UUID, asked: OpenDay, transaction: Transaction, caller: Caller) -> Kept:
    """Take a closed day back."""
    done = open_day(transaction, caller, academy_id, asked.day, datetime.now(UTC))
    return Kept(sentence=done.sentence())


@router.post("/closed-days/dry-run", dependencies=CLOSES)
def look(asked: CloseDays, transaction: Transaction, caller: Caller) -> WouldCloseOut:
    """What closing these days would do. Nothing is kept."""
    return _told(would_close(transaction, caller, asked))


def _told(would: WouldClose) -> WouldCloseOut:
    over = [PassedOut.model_validate(each) for each in would.over]
    return WouldCloseOut(days=would.days, new=would.new, over=over, seen=would.seen)


@router.post("/closed-days", status_code=201, dependencies=CLOSES)
def keep(asked: CloseDaysSeen, transaction: Transaction, caller: Caller) -> Kept:
    """Close the days that were shown."""
    days = CloseDays(academies=asked.academies, spans=asked.spans)
    done = close_days(transaction, caller, days, asked.seen, datetime.now(UTC))
    return Kept(sentence=done.sentence())
