"""What two people decided about the schedule."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from casework.database import utc_timestamp


class Amendment(SQLModel, table=True):
    """A period of the schedule that one person proposed and another decided on."""

    __tablename__ = "retention_amendments"
    __table_args__ = (
        CheckConstraint("length BETWEEN 0 AND 1200", name="a_period_is_reasonable"),
        CheckConstraint("decided_by <> proposed_by", name="two_people_change_the_schedule"),
        CheckConstraint(
            "(decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = "
            "(approved IS NULL) AND (decided_by IS NULL) = (why_decided IS NULL)",
            name="a_change_is_decided_whole",
        ),
        Index(
            "one_change_of_a_rule_at_a_time",
            "code",
            unique=True,
            postgresql_where="decided_at IS NULL",
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    code: str
    length: int
    effective_from: date
    source: str
    reason: str
    effect: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    proposed_by: UUID = Field(foreign_key="people.id")
    proposed_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    approved: bool | None = None
    why_decided: str | None = None
