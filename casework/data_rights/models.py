"""A request about somebody's own data: who asks, what was found, what was decided of each item."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from casework.cases.models import PartOfCase
from casework.data_rights.kinds import (
    Ended,
    Giving,
    Ground,
    OtherPeople,
    RequestKind,
    Thing,
    Waiting,
)
from casework.database import stored, utc_timestamp


class DataRequest(SQLModel, table=True):
    """One request or complaint, from the day it arrived to its answer. It belongs to no case."""

    __tablename__ = "data_requests"
    __table_args__ = (
        CheckConstraint(
            "(identity_on IS NULL) = (identity_how IS NULL)", name="an_identity_says_how"
        ),
        CheckConstraint(
            "(extended_on IS NULL) = (why_extended IS NULL)", name="an_extension_has_its_reason"
        ),
        CheckConstraint(
            "(ended IS NULL) = (ended_at IS NULL) AND (ended IS NULL) = (why_ended IS NULL)",
            name="a_request_ends_with_a_reason",
        ),
        CheckConstraint("released_by <> asked_by", name="two_people_release_a_copy"),
        CheckConstraint(
            "released_at IS NULL OR (released_by IS NOT NULL AND asked_by IS NOT NULL "
            "AND identity_on IS NOT NULL)",
            name="only_to_somebody_known",
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    number: int = Field(unique=True)
    kind: RequestKind = Field(sa_column=Column(stored(RequestKind), nullable=False))
    person_id: UUID | None = Field(default=None, foreign_key="people.id", index=True)
    from_name: str
    also: list[str] = Field(sa_column=Column(JSONB, nullable=False))
    on_behalf: str | None = None
    reply_to: str
    received_on: date
    about: str
    identity_how: str | None = None
    identity_on: date | None = None
    due_on: date
    counted: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    extended_on: date | None = None
    why_extended: str | None = None
    acknowledged_on: date | None = None
    searched_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    searched: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    asked_by: UUID | None = Field(default=None, foreign_key="people.id")
    asked_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    kept: str | None = None
    released_by: UUID | None = Field(default=None, foreign_key="people.id")
    released_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    handed_over_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    ended: Ended | None = Field(default=None, sa_column=Column(stored(Ended)))
    ground: Ground | None = Field(default=None, sa_column=Column(stored(Ground)))
    ended_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    why_ended: str | None = None

    @property
    def reference(self) -> str:
        return f"DR-{self.number:04}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class DataRequestStop(SQLModel, table=True):
    """That the clock of a request stood still: for what, from when, until when."""

    __tablename__ = "data_request_stops"
    __table_args__ = (CheckConstraint("until >= since", name="a_stop_ends_after_it_begins"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    request_id: UUID = Field(foreign_key="data_requests.id", index=True)
    waiting: Waiting = Field(sa_column=Column(stored(Waiting), nullable=False))
    why: str
    since: date
    until: date | None = None
    recorded_by: UUID = Field(foreign_key="people.id")


class DataRequestLetter(SQLModel, table=True):
    """A letter that was sent on a request, as it was sent. Never printed again."""

    __tablename__ = "data_request_letters"
    __table_args__ = (
        UniqueConstraint("request_id", "number"),
        CheckConstraint("length(sha256) = 64", name="a_data_letter_has_its_hash"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    request_id: UUID = Field(foreign_key="data_requests.id", index=True)
    number: int
    code: str
    title: str
    sha256: str
    pages: int
    template_version: str
    pdf: bytes
    served_how: str
    issued_by: UUID = Field(foreign_key="people.id")
    issued_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class DataRequestCase(PartOfCase, table=True):
    """One case in which the person was found, as what, and what was decided about it as a whole."""

    __tablename__ = "data_request_cases"
    __table_args__ = (
        UniqueConstraint("request_id", "case_id"),
        CheckConstraint(
            "(decided_by IS NULL) = (agreed IS NULL) AND (decided_by IS NULL) = (why IS NULL)",
            name="a_case_is_decided_with_a_reason",
        ),
    )

    request_id: UUID = Field(foreign_key="data_requests.id", index=True)
    hold_id: UUID = Field(foreign_key="retention_holds.id")
    parts: list[str] = Field(sa_column=Column(JSONB, nullable=False))
    agreed: bool | None = None
    why: str | None = None
    note: str | None = None
    decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class DataRequestItem(PartOfCase, table=True):
    """One record in which the person was found, and whether and how a copy of it is given."""

    __tablename__ = "data_request_items"
    __table_args__ = (
        UniqueConstraint("request_id", "place", "thing_id"),
        CheckConstraint(
            "(decided_by IS NULL) = (giving IS NULL) AND (decided_by IS NULL) = (others IS NULL) "
            "AND (decided_by IS NULL) = (decided_at IS NULL)",
            name="an_item_is_decided_whole",
        ),
        CheckConstraint(
            "giving NOT IN ('withheld', 'redacted') OR (exemption IS NOT NULL AND why IS NOT NULL)",
            name="what_is_held_back_has_its_exemption",
        ),
        CheckConstraint(
            "giving IS DISTINCT FROM 'whole' OR others IS DISTINCT FROM 'not_reasonable'",
            name="what_is_not_reasonable_is_not_given_whole",
        ),
        CheckConstraint(
            "given_sha256 IS NULL OR giving IN ('whole', 'redacted')",
            name="only_what_was_decided_is_given",
        ),
    )

    request_id: UUID = Field(foreign_key="data_requests.id", index=True)
    number: int
    place: str
    thing: Thing = Field(sa_column=Column(stored(Thing), nullable=False))
    thing_id: UUID
    title: str
    on_day: date | None = None
    how: str
    giving: Giving | None = Field(default=None, sa_column=Column(stored(Giving)))
    others: OtherPeople | None = Field(default=None, sa_column=Column(stored(OtherPeople)))
    exemption: str | None = None
    why: str | None = None
    hidden: list[str] = Field(sa_column=Column(JSONB, nullable=False))
    copy_id: UUID | None = Field(default=None, foreign_key="redacted_copies.id")
    decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    given_name: str | None = None
    given_sha256: str | None = None
