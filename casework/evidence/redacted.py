"""A redacted copy of an original: a file of its own, that leaves only when it has been released."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session, col, select

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.errors import Breach, ProcedureBreach


class Audience(StrEnum):
    """For whom a copy is made. What is hidden may differ between them."""

    PANEL_AND_EMPLOYEE = "panel_and_employee"
    PRESENTING_OFFICER = "presenting_officer"

    @property
    def label(self) -> str:
        return {
            Audience.PANEL_AND_EMPLOYEE: "Panel and employee copy",
            Audience.PRESENTING_OFFICER: "Presenting officer’s copy",
        }[self]


class CopyStatus(StrEnum):
    """How far a copy has come. Only a checked one can be released."""

    MAKING = "making"
    FAILED = "failed"
    CHECKED = "checked"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            CopyStatus.MAKING: "Being made",
            CopyStatus.FAILED: "Not made",
            CopyStatus.CHECKED: "Checked, not released",
            CopyStatus.RELEASED: "Released",
            CopyStatus.WITHDRAWN: "Withdrawn",
        }[self]


class RedactedCopy(PartOfCase, table=True):
    """One copy with what it was made from, what it hides, who made it and who released it."""

    __tablename__ = "redacted_copies"
    __table_args__ = (
        UniqueConstraint("capture_id", "number"),
        CheckConstraint(
            "status NOT IN ('checked', 'released') OR "
            "(sha256 IS NOT NULL AND key IS NOT NULL AND checked_at IS NOT NULL)",
            name="a_copy_leaves_only_checked",
        ),
        CheckConstraint(
            "(status = 'released') <= (released_by IS NOT NULL)",
            name="a_released_copy_says_by_whom",
        ),
        CheckConstraint(
            "NOT shows_pupil OR released_by IS NULL OR released_by <> made_by",
            name="a_copy_that_shows_a_pupil_takes_two",
        ),
        Index(
            "one_released_copy_for_each_audience",
            "capture_id",
            "audience",
            unique=True,
            postgresql_where="status = 'released'",
        ),
    )

    capture_id: UUID = Field(foreign_key="captures.id")
    number: int
    audience: Audience = Field(sa_column=Column(stored(Audience), nullable=False))
    status: CopyStatus = Field(sa_column=Column(stored(CopyStatus), nullable=False))
    shows_pupil: bool
    boxes: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))
    parent_sha256: str
    made_by: UUID = Field(foreign_key="people.id")
    asked_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    key: str | None = None
    sha256: str | None = None
    size: int | None = None
    media_type: str | None = None
    pages: int | None = None
    checked_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    checked_with: str | None = None
    failure: str | None = None
    released_by: UUID | None = Field(default=None, foreign_key="people.id")
    released_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    withdrawn_by: UUID | None = Field(default=None, foreign_key="people.id")
    withdrawn_reason: str | None = None

    @property
    def leaves(self) -> bool:
        """Whether it goes to the panel and the employee in place of its original."""
        released = self.status is CopyStatus.RELEASED
        return released and self.audience is Audience.PANEL_AND_EMPLOYEE

    @property
    def is_pdf(self) -> bool:
        return self.media_type == "application/pdf"

    def check(self, key: str, sha256: str, size: int, media_type: str, pages: int) -> None:
        """Take in the bytes that were made and checked.

        Raises:
            ProcedureBreach: it is not being made any more.
        """
        self._require(CopyStatus.MAKING, "This copy is not being made any more")
        self.key, self.sha256, self.size = key, sha256, size
        self.media_type, self.pages, self.status = media_type, pages, CopyStatus.CHECKED

    def release(self, by: UUID, at: datetime) -> None:
        """Let a checked copy leave.

        Raises:
            ProcedureBreach: it was not checked, or was released or withdrawn before.
        """
        self._require(CopyStatus.CHECKED, "Only a copy that was made and checked can be released")
        self.status, self.released_by, self.released_at = CopyStatus.RELEASED, by, at

    def withdraw(self, by: UUID, reason: str) -> None:
        """Take a copy back: nothing uses it from now on."""
        if self.status in {CopyStatus.MAKING, CopyStatus.FAILED, CopyStatus.WITHDRAWN}:
            raise ProcedureBreach(Breach("RD-1", "GDPR-MIN", "There is no copy to withdraw"))
        self.status, self.withdrawn_by, self.withdrawn_reason = CopyStatus.WITHDRAWN, by, reason

    def _require(self, status: CopyStatus, says: str) -> None:
        if self.status is not status:
            raise ProcedureBreach(Breach("RD-1", "GDPR-MIN", says))


def released_copy(
    session: Session, capture_id: UUID, audience: Audience = Audience.PANEL_AND_EMPLOYEE
) -> RedactedCopy | None:
    """The copy of an original that leaves in its place, if one was released."""
    wanted = select(RedactedCopy).where(
        RedactedCopy.capture_id == capture_id,
        RedactedCopy.audience == audience,
        RedactedCopy.status == CopyStatus.RELEASED,
    )
    return session.exec(wanted).first()


def copies_of(session: Session, capture_id: UUID) -> list[RedactedCopy]:
    """Every copy of an original, the newest first."""
    wanted = select(RedactedCopy).where(RedactedCopy.capture_id == capture_id)
    return list(session.exec(wanted.order_by(col(RedactedCopy.number).desc())))
