"""An invitation to a room, what the employee sent, and the statement they are still writing."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.people.credentials import CodeBy


class LinkBy(StrEnum):
    """How the link to a room travels."""

    EMAIL = "email"
    LETTER = "letter"

    @property
    def label(self) -> str:
        return {
            LinkBy.EMAIL: "By e-mail, to a private address",
            LinkBy.LETTER: "On paper, in a letter you print",
        }[self]


class RoomInvitation(PartOfCase, table=True):
    """One way into a room. Of the link and the code only hashes are kept; each opens once."""

    __tablename__ = "room_invitations"
    __table_args__ = (
        CheckConstraint(
            "link_by <> 'letter' OR code_by <> 'letter'", name="the_link_and_the_code_part"
        ),
        CheckConstraint(
            "(link_by = 'email') = (address IS NOT NULL)", name="an_email_has_an_address"
        ),
        Index(
            "one_open_invitation_to_a_room",
            "case_id",
            unique=True,
            postgresql_where="used_at IS NULL AND ended_at IS NULL",
        ),
    )

    person_id: UUID = Field(foreign_key="people.id")
    username: str
    address: str | None = None
    known_by: str
    link_by: LinkBy = Field(sa_column=Column(stored(LinkBy), nullable=False))
    code_by: CodeBy = Field(sa_column=Column(stored(CodeBy), nullable=False))
    token_hash: str | None = Field(default=None, unique=True)
    code_hash: str
    wrong_codes: int = 0
    made_by: UUID = Field(foreign_key="people.id")
    made_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    expires_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    sent_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    used_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    ended_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class PaperKind(StrEnum):
    """What the employee sends."""

    STATEMENT = "statement"
    DOCUMENT = "document"
    FOR_APPEAL = "for_appeal"

    @property
    def label(self) -> str:
        return {
            PaperKind.STATEMENT: "Statement",
            PaperKind.DOCUMENT: "Document",
            PaperKind.FOR_APPEAL: "Document for the appeal",
        }[self]


class EmployeePaper(PartOfCase, table=True):
    """A statement or a document of the employee's. Its bytes are a capture, in custody at once."""

    __tablename__ = "employee_papers"
    __table_args__ = (
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_how IS NULL)", name="a_paper_withdrawn_says_how"
        ),
    )

    given_on: date
    given_how: str
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    what: PaperKind = Field(sa_column=Column(stored(PaperKind), nullable=False))
    title: str
    words: str | None = None
    signed_as: str | None = None
    name: str
    size: int
    sha256: str
    capture_id: UUID = Field(foreign_key="captures.id", unique=True)
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    withdrawn_how: str | None = None

    def withdraw(self, at: datetime, how: str) -> None:
        """Take it back; that it was there stays written."""
        self.withdrawn_at, self.withdrawn_how = at, how


class StatementDraft(PartOfCase, table=True):
    """A statement that is still being written. Nobody but its writer reads it."""

    __tablename__ = "statement_drafts"
    __table_args__ = (UniqueConstraint("case_id", "person_id"),)

    person_id: UUID = Field(foreign_key="people.id")
    words: str
    saved_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
