"""Academies, people, their places in the trust, and the accounts they sign in with."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    Index,
    SmallInteger,
    UniqueConstraint,
    and_,
    cast,
    func,
    or_,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel, col

from casework.access import TrustRole
from casework.database import stored, utc_timestamp


class Academy(SQLModel, table=True):
    """One school of the trust, or its central team."""

    __tablename__ = "academies"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    code: str = Field(unique=True)
    name: str
    closed_on: date | None = None  # the last day somebody works there


class Person(SQLModel, table=True):
    """Somebody who works for the trust or serves it. A person may have several accounts."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint(
            "left_on IS NULL OR left_on >= employed_from", name="nobody_leaves_before_starting"
        ),
        CheckConstraint("manager_id <> id", name="nobody_manages_themselves"),
        CheckConstraint("merged_into_id <> id", name="nobody_is_merged_into_themselves"),
        Index("ix_people_family_name", "family_name", "given_name"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    staff_number: str = Field(unique=True)
    given_name: str
    family_name: str
    email: str | None = None
    phone: str | None = None
    academy_id: UUID = Field(foreign_key="academies.id", index=True)
    job_title: str
    worker_type: str
    manager_id: UUID | None = Field(default=None, foreign_key="people.id", index=True)
    employed_from: date
    left_on: date | None = None
    acknowledged_policy_on: date | None = None
    merged_into_id: UUID | None = Field(default=None, foreign_key="people.id", index=True)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Place(SQLModel, table=True):
    """A role a person has in the trust, at their academy where the role belongs to one.

    Without `given_by` it comes from the staff file; given on a page it waits for a second person.
    """

    __tablename__ = "places"
    __table_args__ = (
        UniqueConstraint("person_id", "role"),
        CheckConstraint("agreed_by <> given_by", name="two_people_give_a_role"),
        CheckConstraint("ends_on >= starts_on", name="a_role_ends_after_it_begins"),
        CheckConstraint(
            "agreed_by IS NULL OR given_by IS NOT NULL", name="what_is_agreed_was_asked"
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id")
    role: TrustRole = Field(sa_column=Column(stored(TrustRole), nullable=False, index=True))
    starts_on: date | None = None
    ends_on: date | None = None
    given_by: UUID | None = None
    given_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    agreed_by: UUID | None = None

    @property
    def waits(self) -> bool:
        """Whether a second person has yet to agree."""
        return self.given_by is not None and self.agreed_by is None

    @property
    def from_page(self) -> bool:
        """Whether a page gave or ended it: the staff file leaves it alone."""
        return self.given_by is not None or self.ends_on is not None

    def counts_on(self, day: date) -> bool:
        begun = self.starts_on is None or self.starts_on <= day
        return begun and not self.waits and (self.ends_on is None or day <= self.ends_on)


TODAY = cast(func.timezone("Europe/London", func.now()), Date)
# A place that counts today, in any query: not one that waits, begins later or has ended.
COUNTS: ColumnElement[bool] = and_(
    or_(col(Place.given_by).is_(None), col(Place.agreed_by).is_not(None)),
    or_(col(Place.starts_on).is_(None), col(Place.starts_on) <= TODAY),
    or_(col(Place.ends_on).is_(None), col(Place.ends_on) >= TODAY),
)


class DigestKind(StrEnum):
    """What a message of a morning counts."""

    TASKS = "tasks"
    REPORTS = "reports"
    DECISIONS = "decisions"

    @property
    def label(self) -> str:
        return {
            DigestKind.TASKS: "Tasks of mine that are due",
            DigestKind.REPORTS: "New reports that wait for me",
            DigestKind.DECISIONS: "What waits for my decision",
        }[self]


class Account(SQLModel, table=True):
    """A way for one person to sign in. Roles, relations and conflicts hang on the person."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("digest_day BETWEEN 0 AND 4", name="a_digest_comes_on_a_day_of_work"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    username: str = Field(unique=True)
    password_hash: str  # empty: no password opens it
    needs_second_factor: bool = Field(
        default=True, sa_column_kwargs={"server_default": text("true")}
    )
    totp_secret: str | None = None
    totp_last_step: int = Field(  # a code is used once: only a later one opens anything
        default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": text("0")}
    )
    theme: str = "device"
    shortcuts: bool = False
    reminders: bool = Field(default=True, sa_column_kwargs={"server_default": text("true")})
    digest_day: int | None = Field(default=None, sa_type=SmallInteger)  # None: each working day
    digest_kinds: list[str] = Field(
        default_factory=lambda: [each.value for each in DigestKind],
        sa_column=Column(
            JSONB,
            nullable=False,
            server_default=text("""'["tasks", "reports", "decisions"]'::jsonb"""),
        ),
    )
    created_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    disabled_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    # Opens the room of its person on this one case, and nothing else of the trust.
    room_of: UUID | None = Field(default=None, foreign_key="cases.id", index=True)


class Means(StrEnum):
    """How somebody showed who they are."""

    PASSWORD = "password"
    CODE = "code"
    RECOVERY_CODE = "recovery_code"
    PASSKEY = "passkey"
    SINGLE_SIGN_ON = "single_sign_on"

    @property
    def label(self) -> str:
        return MEANS_LABELS[self]


MEANS_LABELS = {
    Means.PASSWORD: "password",
    Means.CODE: "password and code",
    Means.RECOVERY_CODE: "password and recovery code",
    Means.PASSKEY: "passkey",
    Means.SINGLE_SIGN_ON: "the Trust’s sign-in",
}


class SignedIn(SQLModel, table=True):
    """A session on the server. Only the SHA-256 of its opaque id is stored."""

    __tablename__ = "sessions"

    id_hash: str = Field(primary_key=True)
    number: UUID = Field(  # names the session on its owner's page, and opens nothing
        default_factory=uuid4, sa_column_kwargs={"server_default": text("gen_random_uuid()")}
    )
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    started_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    seen_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    ends_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    confirmed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    means: Means = Field(
        default=Means.PASSWORD,
        sa_column=Column(stored(Means), nullable=False, server_default="password"),
    )
    device: str = Field(default="", sa_column_kwargs={"server_default": ""})


class FailedSignIn(SQLModel, table=True):
    """A refused sign-in, kept to slow down guessing at one name or from one address."""

    __tablename__ = "failed_sign_ins"

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(index=True)
    address: str = Field(default="", index=True, sa_column_kwargs={"server_default": ""})
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class AcademyClosure(SQLModel, table=True):
    """A day on which an academy is closed. It may lengthen a period, never shorten one."""

    __tablename__ = "academy_closures"

    academy_id: UUID = Field(foreign_key="academies.id", primary_key=True)
    day: date = Field(primary_key=True)
    says: str = Field(
        default="", sa_column_kwargs={"server_default": ""}
    )  # as the academy calls it
