"""A capture, the exhibit it becomes, and each link of its chain of custody."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.evidence.examination import Examined, Treatment, treatment_of
from casework.evidence.kinds import FileKind, reads_as
from casework.evidence.scanning import ScanState


class Handling(StrEnum):
    """What was done with an item of evidence."""

    INGESTED = "ingested"
    MOVED = "moved"
    VIEWED = "viewed"
    DOWNLOADED = "downloaded"
    ADMITTED = "admitted"
    COPIED = "copied"
    REDACTED = "redacted"
    PACKED = "packed"
    EXPORTED = "exported"
    DISPOSED = "disposed"
    ENCRYPTED = "encrypted"
    CHECKED = "checked"
    FROZEN = "frozen"
    CLEARED = "cleared"
    RELEASED = "released"
    COPY_VIEWED = "copy_viewed"
    COPY_TAKEN = "copy_taken"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            Handling.INGESTED: "Taken in and hashed",
            Handling.MOVED: "Moved with its report into this case",
            Handling.VIEWED: "Viewed",
            Handling.DOWNLOADED: "Downloaded",
            Handling.ADMITTED: "Numbered as an exhibit",
            Handling.COPIED: "A working copy was made of it",
            Handling.REDACTED: "A redacted copy was made of it",
            Handling.RELEASED: "A redacted copy was released",
            Handling.COPY_VIEWED: "A redacted copy was viewed",
            Handling.COPY_TAKEN: "A redacted copy was taken",
            Handling.PACKED: "Included in a hearing pack",
            Handling.EXPORTED: "Exported",
            Handling.DISPOSED: "Disposed of",
            Handling.ENCRYPTED: "Moved under encryption, the same bytes",
            Handling.CHECKED: "Checked: it is what was taken in",
            Handling.FROZEN: "Frozen",
            Handling.CLEARED: "Cleared: it is what was taken in again",
            Handling.WITHDRAWN: "Taken back by whoever sent it, before anybody looked",
        }[self]


class Found(StrEnum):
    """What reading an original again found."""

    SOUND = "sound"
    ALTERED = "altered"
    MISSING = "missing"
    UNREADABLE = "unreadable"  # the store or the keys cannot be reached: nothing is known

    @property
    def freezes(self) -> bool:
        return self in (Found.ALTERED, Found.MISSING)


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
        CheckConstraint(
            "(frozen_at IS NULL) = (frozen_because IS NULL)", name="a_frozen_capture_says_why"
        ),
        CheckConstraint(
            "frozen_because IN ('altered', 'missing')", name="ck_captures_frozen_because"
        ),
        Index("ix_captures_frozen_at", "frozen_at", postgresql_where=text("frozen_at IS NOT NULL")),
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
    checked_at: datetime | None = Field(
        default=None, sa_column=Column(utc_timestamp(), index=True, nullable=True)
    )
    frozen_at: datetime | None = Field(
        default=None, sa_column=Column(utc_timestamp(), nullable=True)
    )
    frozen_because: str | None = Field(default=None, max_length=40)
    # Closed as a suspected image of a child (see image_stop): nobody opens, copies or prints it.
    stopped_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    # Taken back by whoever sent it, before anybody had looked: nobody opens it any more.
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    # Nobody relied on it, and two people agreed that it goes: its bytes are destroyed.
    weeded_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))

    def freeze(self, found: Found, at: datetime) -> None:
        """From now on nobody views it, takes a copy, or puts it in a pack."""
        self.frozen_at, self.frozen_because = at, found.value

    def release(self) -> None:
        self.frozen_at = self.frozen_because = None

    @property
    def found(self) -> Examined:
        """What examining it found; nothing, when it came in before files were examined."""
        return Examined.model_validate(self.examined or {})

    @property
    def treatment(self) -> Treatment:
        return treatment_of(self.kind, self.name_agrees, self.found)

    @property
    def is_shown(self) -> bool:
        """It is shown when it is what its name says, can be drawn, and nobody stopped it."""
        return (
            self.kind.is_shown
            and self.name_agrees
            and self.found.is_drawn
            and self.stopped_at is None
            and self.withdrawn_at is None
            and self.weeded_at is None
        )

    @property
    def is_printed(self) -> bool:
        """Whether a pack can hold what it shows or says, with nothing that somebody must decide."""
        if self.weeded_at:
            return False
        says = self.treatment is Treatment.OPAQUE and not self.found.flags and self.name_agrees
        return self.treatment is Treatment.SHOWN or (says and bool(reads_as(self.kind, self.name)))


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

    The database numbers it, links it to the one before and seals it, as it does the journal's
    entries; `secret` opens the commitment that the sealed words make to the name and the reason.

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
    previous: str = Field(sa_column=Column(Text, nullable=False))
    hash: str = Field(sa_column=Column(Text, nullable=False))
    leaf: str = Field(sa_column=Column(Text, nullable=False))
    secret: bytes | None = None
