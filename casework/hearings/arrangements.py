"""What is arranged for a hearing: who comes along, another day, adjustments, and witnesses."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.hearings.models import CompanionCategory
from casework.working_days import local_day


class GivenByEmployee(PartOfCase):
    """Something the employee told: on which day, by what way, and who wrote it down."""

    given_on: date
    given_how: str
    recorded_by: UUID = Field(foreign_key="people.id")


class Companion(GivenByEmployee, table=True):
    """Whom the employee chose. A change is another row; the last who did not withdraw counts."""

    __tablename__ = "companions"
    __table_args__ = (
        CheckConstraint("category <> 'nobody'", name="a_companion_is_somebody"),
        CheckConstraint(
            "(withdrew_on IS NULL) = (withdrew_why IS NULL)", name="a_withdrawal_is_explained"
        ),
    )

    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    name: str
    category: CompanionCategory = Field(sa_column=Column(stored(CompanionCategory), nullable=False))
    contact: str | None = None
    withdrew_on: date | None = None
    withdrew_why: str | None = None


class Because(StrEnum):
    """Why another day is asked for."""

    COMPANION = "companion"
    ILLNESS = "illness"
    PREPARATION = "preparation"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            Because.COMPANION: "The companion cannot be there",
            Because.ILLNESS: "The employee is not well enough",
            Because.PREPARATION: "They need longer to prepare",
            Because.OTHER: "Another reason",
        }[self]


class PostponementRequest(GivenByEmployee, table=True):
    """The employee asks for another day, and what came of it."""

    __tablename__ = "postponement_requests"
    __table_args__ = (
        CheckConstraint("(granted IS NULL) = (reasons IS NULL)", name="an_answer_has_reasons"),
        CheckConstraint(
            "granted IS NOT TRUE OR document_id IS NOT NULL", name="a_moved_hearing_has_its_letter"
        ),
        CheckConstraint(
            "signed_by IS NULL OR signed_by <> decided_by", name="another_person_signs_off"
        ),
    )

    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    because: Because = Field(sa_column=Column(stored(Because), nullable=False))
    words: str
    hearing_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    wanted_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    latest_on: date
    granted: bool | None = None
    reasons: str | None = None
    decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    signed_by: UUID | None = Field(default=None, foreign_key="people.id")
    signed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    document_id: UUID | None = Field(default=None, foreign_key="issued_documents.id")

    @property
    def is_of_right(self) -> bool:
        """Whether the day they ask for must be accepted (ERA 1999 s.10(4) and (5))."""
        if self.because is not Because.COMPANION or self.wanted_at is None:
            return False
        return local_day(self.wanted_at) <= self.latest_on

    @property
    def needs_signing(self) -> bool:
        """A day refused to somebody without their companion is signed off by HR (Talon)."""
        refused = self.granted is False and self.because is Because.COMPANION
        return refused and self.signed_at is None

    def answer(
        self, granted: bool, reasons: str, by: UUID, at: datetime, document_id: UUID | None
    ) -> None:
        """Record the answer, and the letter that gives it."""
        self.granted, self.reasons = granted, reasons
        self.decided_by, self.decided_at, self.document_id = by, at, document_id

    def sign(self, by: UUID, at: datetime, document_id: UUID) -> None:
        """Sign the refusal off for HR, and record the letter that gives it."""
        self.signed_by, self.signed_at, self.document_id = by, at, document_id

    @property
    def is_answered(self) -> bool:
        return self.granted is not None and not self.needs_signing


class Agreed(StrEnum):
    """What becomes of an adjustment that was asked for."""

    AGREED = "agreed"
    IN_PART = "agreed_in_part"
    NOT_AGREED = "not_agreed"

    @property
    def label(self) -> str:
        return self.replace("_", " ").capitalize()


class Adjustment(GivenByEmployee, table=True):
    """A reasonable adjustment asked for (Equality Act 2010 s.20), and what was decided."""

    __tablename__ = "adjustments"
    __table_args__ = (
        CheckConstraint("(decision IS NULL) = (reasons IS NULL)", name="an_adjustment_has_reasons"),
    )

    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    needed: str
    decision: Agreed | None = Field(default=None, sa_column=Column(stored(Agreed)))
    reasons: str | None = None
    decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class Side(StrEnum):
    """Who calls a witness."""

    EMPLOYEE = "employee"
    MANAGEMENT = "management"

    @property
    def label(self) -> str:
        return "The employee" if self is Side.EMPLOYEE else "Management"


class CalledWitness(GivenByEmployee, table=True):
    """A witness one side will call, and whether they were named in time (Acas Code para 12)."""

    __tablename__ = "called_witnesses"

    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    side: Side = Field(sa_column=Column(stored(Side), nullable=False))
    name: str
    about: str
    due_on: date
    in_time: bool


class MissedHearing(PartOfCase, table=True):
    """The employee did not come, and what is known of why."""

    __tablename__ = "missed_hearings"
    __table_args__ = (UniqueConstraint("case_id", "hearing_at"),)

    hearing_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    asked: str
    reason: str
    good_reason: bool
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class AbsenceNotice(PartOfCase, table=True):
    """The notice that the hearing goes on without them (Acas Code para 25), for one date."""

    __tablename__ = "absence_notices"

    hearing_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    adjustments: str
    health: str
    offered: list[str] = Field(sa_column=Column(JSONB, nullable=False))
    why: str
    document_id: UUID = Field(foreign_key="issued_documents.id")
    decided_by: UUID = Field(foreign_key="people.id")
    decided_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class StepHeard(PartOfCase, table=True):
    """One step of the order of proceedings, ticked when it was done (Acas Code para 12)."""

    __tablename__ = "steps_heard"
    __table_args__ = (UniqueConstraint("case_id", "hearing_at", "step"),)

    hearing_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    step: str
    done_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    done_by: UUID = Field(foreign_key="people.id")
