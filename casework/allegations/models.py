"""One alleged breach of one clause, what the investigator concluded, and what was found."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from casework.cases.models import PartOfCase
from casework.cases.stages import Severity
from casework.database import stored, utc_timestamp
from casework.errors import OutOfDate


class Conclusion(StrEnum):
    """What the investigating officer concludes on one allegation. Not a finding."""

    CASE_TO_ANSWER = "case_to_answer"
    NO_CASE_TO_ANSWER = "no_case_to_answer"

    @property
    def label(self) -> str:
        return self.replace("_", " ").capitalize()


class Finding(StrEnum):
    """What the hearing decides on one allegation, on the balance of probabilities."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"

    @property
    def label(self) -> str:
        return self.replace("_", " ").capitalize()

    @property
    def is_upheld(self) -> bool:
        return self is not Finding.NOT_UPHELD


class Allegation(PartOfCase, table=True):
    """One alleged breach of one clause, as that clause was worded on the day of the conduct."""

    __tablename__ = "allegations"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("(finding IS NULL) = (reasons IS NULL)", name="a_finding_has_reasons"),
        CheckConstraint(
            "(conclusion IS NULL) = (conclusion_reasons IS NULL)",
            name="a_conclusion_has_reasons",
        ),
        CheckConstraint(
            "finding IS NULL OR notified_on IS NOT NULL", name="only_what_was_notified_is_decided"
        ),
        Index("ix_allegations_clause", "clause_id", "case_id"),
        # Comparing outcomes asks for the upheld allegations of a clause, across all cases.
        Index(
            "ix_allegations_upheld",
            "clause_id",
            "case_id",
            postgresql_where="finding IN ('upheld', 'partly_upheld')",
        ),
    )

    number: int
    clause_id: UUID = Field(foreign_key="clauses.id")
    conduct_on: date
    occurred: str
    place: str
    particulars: str
    severity: Severity = Field(sa_column=Column(stored(Severity), nullable=False))
    conclusion: Conclusion | None = Field(default=None, sa_column=Column(stored(Conclusion)))
    conclusion_reasons: str | None = None
    to_hearing: bool | None = None
    notified_on: date | None = None
    finding: Finding | None = Field(default=None, sa_column=Column(stored(Finding)))
    reasons: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))

    @property
    def is_upheld(self) -> bool:
        return self.finding is not None and self.finding.is_upheld

    def conclude(self, conclusion: Conclusion, reasons: str) -> None:
        """Record what the investigating officer concludes."""
        self.conclusion, self.conclusion_reasons = conclusion, reasons

    def decide(self, finding: Finding, reasons: str, by: str, at: datetime) -> None:
        """Decide once; only an appeal changes a finding.

        Raises:
            OutOfDate: somebody else decided it first; carries their finding and reasons.
        """
        if self.finding is not None:
            raise OutOfDate(
                f"{self.decided_by} has already recorded a finding on allegation {self.number}",
                {"finding": self.finding.label, "reasons": self.reasons or ""},
            )
        self.finding, self.reasons = finding, reasons
        self.decided_by, self.decided_at = by, at


class AllegationExhibit(SQLModel, table=True):
    """An exhibit that bears on an allegation."""

    __tablename__ = "allegation_exhibits"

    allegation_id: UUID = Field(foreign_key="allegations.id", primary_key=True)
    exhibit_id: UUID = Field(foreign_key="exhibits.id", primary_key=True)


class SeverityAssessment(PartOfCase, table=True):
    """How serious the conduct found was: 24 factors considered by a person, and their judgement."""

    __tablename__ = "severity_assessments"
    __table_args__ = (UniqueConstraint("case_id"),)

    factors: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    severity: Severity = Field(sa_column=Column(stored(Severity), nullable=False))
    reasons: str
    assessed_by: UUID = Field(foreign_key="people.id")
    assessed_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class ProtectedContentScreen(PartOfCase, table=True):
    """The twelve questions as one person answered them, and the advice a second gave on them.

    Answering again adds a screen: the latest counts, and the earlier ones stay.
    """

    __tablename__ = "protected_content_screens"
    __table_args__ = (
        CheckConstraint("advised_by <> screened_by", name="the_adviser_is_another_person"),
        CheckConstraint(
            "(advice IS NULL) = (advised_by IS NULL) AND (advice IS NULL) = (advised_at IS NULL) "
            "AND (advice IS NULL) = (may_go_on IS NULL)",
            name="advice_has_its_adviser",
        ),
    )

    answers: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    basis: str
    needs_advice: bool
    screened_by: UUID = Field(foreign_key="people.id")
    screened_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    advice: str | None = None
    may_go_on: bool | None = None
    advised_by: UUID | None = Field(default=None, foreign_key="people.id")
    advised_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
