"""Spent warnings stay hidden from a panel, unless HR asks and a legal adviser agrees."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field as Asked
from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, Session

from casework.access import Permission
from casework.allegations.queries import conduct_days
from casework.cases.gateway import Act, Command
from casework.cases.models import PartOfCase
from casework.database import utc_timestamp
from casework.database.of_case import rows_of
from casework.journal import Event
from casework.outcomes.rules import UNLOCKING_RULES, UnlockFacts
from casework.people.warnings import warnings_of
from casework.procedure import require
from casework.text import Prose


class SpentUnlock(PartOfCase, table=True):
    """Leave to show the panel what was spent on the day of the act (Airbus v Webb)."""

    __tablename__ = "spent_unlocks"
    __table_args__ = (
        CheckConstraint("decided_by <> asked_by", name="another_person_agrees"),
        CheckConstraint("(agreed IS NULL) = (decided_at IS NULL)", name="leave_is_decided_whole"),
    )

    reason: str
    asked_by: UUID = Field(foreign_key="people.id")
    asked_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    agreed: bool | None = None
    advice: str | None = None
    decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class SpentUnlockAsked(Event):
    reason: str

    def sentence(self) -> str:
        return "asked for leave to tell the panel of a spent warning"


class SpentUnlockDecided(Event):
    agreed: bool
    advice: str

    def sentence(self) -> str:
        done = "agreed" if self.agreed else "did not agree"
        return f"{done} that the panel learns of a spent warning"


class AskToUnlockSpent(Command):
    """Ask a legal adviser to agree that the panel learns of a spent warning, with the reason."""

    permission: ClassVar[Permission] = Permission.UNLOCK_WARNINGS

    reason: Prose = Asked(title="why the panel needs to know of it")

    def perform(self, act: Act) -> SpentUnlockAsked:
        facts = UnlockFacts(
            spent=_has_spent(act), waits=waiting_unlock(act.session, act.case.id) is not None
        )
        require([UNLOCKING_RULES[0], UNLOCKING_RULES[1]], facts)
        act.session.add(
            SpentUnlock(
                case_id=act.case.id,
                reason=self.reason,
                asked_by=act.actor.id,
                asked_at=act.at,
            )
        )
        return SpentUnlockAsked(reason=self.reason)


class DecideUnlock(Command):
    """Agree or not, as the legal adviser, that the panel learns of a spent warning."""

    permission: ClassVar[Permission] = Permission.AGREE_TO_UNLOCK

    agreed: bool = Asked(title="whether you agree")
    advice: Prose = Asked(title="your advice, with its reason")

    def perform(self, act: Act) -> SpentUnlockDecided:
        waiting = waiting_unlock(act.session, act.case.id)
        themselves = waiting is not None and waiting.asked_by == act.actor.id
        facts = UnlockFacts(waits=waiting is not None, asked_themselves=themselves)
        require(UNLOCKING_RULES[2:], facts)
        if waiting:
            waiting.agreed, waiting.advice = self.agreed, self.advice
            waiting.decided_by, waiting.decided_at = act.actor.id, act.at
        return SpentUnlockDecided(agreed=self.agreed, advice=self.advice)


def _has_spent(act: Act) -> bool:
    """Whether a warning counted on none of the days of the conduct."""
    days = conduct_days(act.session, act.case.id) or [act.today]
    theirs = warnings_of(act.session, act.case.employee_id) if act.case.employee_id else []
    earlier = [each for each in theirs if each.case_id != act.case.id and not each.withdrawn_on]
    return any(not any(each.is_live(day) for day in days) for each in earlier)


def unlocks_on(session: Session, case_id: UUID) -> list[SpentUnlock]:
    """Every leave that was asked for on a case, the latest first."""
    asked = rows_of(session, SpentUnlock, case_id)
    return sorted(asked, key=lambda each: each.asked_at, reverse=True)


def waiting_unlock(session: Session, case_id: UUID) -> SpentUnlock | None:
    """What waits for the legal adviser."""
    return next((each for each in unlocks_on(session, case_id) if each.agreed is None), None)


def unlocked(session: Session, case_id: UUID) -> SpentUnlock | None:
    """The leave that lets the panel see spent warnings, if it was given."""
    return next((each for each in unlocks_on(session, case_id) if each.agreed), None)
