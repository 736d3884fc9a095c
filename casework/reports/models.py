"""A report, its draft, its triage, and what the local authority's officer said."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.evidence.kinds import FileKind
from casework.reports.answers import (
    About,
    AccountType,
    ChildInvolved,
    Decision,
    HarmAnswer,
    PassedTo,
)


class ReportDraft(SQLModel, table=True):
    """A report being written. Kept for 14 days after it was last touched, then deleted."""

    __tablename__ = "report_drafts"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    reporter_id: UUID = Field(foreign_key="people.id", index=True)
    answers: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    step: str = "safeguarding"
    started_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    saved_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    sent_as: str | None = None


class DraftFile(SQLModel, table=True):
    """A file added to a draft, already streamed into the store and hashed."""

    __tablename__ = "draft_files"
    __table_args__ = (CheckConstraint("size > 0", name="a_draft_file_has_bytes"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    draft_id: UUID = Field(foreign_key="report_drafts.id", index=True)
    name: str
    kind: FileKind = Field(sa_column=Column(stored(FileKind), nullable=False))
    name_agrees: bool
    size: int
    sha256: str
    key: str
    added_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    found: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB))


class Report(PartOfCase, table=True):
    """What a reporter told us, in their own words, as sent."""

    __tablename__ = "reports"

    reference: str = Field(unique=True)
    reporter_id: UUID = Field(foreign_key="people.id", index=True)
    about: About = Field(sa_column=Column(stored(About), nullable=False))
    unknown_person: str | None = None
    child: ChildInvolved = Field(sa_column=Column(stored(ChildInvolved), nullable=False))
    told_lead: bool | None = None
    told_lead_at: str | None = None
    posted_on: date | None = None
    found_on: date
    platform: str
    account_type: AccountType = Field(sa_column=Column(stored(AccountType), nullable=False))
    audience: str | None = None
    own_words: str
    spoken_to: str | None = None
    labels: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))
    link: str | None = None
    still_online: str | None = None
    suspected_image: bool = False
    sent_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class ReportAddition(PartOfCase, table=True):
    """Something the reporter added after sending."""

    __tablename__ = "report_additions"

    report_id: UUID = Field(foreign_key="reports.id", index=True)
    words: str
    added_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class Triage(PartOfCase, table=True):
    """One triage decision with its reasons and the four harm answers behind it."""

    __tablename__ = "triages"
    __table_args__ = (
        CheckConstraint(
            "(decision = 'pass_on') = (passed_to IS NOT NULL AND passed_to_whom IS NOT NULL "
            "AND passed_on IS NOT NULL)",
            name="what_is_passed_on_is_passed_to_somebody",
        ),
        Index("ix_triages_decided_by", "decided_by", "decided_at"),
    )

    report_id: UUID = Field(foreign_key="reports.id", index=True)
    decision: Decision = Field(sa_column=Column(stored(Decision), nullable=False))
    reasons: str
    harm: dict[str, str] = Field(sa_column=Column(JSONB, nullable=False))
    clauses: list[str] = Field(sa_column=Column(JSONB, nullable=False))
    gross: HarmAnswer | None = Field(
        default=None, sa_column=Column(stored(HarmAnswer), nullable=True)
    )
    passed_to: PassedTo | None = Field(
        default=None, sa_column=Column(stored(PassedTo), nullable=True)
    )
    passed_to_whom: str | None = None
    passed_on: date | None = None
    decided_by: UUID = Field(foreign_key="people.id")
    decided_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class LadoContactKind(StrEnum):
    """What kind of conversation it was."""

    CONSULTATION = "consultation"
    REFERRAL = "referral"
    STRATEGY_DISCUSSION = "strategy_discussion"

    @property
    def label(self) -> str:
        return self.replace("_", " ").capitalize()


class LadoContact(PartOfCase, table=True):
    """One conversation with the local authority designated officer."""

    __tablename__ = "lado_contacts"

    contacted_on: date
    contacted_at: str
    spoken_to: str
    advice: str
    officer_reference: str | None = None
    may_investigate: bool
    may_tell_employee: bool
    kind: LadoContactKind = Field(
        default=LadoContactKind.CONSULTATION,
        sa_column=Column(stored(LadoContactKind), nullable=False),
    )
    may_be_told: str | None = None
    suspension_view: str | None = None
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
