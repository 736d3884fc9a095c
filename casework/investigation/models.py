"""Terms of reference, the investigation report, and the decision it leads to."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import utc_timestamp


class TermsOfReference(PartOfCase, table=True):
    """What the investigating officer is asked to find out, and by when."""

    __tablename__ = "terms_of_reference"
    __table_args__ = (UniqueConstraint("case_id"),)

    officer_id: UUID = Field(foreign_key="people.id")
    terms: str
    scope: str | None = None
    produce: str | None = None
    report_to: str | None = None
    confidentiality: str | None = None
    due_on: date
    set_by: UUID = Field(foreign_key="people.id")
    set_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class Investigation(PartOfCase, table=True):
    """The report as the officer wrote it; its printed form is an issued document."""

    __tablename__ = "investigations"
    __table_args__ = (UniqueConstraint("case_id"),)

    officer_id: UUID = Field(foreign_key="people.id")
    sections: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    document_id: UUID = Field(foreign_key="issued_documents.id")
    concluded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class WitnessAccount(PartOfCase, table=True):
    """What somebody who saw it wrote, through a link of their own or on paper. Never changed.

    It is a statement once it is signed as true: on the link's own page, or on the paper whose scan
    is in the evidence.
    """

    __tablename__ = "witness_accounts"
    __table_args__ = (
        CheckConstraint(
            "link_id IS NOT NULL OR (capture_id IS NOT NULL AND signed_as IS NOT NULL)",
            name="an_account_came_by_link_or_on_signed_paper",
        ),
        CheckConstraint(
            "(signed_as IS NULL) = (signed_on IS NULL)", name="a_signature_has_its_day"
        ),
    )

    link_id: UUID | None = Field(default=None, foreign_key="task_links.id", unique=True)
    name: str
    words: str
    given_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    role: str | None = None
    signed_as: str | None = None
    signed_on: date | None = None
    fears: str | None = None
    capture_id: UUID | None = Field(default=None, foreign_key="captures.id")

    @property
    def is_signed(self) -> bool:
        return self.signed_as is not None


class CaseToAnswer(PartOfCase, table=True):
    """The decision on the report: which allegations go to a hearing, and why."""

    __tablename__ = "case_to_answer_decisions"
    __table_args__ = (UniqueConstraint("case_id"),)

    reasons: str
    to_hearing: list[int] = Field(sa_column=Column(JSONB, nullable=False))
    decided_by: UUID = Field(foreign_key="people.id")
    decided_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
