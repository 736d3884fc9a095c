"""An endpoint that is told of events, and each message to it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from casework.database import stored, utc_timestamp


class EventKind(StrEnum):
    """What happened. The message says this, a moment and an id of its own, and no more."""

    CASE_OPENED = "case.opened"
    CASE_CHANGED = "case.changed"
    CASE_CLOSED = "case.closed"
    TEST = "test"

    @property
    def label(self) -> str:
        return {
            EventKind.CASE_OPENED: "A case was opened",
            EventKind.CASE_CHANGED: "Something was done in a case",
            EventKind.CASE_CLOSED: "A case was closed",
            EventKind.TEST: "A test",
        }[self]


class Webhook(SQLModel, table=True):
    """An address of another system. Nothing is sent to it before a second person has agreed."""

    __tablename__ = "webhooks"
    __table_args__ = (
        CheckConstraint("agreed_by <> asked_by", name="two_people_connect_a_system"),
        CheckConstraint(
            "(agreed_by IS NULL) = (agreed_at IS NULL)", name="an_agreement_has_its_day"
        ),
        CheckConstraint(
            "(disabled_at IS NULL) = (why_disabled IS NULL)", name="what_is_disabled_says_why"
        ),
        CheckConstraint(
            "(old_secret IS NULL) = (old_secret_until IS NULL)", name="an_old_secret_ends"
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str
    url: str
    kinds: list[str] = Field(sa_column=Column(JSONB, nullable=False))
    secret: str
    old_secret: str | None = None
    old_secret_until: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    asked_by: UUID = Field(foreign_key="people.id")
    asked_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    agreed_by: UUID | None = Field(default=None, foreign_key="people.id")
    agreed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    failures: int = 0  # tries one after the other that came to nothing
    disabled_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    why_disabled: str | None = None
    ended_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))

    @property
    def is_on(self) -> bool:
        return self.agreed_at is not None and self.disabled_at is None and self.ended_at is None

    @property
    def state(self) -> str:
        if self.ended_at:
            return "Ended"
        if self.agreed_at is None:
            return "Waits for a second person"
        return "Disabled" if self.disabled_at else "On"


class WebhookMessage(SQLModel, table=True):
    """One message to one endpoint. Its id is the one it is sent under each time it is tried."""

    __tablename__ = "webhook_messages"
    __table_args__ = (
        CheckConstraint(
            "delivered_at IS NULL OR given_up_at IS NULL", name="a_message_has_one_end"
        ),
        Index("ix_webhook_messages_webhook_id_at", "webhook_id", "at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    webhook_id: UUID = Field(foreign_key="webhooks.id")
    kind: EventKind = Field(sa_column=Column(stored(EventKind), nullable=False))
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    tries: int = 0
    tried_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    answer: str | None = None
    delivered_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    given_up_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))

    @property
    def state(self) -> str:
        if self.delivered_at:
            return "Delivered"
        return "Given up" if self.given_up_at else "Waits"
