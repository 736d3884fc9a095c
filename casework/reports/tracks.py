"""What runs beside the discipline of a case: safeguarding, low-level concerns, advice, a union."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp


class SafeguardingOutcome(StrEnum):
    """The five outcomes of an allegation about a child (KCSIE). None of them is a finding."""

    SUBSTANTIATED = "substantiated"
    MALICIOUS = "malicious"
    FALSE = "false"
    UNSUBSTANTIATED = "unsubstantiated"
    UNFOUNDED = "unfounded"

    @property
    def label(self) -> str:
        return self.capitalize()

    @property
    def hint(self) -> str:
        return {
            SafeguardingOutcome.SUBSTANTIATED: "There is enough evidence to prove it",
            SafeguardingOutcome.MALICIOUS: "Enough to disprove it, and somebody meant to deceive "
            "or harm",
            SafeguardingOutcome.FALSE: "There is enough evidence to disprove it",
            SafeguardingOutcome.UNSUBSTANTIATED: "Not enough either way. It says nothing about "
            "what happened",
            SafeguardingOutcome.UNFOUNDED: "No evidence or proper basis supports it",
        }[self]


class SafeguardingConclusion(PartOfCase, table=True):
    """How an allegation about a child ended, apart from any finding of discipline."""

    __tablename__ = "safeguarding_conclusions"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint(
            "NOT in_references OR outcome = 'substantiated'",
            name="only_what_was_substantiated_is_in_a_reference",
        ),
    )

    outcome: SafeguardingOutcome = Field(
        sa_column=Column(stored(SafeguardingOutcome), nullable=False)
    )
    summary: str
    followed_up: str
    action_taken: str
    copy_to_person: str
    in_references: bool
    document_id: UUID = Field(foreign_key="issued_documents.id")
    concluded_by: UUID = Field(foreign_key="people.id")
    concluded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class LowLevelConcern(PartOfCase, table=True):
    """That a concern went to the trust's own record of them: where to find it, and no more."""

    __tablename__ = "low_level_concerns"

    record_reference: str
    handed_on: date
    handed_to: str
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class ManagementAdvice(PartOfCase, table=True):
    """What was expected of somebody whose matter was settled informally. Not a sanction."""

    __tablename__ = "management_advice"

    expectations: str
    review_on: date
    document_id: UUID = Field(foreign_key="issued_documents.id")
    given_by: UUID = Field(foreign_key="people.id")
    given_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class UnionRepresentative(PartOfCase, table=True):
    """Whether the employee represents a union, and what was said to its official. Last row counts.

    Nobody is told without the employee's agreement (Acas Code para 30).
    """

    __tablename__ = "union_representatives"
    __table_args__ = (
        CheckConstraint(
            "(contacted_on IS NULL) = (official IS NULL)", name="a_contact_is_with_somebody"
        ),
        CheckConstraint(
            "contacted_on IS NULL OR agreed IS TRUE", name="nobody_is_told_without_agreement"
        ),
    )

    is_representative: bool
    union_name: str | None = None
    agreed: bool | None = None
    official: str | None = None
    contacted_on: date | None = None
    document_id: UUID | None = Field(default=None, foreign_key="issued_documents.id")
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
