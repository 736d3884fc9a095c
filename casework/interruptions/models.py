"""A resignation during the process, each pause of it, and what went on beside it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp


class SafeguardingConclusion(StrEnum):
    """The five conclusions on an allegation that concerns a child (KCSIE, Part Four)."""

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
            SafeguardingConclusion.SUBSTANTIATED: "There is enough evidence to prove it",
            SafeguardingConclusion.MALICIOUS: "It is disproved, and was meant to deceive",
            SafeguardingConclusion.FALSE: "There is enough evidence to disprove it",
            SafeguardingConclusion.UNSUBSTANTIATED: "It can be neither proved nor disproved",
            SafeguardingConclusion.UNFOUNDED: "Nothing supports it",
        }[self]


class Resignation(PartOfCase, table=True):
    """That the employee resigned before the matter was decided, and how it was concluded."""

    __tablename__ = "resignations"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint("last_day >= received_on", name="nobody_leaves_before_resigning"),
    )

    received_on: date
    last_day: date
    goes_on: bool
    why: str
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    letter_document_id: UUID | None = Field(default=None, foreign_key="issued_documents.id")
    conclusion: str | None = None
    safeguarding: SafeguardingConclusion | None = Field(
        default=None, sa_column=Column(stored(SafeguardingConclusion))
    )
    referrals: str | None = None
    concluded_by: UUID | None = Field(default=None, foreign_key="people.id")


class PauseGround(StrEnum):
    """Why a case stands still."""

    GRIEVANCE = "grievance"
    CRIMINAL = "criminal"
    SICKNESS = "sickness"
    SAFEGUARDING = "safeguarding"

    @property
    def label(self) -> str:
        return {
            PauseGround.GRIEVANCE: "A grievance",
            PauseGround.CRIMINAL: "Criminal proceedings",
            PauseGround.SICKNESS: "Sickness",
            PauseGround.SAFEGUARDING: "Safeguarding",
        }[self]


class Pause(PartOfCase, table=True):
    """One pause of a case, until somebody resumes it."""

    __tablename__ = "pauses"
    __table_args__ = (
        CheckConstraint("review_on >= paused_on", name="a_pause_is_reviewed_after_it_begins"),
        CheckConstraint(
            "(resumed_on IS NULL) = (why_resumed IS NULL)", name="a_case_is_resumed_with_a_reason"
        ),
        Index("one_pause_at_a_time", "case_id", unique=True, postgresql_where="resumed_on IS NULL"),
    )

    ground: PauseGround = Field(sa_column=Column(stored(PauseGround), nullable=False))
    reason: str
    paused_on: date
    review_on: date
    paused_by: UUID = Field(foreign_key="people.id")
    letter_document_id: UUID | None = Field(default=None, foreign_key="issued_documents.id")
    resumed_on: date | None = None
    why_resumed: str | None = None
    resumed_by: UUID | None = Field(default=None, foreign_key="people.id")


class OverlapKind(StrEnum):
    """What may go on beside a case."""

    GRIEVANCE = "grievance"
    CRIMINAL = "criminal"

    @property
    def label(self) -> str:
        return {
            OverlapKind.GRIEVANCE: "A grievance of the employee",
            OverlapKind.CRIMINAL: "A criminal charge, conviction or inquiry",
        }[self]


class Overlap(PartOfCase, table=True):
    """A grievance, or criminal proceedings, beside a case: whether it waits, and why."""

    __tablename__ = "overlapping_matters"
    __table_args__ = (
        CheckConstraint(
            "kind <> 'criminal' OR (suitability IS NOT NULL AND relationships IS NOT NULL)",
            name="a_charge_is_weighed_for_the_job",
        ),
    )

    kind: OverlapKind = Field(sa_column=Column(stored(OverlapKind), nullable=False))
    known_on: date
    about: str
    goes_on: bool
    why: str
    suitability: str | None = None
    relationships: str | None = None
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
