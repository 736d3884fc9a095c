"""Formal warnings, and whether one is live on a day. Kept with people: later cases ask for them."""

from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index
from sqlmodel import Field, Session, SQLModel, col, select

from casework.database import stored


class WarningLevel(StrEnum):
    FIRST_WRITTEN = "first_written"
    FINAL_WRITTEN = "final_written"

    @property
    def label(self) -> str:
        return f"{self.replace('_', ' ').capitalize()} warning"


class FormalWarning(SQLModel, table=True):
    """A warning with the two days that bound it. After `spent_on` it no longer counts."""

    __tablename__ = "warnings"
    __table_args__ = (
        CheckConstraint("spent_on > given_on", name="a_warning_is_live_for_a_time"),
        Index("ix_warnings_person_id_spent_on", "person_id", "spent_on"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(foreign_key="cases.id", index=True)
    person_id: UUID = Field(foreign_key="people.id")
    level: WarningLevel = Field(sa_column=Column(stored(WarningLevel), nullable=False))
    about: str
    given_on: date
    live_months: int
    spent_on: date

    def is_live(self, on: date) -> bool:
        """Whether the warning counts on a day (Acas Code para 21)."""
        return self.given_on <= on < self.spent_on


def live_warnings(session: Session, person_id: UUID, on: date) -> list[FormalWarning]:
    """A person's warnings that count on a day, the latest first. Spent ones are never included."""
    wanted = select(FormalWarning).where(
        FormalWarning.person_id == person_id,
        col(FormalWarning.given_on) <= on,
        col(FormalWarning.spent_on) > on,
    )
    return list(session.exec(wanted.order_by(col(FormalWarning.given_on).desc())))
