"""The hearing of a case: when and where, what notice was given, and what happened."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp


class CompanionCategory(StrEnum):
    """Who may accompany (Employment Relations Act 1999 s.10(3)). No other choice is refused."""

    FELLOW_WORKER = "fellow_worker"
    UNION_OFFICIAL = "union_employed_official"
    UNION_REPRESENTATIVE = "union_certified_representative"
    NOBODY = "nobody"

    @property
    def label(self) -> str:
        return {
            CompanionCategory.FELLOW_WORKER: "A fellow worker",
            CompanionCategory.UNION_OFFICIAL: "An official employed by a trade union",
            CompanionCategory.UNION_REPRESENTATIVE: "A certified trade union representative",
            CompanionCategory.NOBODY: "Nobody: they came alone",
        }[self]


class Hearing(PartOfCase, table=True):
    """One hearing, from its notice to its record."""

    __tablename__ = "hearings"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint(
            "NOT dismissal_possible OR why_dismissal IS NOT NULL",
            name="possible_dismissal_is_explained",
        ),
        CheckConstraint(
            "(held_at IS NULL) = (attended IS NULL)", name="a_held_hearing_says_who_came"
        ),
    )

    starts_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False, index=True))
    place: str
    presenter_id: UUID = Field(foreign_key="people.id")
    dismissal_possible: bool
    gross_misconduct_rule: str | None = None
    why_dismissal: str | None = None
    notice_document_id: UUID = Field(foreign_key="issued_documents.id")
    served_on: date
    shorter_notice_agreed: str | None = None
    pack_issued_on: date | None = None
    held_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    attended: bool | None = None
    why_absent: str | None = None
    companion: str | None = None
    companion_category: CompanionCategory | None = Field(
        default=None, sa_column=Column(stored(CompanionCategory))
    )
    notes: str | None = None
    mitigation: str | None = None
