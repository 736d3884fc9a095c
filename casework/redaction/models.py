"""What is to be hidden of an original, what may stay, and what its pages say."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.evidence.redacted import Audience
from casework.redaction.places import Place
from casework.redaction.reasons import HiddenIn, Reason


class RedactionBox(PartOfCase, table=True):
    """A place of a page that a copy hides, and why. In per cent of the page as it is shown."""

    __tablename__ = "redaction_boxes"
    __table_args__ = (
        CheckConstraint(
            "page >= 1 AND from_left >= 0 AND from_top >= 0 AND wide > 0 AND high > 0 "
            "AND from_left + wide <= 100.01 AND from_top + high <= 100.01",
            name="a_box_lies_on_its_page",
        ),
    )

    capture_id: UUID = Field(foreign_key="captures.id", index=True)
    page: int
    from_left: float
    from_top: float
    wide: float
    high: float
    reason: Reason = Field(sa_column=Column(stored(Reason), nullable=False))
    hidden_in: HiddenIn = Field(sa_column=Column(stored(HiddenIn), nullable=False))
    pseudonym: str | None = None
    made_by: UUID = Field(foreign_key="people.id")
    made_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))

    @property
    def place(self) -> Place:
        return Place(self.from_left, self.from_top, self.wide, self.high)

    @property
    def says(self) -> str:
        """What the copy says in its place."""
        return self.pseudonym or self.reason.value

    def in_copy(self, audience: Audience) -> bool:
        return self.hidden_in is HiddenIn.EVERY_COPY or self.hidden_in.value == audience.value


class LeftReadable(PartOfCase, table=True):
    """A place where a name may stand, which somebody decided to leave as it is."""

    __tablename__ = "left_readable"
    __table_args__ = (UniqueConstraint("capture_id", "page", "first_word", "last_word"),)

    capture_id: UUID = Field(foreign_key="captures.id")
    page: int
    first_word: int
    last_word: int
    left_by: UUID = Field(foreign_key="people.id")
    left_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class ReadingStatus(StrEnum):
    READING = "reading"
    READ = "read"
    FAILED = "failed"


class PageReading(PartOfCase, table=True):
    """What the pages of an original say and where, read once. The words themselves are stored
    with the evidence; here is only how large each page is."""

    __tablename__ = "page_readings"
    __table_args__ = (
        CheckConstraint(
            "status <> 'read' OR key IS NOT NULL", name="what_was_read_is_in_the_store"
        ),
    )

    capture_id: UUID = Field(foreign_key="captures.id", unique=True)
    status: ReadingStatus = Field(sa_column=Column(stored(ReadingStatus), nullable=False))
    key: str | None = None
    sizes: list[list[Any]] = Field(sa_column=Column(JSONB, nullable=False))
    pictures_read: bool = False
    failure: str | None = None
    asked_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
