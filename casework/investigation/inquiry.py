"""What an investigation plans, whom it meets, what it drafts, and witnesses left unnamed."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp


class LooksFor(StrEnum):
    """Whom a step of the inquiry could help: both kinds are looked for (A v B)."""

    FOR_THE_EMPLOYEE = "for_the_employee"
    AGAINST_THE_EMPLOYEE = "against_the_employee"
    EITHER = "either"

    @property
    def label(self) -> str:
        return {
            LooksFor.FOR_THE_EMPLOYEE: "What may help the employee",
            LooksFor.AGAINST_THE_EMPLOYEE: "What may support the allegation",
            LooksFor.EITHER: "It may show either",
        }[self]


class PlannedStep(PartOfCase, table=True):
    """One step of the plan, and what it came to."""

    __tablename__ = "planned_steps"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("(done_on IS NULL) = (came_to IS NULL)", name="a_step_came_to_something"),
    )

    number: int
    says: str
    looks_for: LooksFor = Field(sa_column=Column(stored(LooksFor), nullable=False))
    due_on: date
    planned_by: UUID = Field(foreign_key="people.id")
    planned_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    done_on: date | None = None
    came_to: str | None = None


class InvestigationMeeting(PartOfCase, table=True):
    """Somebody invited to say what they know, and the notes once they did."""

    __tablename__ = "investigation_meetings"

    of_employee: bool
    person_id: UUID | None = Field(default=None, foreign_key="people.id")
    name: str
    starts_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    place: str
    topics: str
    document_id: UUID = Field(foreign_key="issued_documents.id")
    invited_by: UUID = Field(foreign_key="people.id")
    invited_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    companion: str | None = None
    notes_id: UUID | None = Field(default=None, foreign_key="meeting_notes.id")


class ReportDraft(PartOfCase, table=True):
    """A version of the report, as shared with HR for comments. Never changed."""

    __tablename__ = "investigation_drafts"
    __table_args__ = (UniqueConstraint("case_id", "version"),)

    version: int
    words: str
    shared_by: UUID = Field(foreign_key="people.id")
    shared_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class CommentOn(StrEnum):
    """What HR may comment on. What the facts are is not among it (Ramphal)."""

    LAW = "law"
    PROCEDURE = "procedure"
    CONSISTENCY = "consistency"

    @property
    def label(self) -> str:
        return {
            CommentOn.LAW: "The law",
            CommentOn.PROCEDURE: "The procedure",
            CommentOn.CONSISTENCY: "Consistency, clarity or length",
        }[self]


class DraftComment(PartOfCase, table=True):
    """What HR says on a version of the report; kept as said."""

    __tablename__ = "draft_comments"

    draft_id: UUID = Field(foreign_key="investigation_drafts.id")
    concerns: CommentOn = Field(sa_column=Column(stored(CommentOn), nullable=False))
    words: str
    said_by: UUID = Field(foreign_key="people.id")
    said_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class AnonymityAssessment(PartOfCase, table=True):
    """How the account of a witness who fears to be named is weighed (Linfood v Thomson)."""

    __tablename__ = "anonymity_assessments"

    account_id: UUID = Field(foreign_key="witness_accounts.id", unique=True)
    fear: str
    opportunity: str
    motive: str
    corroboration: str
    granted: bool
    known_as: str | None = None
    reasons: str
    assessed_by: UUID = Field(foreign_key="people.id")
    assessed_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
