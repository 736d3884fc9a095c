"""One mail to one person, from the act that asked for it until it is sent or given up."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index, text
from sqlmodel import Field, SQLModel

from casework.database import stored, utc_timestamp

NOT_TAKEN = "Not sent: the mail server did not take it"


class MailKind(StrEnum):
    """What a mail is for. It says nothing of any case, and is all that the page of mails shows."""

    NOTICE = "notice"
    DIGEST = "digest"
    ROOM_LINK = "room_link"
    LETTER_LINK = "letter_link"
    RECALL = "recall"
    READ = "read"
    ALERT = "alert"
    TEST = "test"

    @property
    def label(self) -> str:
        return {
            MailKind.NOTICE: "Something waits for somebody",
            MailKind.DIGEST: "What is due",
            MailKind.ROOM_LINK: "A link to a room",
            MailKind.LETTER_LINK: "A link to a letter",
            MailKind.RECALL: "A paper was recalled",
            MailKind.READ: "A policy waits to be read",
            MailKind.ALERT: "A mail could not be sent",
            MailKind.TEST: "A test",
        }[self]


class Mail(SQLModel, table=True):
    """A mail. Its words and its address are sealed, and are forgotten once it is sent."""

    __tablename__ = "mails"
    __table_args__ = (
        CheckConstraint("sent_at IS NULL OR given_up_at IS NULL", name="a_mail_has_one_end"),
        CheckConstraint(
            "(sealed IS NULL) = (sent_at IS NOT NULL)", name="what_was_sent_is_forgotten"
        ),
        Index("ix_mails_waiting", "queued_at", postgresql_where=text("sent_at IS NULL")),
        Index("ix_mails_kind_about", "kind", "about"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    called: str = Field(unique=True)  # its Message-ID: the same each time it is tried
    kind: MailKind = Field(sa_column=Column(stored(MailKind), nullable=False))
    about: UUID | None = None  # whose record it is noted in when it was sent
    sealed: str | None = None
    queued_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    tries: int = 0
    tried_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    failed: str | None = None  # the kind of the last failure, never a server's words
    sent_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    given_up_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))

    @property
    def waits(self) -> bool:
        return self.sent_at is None and self.given_up_at is None

    @property
    def state(self) -> str:
        if self.sent_at:
            return "Sent"
        return "Given up" if self.given_up_at else "Waits"
