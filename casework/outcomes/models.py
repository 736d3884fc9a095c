"""The outcome of a case, as decided and as reviewed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint, false
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.outcomes.ladder import Sanction


class Outcome(PartOfCase, table=True):
    """One decision for the case as a whole, with what was weighed."""

    __tablename__ = "outcomes"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint(
            "sanction <> 'summary_dismissal' OR gross_misconduct IS NOT NULL",
            name="summary_dismissal_rests_on_gross_misconduct",
        ),
        CheckConstraint(
            f"stands_as IN ({', '.join(repr(each.value) for each in Sanction)})",
            name="what_stands_is_on_the_ladder",
        ),
        CheckConstraint("reviewed_by <> decided_by", name="the_reviewer_is_another_person"),
        CheckConstraint("imported OR decided_by IS NOT NULL", name="somebody_decided_it"),
    )

    sanction: Sanction = Field(sa_column=Column(stored(Sanction), nullable=False))
    reasons: str
    mitigation: str
    lesser_steps: str
    gross_misconduct: str | None = None
    repudiatory_breach: bool = False
    decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    imported: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    decided_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    reviewed_by: UUID | None = Field(default=None, foreign_key="people.id")
    reviewed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    review_words: str | None = None
    letter_document_id: UUID | None = Field(default=None, foreign_key="issued_documents.id")
    letter_received_on: date | None = None
    employment_ends_on: date | None = None
    stands_as: str | None = None

    @property
    def stands(self) -> Sanction:
        """The rung that counts now: as decided, or as an appeal left it."""
        return Sanction(self.stands_as) if self.stands_as else self.sanction


class DecisionRecord(PartOfCase, table=True):
    """How an outcome was reached: proportion, lesser steps, earlier cases, and three findings.

    Gross misconduct, a breach at the root of the contract and a fair dismissal are found apart:
    each can be so without the others (Atherton).
    """

    __tablename__ = "decision_records"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint(
            "(gross_misconduct_found IS NULL) = (gross_misconduct_reasons IS NULL)",
            name="gross_misconduct_is_reasoned",
        ),
        CheckConstraint(
            "(repudiatory_breach_found IS NULL) = (repudiatory_reasons IS NULL)",
            name="a_repudiatory_breach_is_reasoned",
        ),
        CheckConstraint(
            "(fair_dismissal_found IS NULL) = (fair_dismissal_reasons IS NULL)",
            name="a_fair_dismissal_is_reasoned",
        ),
    )

    proportion: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    alternatives: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    wording: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    comparators_shown: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    comparable: str | None = None
    departing: str | None = None
    gross_misconduct_found: bool | None = None
    gross_misconduct_reasons: str | None = None
    repudiatory_breach_found: bool | None = None
    repudiatory_reasons: str | None = None
    fair_dismissal_found: bool | None = None
    fair_dismissal_reasons: str | None = None
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
