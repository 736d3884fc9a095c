"""What opens an account beside its password, and the short-lived steps on the way in."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, Column
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from casework.database import stored, utc_timestamp


class Passkey(SQLModel, table=True):
    """A public key whose private half never leaves somebody's device."""

    __tablename__ = "passkeys"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    credential_id: bytes = Field(unique=True)
    public_key: bytes
    sign_count: int = Field(sa_type=BigInteger)
    name: str
    made_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    used_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class RecoveryCode(SQLModel, table=True):
    """A code that stands in once for a lost device. Only its SHA-256 is stored."""

    __tablename__ = "recovery_codes"

    code_hash: str = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    made_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    used_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class Identity(SQLModel, table=True):
    """Somebody's identity at the trust's own sign-in, bound once to one account."""

    __tablename__ = "identities"

    issuer: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    bound_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class StepKind(StrEnum):
    """What a step on the way in waits for."""

    SECOND_FACTOR = "second_factor"
    ENROLMENT = "enrolment"
    PASSKEY = "passkey"
    NEW_PASSKEY = "new_passkey"
    NEW_APP = "new_app"
    SINGLE_SIGN_ON = "single_sign_on"


class SignInStep(SQLModel, table=True):
    """One step on the way in. It opens no page but the next step, and ends after ten minutes."""

    __tablename__ = "sign_in_steps"

    id_hash: str = Field(primary_key=True)
    kind: StepKind = Field(sa_column=Column(stored(StepKind), nullable=False))
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id", index=True)
    facts: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    ends_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class IdentityCheck(StrEnum):
    """How somebody made sure to whom they hand a way back in."""

    IN_PERSON = "in_person"
    KNOWN_BY_VIDEO = "known_by_video"
    ON_THE_SERVER = "on_the_server"

    @property
    def label(self) -> str:
        return CHECK_LABELS[self]


CHECK_LABELS = {
    IdentityCheck.IN_PERSON: "In person",
    IdentityCheck.KNOWN_BY_VIDEO: "By video, by somebody who knows them",
    IdentityCheck.ON_THE_SERVER: "At the server’s console",
}


class WayBack(SQLModel, table=True):
    """A way back in: asked for by one person, handed over by another, used once by its owner."""

    __tablename__ = "ways_back"
    __table_args__ = (
        CheckConstraint("approved_by <> asked_by", name="two_people_open_a_way_back"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    asked_by: UUID
    asked_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    identity_check: IdentityCheck = Field(sa_column=Column(stored(IdentityCheck), nullable=False))
    checked_by: str
    approved_by: UUID | None = None
    token_hash: str | None = Field(default=None, unique=True)
    expires_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    ended_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class SamePerson(SQLModel, table=True):
    """Two entries of the staff file that may be one human: proposed by one, decided by another."""

    __tablename__ = "same_person_proposals"
    __table_args__ = (
        CheckConstraint("decided_by <> proposed_by", name="two_people_merge_two_entries"),
        CheckConstraint("person_id <> duplicate_id", name="two_entries_are_two"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id")
    duplicate_id: UUID = Field(foreign_key="people.id")
    reason: str
    proposed_by: UUID
    proposed_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    decided_by: UUID | None = None
    decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    approved: bool | None = None


class TaskKind(StrEnum):
    """What somebody without an account does for a case: write what they saw, collect a letter."""

    ACCOUNT_OF_EVENTS = "account_of_events"
    LETTER = "letter"


class CodeBy(StrEnum):
    """How the code that goes with a link travels: another way than the link."""

    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in_person"

    @property
    def label(self) -> str:
        return {
            CodeBy.PHONE: "By phone",
            CodeBy.LETTER: "On paper, in a letter you print",
            CodeBy.IN_PERSON: "In person",
        }[self]


class TaskLink(SQLModel, table=True):
    """A link with which somebody does one thing for one case, and sees nothing of it."""

    __tablename__ = "task_links"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(foreign_key="cases.id", index=True)
    kind: TaskKind = Field(sa_column=Column(stored(TaskKind), nullable=False))
    person_id: UUID | None = Field(default=None, foreign_key="people.id")
    name: str
    asked: str
    token_hash: str = Field(unique=True)
    code_hash: str
    wrong_codes: int = 0
    made_by: UUID = Field(foreign_key="people.id")
    made_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    expires_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    used_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
