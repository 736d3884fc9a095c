"""A capture, the exhibit it becomes, and each link of its chain of custody."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.evidence.examination import Examined, Treatment, treatment_of
from casework.evidence.kinds import FileKind
from casework.evidence.scanning import ScanState


class Handling(StrEnum):
    """What was done with an item of evidence."""

    INGESTED = "ingested"
    MOVED = "moved"
    VIEWED = "viewed"
    DOWNLOADED = "downloaded"
    ADMITTED = "admitted"

    @property
    def label(self) -> str:
        return {
            Handling.INGESTED: "Taken in and hashed",
            Handling.MOVED: "Moved with its report into this case",
            Handling.VIEWED: "Viewed",
            Handling.DOWNLOADED: "Downloaded",
            Handling.ADMITTED: "Numbered as an exhibit",
        }[self]


class Capture(PartOfCase, table=True):
    """One file as it was found. Its bytes are never changed; what is known about it may grow."""

    __tablename__ = "captures"
    __table_args__ = (
        UniqueConstraint("id", "case_id", name="a_capture_and_its_case"),
        CheckConstraint("size > 0", name="a_capture_has_bytes"),
        CheckConstraint(
            "scan NOT IN ('clean', 'found') OR scanned_at IS NOT NULL", name="a_scan_has_its_time"
        ),
        CheckConstraint("length(sha256) = 64", name="a_capture_has_its_hash"),
    )

    name: str
    kind: FileKind = Field(sa_column=Column(stored(FileKind), nullable=False))
    name_agrees: bool = True
    size: int
    sha256: str
    key: str = Field(unique=True)
    taken_in_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    taken_in_by: UUID = Field(foreign_key="people.id")
    details: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    examined: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB))
    scan: ScanState = Field(
        default=ScanState.NOT_SCANNED,
        sa_column=Column(stored(ScanState), nullable=False, server_default="not_scanned"),
    )
    scan_says: str | None = None
    scanned_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))

    @property
    def found(self) -> Examined:
        """What examining it found; nothing, when it came in before files were examined."""
        return Examined.model_validate(self.examined or {})

    @property
    def treatment(self) -> Treatment:
        return treatment_of(self.kind, self.name_agrees, self.found)

    @property
    def is_shown(self) -> bool:
        """Pictures of it are shown only when it is what its name says, and can be drawn."""
        return self.kind.is_shown and self.name_agrees and self.found.is_drawn

    @property
    def is_printed(self) -> bool:
        """Whether a pack can hold all of it, with nothing that somebody must first decide."""
        return self.treatment is Treatment.SHOWN


class CopyKind(StrEnum):
    """What was made from an original."""

    PAGE_PICTURE = "page_picture"
    TEXT_LAYER = "text_layer"
    POSTER = "poster"
    REDACTED_COPY = "redacted_copy"

    @property
    def label(self) -> str:
        return {
            CopyKind.PAGE_PICTURE: "Picture of a page",
            CopyKind.TEXT_LAYER: "Words of a page",
            CopyKind.POSTER: "Still from a video",
            CopyKind.REDACTED_COPY: "Redacted copy",
        }[self]


class DerivedCopy(PartOfCase, table=True):
    """A new file made from an original, which stays as it is: how it was made, and its hash.

    It moves with its capture when a report is added to another case.
    """

    __tablename__ = "derived_copies"
    __table_args__ = (
        ForeignKeyConstraint(
            ["capture_id", "case_id"],
            ["captures.id", "captures.case_id"],
            name="a_copy_is_where_its_original_is",
            onupdate="CASCADE",
        ),
        CheckConstraint("size > 0", name="a_copy_has_bytes"),
        CheckConstraint("length(sha256) = 64", name="a_copy_has_its_hash"),
        CheckConstraint("page >= 1", name="pages_are_numbered_from_one"),
        Index(
            "one_copy_of_a_kind_for_a_page",
            "capture_id",
            "kind",
            text("coalesce(page, 0)"),
            unique=True,
            postgresql_where=text("kind <> 'redacted_copy'"),
        ),
    )

    capture_id: UUID = Field(index=True)
    kind: CopyKind = Field(sa_column=Column(stored(CopyKind), nullable=False))
    made_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    made_by: str
    store_key: str = Field(unique=True)
    sha256: str
    size: int
    media_type: str
    page: int | None = None
    facts: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))


class Exhibit(PartOfCase, table=True):
    """A capture admitted to the case under a number that is never used again."""

    __tablename__ = "exhibits"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint(
            "in_pack OR pack_reason IS NOT NULL", name="an_exhibit_left_out_has_a_reason"
        ),
    )

    number: int
    capture_id: UUID = Field(foreign_key="captures.id", unique=True)
    title: str
    description: str
    shows_pupil: bool = False
    in_pack: bool = True
    pack_reason: str | None = None

    @property
    def reference(self) -> str:
        return f"E{self.number}"


class CustodyEntry(SQLModel, table=True):
    """One link in the chain of custody. Append-only: a trigger refuses any change.

    It belongs to its capture and names no case: a report added to another case takes its
    captures along, and what was written about them is never rewritten.
    """

    __tablename__ = "custody"
    __table_args__ = (UniqueConstraint("capture_id", "number"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    capture_id: UUID = Field(foreign_key="captures.id")
    number: int
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    person_id: UUID
    person_name: str
    handling: Handling = Field(sa_column=Column(stored(Handling), nullable=False))
    reason: str | None = None
    sha256: str
