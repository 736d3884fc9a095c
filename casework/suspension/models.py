"""A suspension or what was arranged instead, and every review of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.suspension.alternatives import Measure, ReviewDecision


class Suspension(PartOfCase, table=True):
    """Away from work on full pay, or at work on other terms. Neither is a sanction."""

    __tablename__ = "suspensions"
    __table_args__ = (
        CheckConstraint("pay = 'full'", name="whoever_is_suspended_is_paid_in_full"),
        CheckConstraint("ended_on >= starts_on", name="a_suspension_ends_after_it_starts"),
        Index(
            "one_measure_at_a_time",
            "case_id",
            unique=True,
            postgresql_where="ended_on IS NULL",
        ),
    )

    measure: Measure = Field(sa_column=Column(stored(Measure), nullable=False))
    starts_on: date
    reason: str
    protects: str
    alternatives: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    terms: str
    lasts: str
    available: str | None = None
    pay: str = "full"
    contact_id: UUID = Field(foreign_key="people.id")
    immediate: bool = False
    decided_by: UUID = Field(foreign_key="people.id")
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    letter_document_id: UUID | None = Field(default=None, foreign_key="issued_documents.id")
    ended_on: date | None = None


class SuspensionReview(PartOfCase, table=True):
    """One look at whether a suspension still has to be, with what was decided and why."""

    __tablename__ = "suspension_reviews"
    __table_args__ = (
        CheckConstraint(
            "(decision = 'lift') = (next_review_on IS NULL)",
            name="what_continues_is_reviewed_again",
        ),
    )

    suspension_id: UUID = Field(foreign_key="suspensions.id", index=True)
    reviewed_on: date
    decision: ReviewDecision = Field(sa_column=Column(stored(ReviewDecision), nullable=False))
    reasons: str
    new_terms: str | None = None
    next_review_on: date | None = None
    document_id: UUID = Field(foreign_key="issued_documents.id")
    reviewed_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
