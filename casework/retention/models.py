"""What two people decided about the schedule, when each closed case is due, and what holds it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.retention.agreement import AgreedDestruction


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


class DueDate(SQLModel, table=True):
    """When a closed case may go by the schedule, as the last night worked it out.

    Without a day, `waits_for` says which fact is missing.
    """

    __tablename__ = "retention_due_dates"
    __table_args__ = (
        CheckConstraint("(due_on IS NULL) = (waits_for IS NOT NULL)", name="due_or_waiting"),
        Index("ix_retention_due_dates_due_on", "due_on"),
    )

    case_id: UUID = Field(primary_key=True, foreign_key="cases.id")
    code: str | None = None
    starts_on: date | None = None
    due_on: date | None = None
    waits_for: str | None = None


class Night(SQLModel, table=True):
    """One nightly evaluation: what it found, or why it stopped and waits for a person."""

    __tablename__ = "retention_nights"
    __table_args__ = (
        CheckConstraint(
            "(acknowledged_by IS NULL) = (why_acknowledged IS NULL) AND "
            "(acknowledged_by IS NULL OR stopped IS NOT NULL)",
            name="only_a_stop_is_acknowledged",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    closed: int
    due: int
    newly_due: int
    stopped: str | None = None
    acknowledged_by: UUID | None = Field(default=None, foreign_key="people.id")
    why_acknowledged: str | None = None


class HoldKind(StrEnum):
    """Why somebody keeps a record though its time may be over."""

    LEGAL_CLAIM = "legal_claim"
    DATA_REQUEST = "data_request"
    DATA_COMPLAINT = "data_complaint"
    POLICE = "police"
    PRESERVED = "preserved"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            HoldKind.LEGAL_CLAIM: "Legal claim",
            HoldKind.DATA_REQUEST: "Subject access request",
            HoldKind.DATA_COMPLAINT: "Data protection complaint",
            HoldKind.POLICE: "Police or another authority",
            HoldKind.PRESERVED: "Preserved because of sexual abuse",
            HoldKind.OTHER: "Another reason",
        }[self]

    @property
    def hint(self) -> str:
        return {
            HoldKind.LEGAL_CLAIM: "A claim, a grievance, or advice that one is likely",
            HoldKind.DATA_REQUEST: "To destroy what was asked for is an offence (DPA 2018 s.173)",
            HoldKind.DATA_COMPLAINT: "To the Trust or to the Information Commissioner",
            HoldKind.POLICE: "An investigation, LADO, DBS or TRA matter that is open",
            HoldKind.PRESERVED: "Kept without a last day; the safeguarding lead decides",
        }.get(self, "")


class Hold(PartOfCase, table=True):
    """That nothing of a case may go, since one person said so and until two lift it."""

    __tablename__ = "retention_holds"
    __table_args__ = (
        CheckConstraint(
            "(lifted_at IS NULL) = (why_lifted IS NULL)", name="a_hold_is_lifted_with_a_reason"
        ),
        Index("ix_retention_holds_open", "case_id", postgresql_where="lifted_at IS NULL"),
    )

    kind: HoldKind = Field(sa_column=Column(stored(HoldKind), nullable=False))
    # What put it there ends it, such as a request about data when it is answered; nobody lifts it.
    ends_itself: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    reason: str
    set_by: UUID = Field(foreign_key="people.id")
    set_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    lifted_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    why_lifted: str | None = None


class ReferralEnded(PartOfCase, table=True):
    """That somebody outside has finished with what was referred to them."""

    __tablename__ = "referrals_ended"
    __table_args__ = (UniqueConstraint("duty_id"),)

    duty_id: UUID = Field(foreign_key="duties_considered.id")
    ended_on: date
    what_came_of_it: str
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class KeptLonger(PartOfCase, table=True):
    """That a person decided to keep a case beyond its day, until when, and why."""

    __tablename__ = "retention_kept_longer"

    until: date
    reason: str
    decided_by: UUID = Field(foreign_key="people.id")
    decided_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class Disposal(AgreedDestruction, table=True):
    """One deletion of a case: who agreed to what, and how far it has come. Names nobody's matter.

    It outlives the case: its row is the register, and holds the certificate.
    """

    __tablename__ = "disposals"
    __table_args__ = (
        CheckConstraint("approved_by <> proposed_by", name="two_people_agree_to_a_disposal"),
        CheckConstraint(
            "(approved_by IS NULL) = (approved_at IS NULL) AND "
            "(approved_by IS NULL) = (waits_until IS NULL)",
            name="an_approval_has_its_cooling_off",
        ),
        CheckConstraint(
            "(stopped_at IS NULL) = (why_stopped IS NULL) AND "
            "(stopped_by IS NULL OR stopped_at IS NOT NULL)",
            name="a_stop_has_its_reason",
        ),
        CheckConstraint(
            "begun_at IS NULL OR (approved_by IS NOT NULL AND stopped_at IS NULL)",
            name="only_what_two_agreed_to_begins",
        ),
        CheckConstraint(
            "key_destroyed_at IS NULL OR begun_at IS NOT NULL",
            name="a_key_goes_after_the_beginning",
        ),
        CheckConstraint(
            "verified_at IS NULL OR key_destroyed_at IS NOT NULL",
            name="what_is_verified_has_no_key",
        ),
        CheckConstraint(
            "(certified_at IS NULL) = (certificate IS NULL) AND "
            "(certified_at IS NULL OR verified_at IS NOT NULL)",
            name="no_certificate_without_verification",
        ),
        Index(
            "one_disposal_of_a_case", "case_id", unique=True, postgresql_where="stopped_at IS NULL"
        ),
    )

    code: str
    starts_on: date | None = None
    due_on: date
    key_destroyed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
