"""A round of acknowledgement: who is asked to say that they read a version, who was reminded."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from casework.database import utc_timestamp


class AcknowledgementRound(SQLModel, table=True):
    """Staff are asked to read a version by a day. `academies` holds ids; none means everybody."""

    __tablename__ = "acknowledgement_rounds"
    __table_args__ = (
        CheckConstraint(
            "(closed_at IS NULL) = (closed_by IS NULL)", name="a_closed_round_says_who"
        ),
        Index(
            "one_open_round_of_a_version",
            "version_id",
            unique=True,
            postgresql_where="closed_at IS NULL",
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    version_id: UUID = Field(foreign_key="policy_versions.id")
    academies: list[Any] = Field(sa_column=Column(JSONB, nullable=False))
    due_on: date
    started_by: str
    started_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    closed_by: str | None = None
    closed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class RoundReminder(SQLModel, table=True):
    """A message to one person that something is to be read; sent once, tried until it went."""

    __tablename__ = "round_reminders"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    round_id: UUID = Field(foreign_key="acknowledgement_rounds.id", index=True)
    person_id: UUID = Field(foreign_key="people.id")
    asked_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    sent_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
