"""A personal data breach, and the appropriate policy document that is on file."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, SQLModel

from casework.database import utc_timestamp


class DataBreach(SQLModel, table=True):
    """One breach: what happened, who was told or why not, and what was learned (art 33(5))."""

    __tablename__ = "data_breaches"
    __table_args__ = (
        CheckConstraint("people >= 0", name="nobody_or_more"),
        CheckConstraint(
            "(decided_by IS NULL) = (tell_ico IS NULL) AND (decided_by IS NULL) = "
            "(tell_people IS NULL) AND (decided_by IS NULL) = (why_ico IS NULL) AND "
            "(decided_by IS NULL) = (why_people IS NULL) AND "
            "(decided_by IS NULL) = (decided_at IS NULL)",
            name="a_breach_is_decided_whole",
        ),
        CheckConstraint(
            "(closed_at IS NULL) = (learned IS NULL) AND "
            "(closed_at IS NULL OR decided_by IS NOT NULL)",
            name="only_a_decided_breach_is_closed",
        ),
        CheckConstraint(
            "tell_ico IS TRUE OR ico_told_at IS NULL", name="the_ico_is_told_by_decision"
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    number: int = Field(unique=True)
    known_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    due_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    happened: str
    categories: str
    people: int
    consequences: str
    measures: str
    case_reference: str | None = None
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    tell_ico: bool | None = None
    ico_told_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    why_ico: str | None = None
    why_late: str | None = None
    tell_people: bool | None = None
    people_told_on: date | None = None
    why_people: str | None = None
    decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    closed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    learned: str | None = None

    @property
    def reference(self) -> str:
        return f"DB-{self.number:04}"

    @property
    def waits_to_be_told(self) -> bool:
        """Whether it was decided to tell the Commissioner, and nobody has yet."""
        return bool(self.tell_ico) and self.ico_told_at is None

    def overdue(self, now: datetime) -> bool:
        """Whether the 72 hours passed while the Commissioner was not told, nor decided not to."""
        waits = self.tell_ico is None or (self.tell_ico and self.ico_told_at is None)
        return bool(waits) and now > self.due_at


class PolicyOnFile(SQLModel, table=True):
    """One version of the appropriate policy document: who approved it, and until when it holds."""

    __tablename__ = "policy_documents_on_file"
    __table_args__ = (CheckConstraint("review_by > approved_on", name="it_is_reviewed_later"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    number: int = Field(unique=True)
    title: str
    version: str
    kept_where: str
    approved_by: str
    approved_on: date
    review_by: date
    put_by: UUID = Field(foreign_key="people.id")
    put_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
