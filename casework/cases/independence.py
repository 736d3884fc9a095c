"""What keeps people apart on a case: conflicts, waivers, seals, break-glass, second approvals."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from casework.access import Role
from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp


class Ground(StrEnum):
    """Why somebody is kept away from a case."""

    WITNESS = "witness"
    LINE_MANAGEMENT = "line_management"
    NAMED = "named"
    DECLARED = "declared"
    STEPPED_OFF = "stepped_off"

    @property
    def label(self) -> str:
        return {
            Ground.WITNESS: "A witness",
            Ground.LINE_MANAGEMENT: "Manages the employee, or is managed by them",
            Ground.NAMED: "Named in the matter",
            Ground.DECLARED: "A conflict of interest",
            Ground.STEPPED_OFF: "Stepped off the case",
        }[self]


class Conflict(PartOfCase, table=True):
    """A recorded conflict of interest: its person sees nothing of the case any more."""

    __tablename__ = "conflicts"
    __table_args__ = (
        CheckConstraint(
            "lifted_by <> person_id AND lifted_by <> recorded_by",
            name="nobody_lifts_their_own_conflict",
        ),
        Index("ix_conflicts_person", "person_id", "case_id", postgresql_where="lifted_at IS NULL"),
    )

    person_id: UUID = Field(foreign_key="people.id")
    ground: Ground = Field(sa_column=Column(stored(Ground), nullable=False))
    reason: str
    recorded_by: UUID
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    lifted_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    lifted_by: UUID | None = None
    why_lifted: str | None = None


class BreakGlass(PartOfCase, table=True):
    """One opening of one case, to read it for an hour, by somebody without a part on it."""

    __tablename__ = "break_glass"
    __table_args__ = (
        CheckConstraint("length(reason) >= 20", name="a_reason_is_more_than_a_word"),
        CheckConstraint("reviewed_by <> person_id", name="nobody_reviews_their_own_access"),
        CheckConstraint("ends_at <= opened_at + interval '60 minutes'", name="an_hour_at_most"),
        Index("ix_break_glass_person", "person_id", "ends_at"),
    )

    person_id: UUID = Field(foreign_key="people.id")
    reason: str
    opened_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    ends_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    review_due_on: date
    reviewed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    reviewed_by: UUID | None = Field(default=None, foreign_key="people.id")
    review_words: str | None = None
    justified: bool | None = None


class SeparationWaiver(PartOfCase, table=True):
    """Leave for one person to hold a second part, given by two others (Acas Code para 6)."""

    __tablename__ = "separation_waivers"
    __table_args__ = (
        CheckConstraint(
            "second_approver_id <> first_approver_id", name="two_different_people_approve"
        ),
        CheckConstraint(
            "first_approver_id <> person_id AND second_approver_id <> person_id",
            name="nobody_waives_for_themselves",
        ),
        CheckConstraint(
            "first_approver_id <> asked_by AND second_approver_id <> asked_by",
            name="whoever_asks_does_not_approve",
        ),
    )

    person_id: UUID = Field(foreign_key="people.id")
    role: Role = Field(sa_column=Column(stored(Role), nullable=False))
    reason: str
    asked_by: UUID = Field(foreign_key="people.id")
    asked_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    first_approver_id: UUID | None = Field(default=None, foreign_key="people.id")
    first_approved_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    second_approver_id: UUID | None = Field(default=None, foreign_key="people.id")
    second_approved_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    refused_by: UUID | None = Field(default=None, foreign_key="people.id")
    refused_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))

    @property
    def is_given(self) -> bool:
        return self.second_approved_at is not None and self.refused_at is None


class NamedReader(PartOfCase, table=True):
    """Somebody who may still see a sealed case."""

    __tablename__ = "named_readers"
    __table_args__ = (UniqueConstraint("case_id", "person_id"),)

    person_id: UUID = Field(foreign_key="people.id")
    named_by: UUID = Field(foreign_key="people.id")
    named_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class ApprovalRequest(PartOfCase, table=True):
    """An act that one person asked for and another must approve before it is done."""

    __tablename__ = "approval_requests"
    __table_args__ = (
        CheckConstraint("decided_by <> asked_by", name="another_person_decides"),
        CheckConstraint("(decided_at IS NULL) = (approved IS NULL)", name="a_decision_is_whole"),
    )

    act: str
    told: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    asked_by: UUID = Field(foreign_key="people.id")
    asked_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    approved: bool | None = None
    reason: str | None = None
