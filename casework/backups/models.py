"""Which backups there are, until when each can be read, and how putting one back was tried."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, Column, Index
from sqlmodel import Field, SQLModel

from casework.database import utc_timestamp


class Backup(SQLModel, table=True):
    """One backup: where it lies, what it holds, and the day its copy of the keys goes.

    It is written down before a key is copied, so that no key lies anywhere unrecorded.
    """

    __tablename__ = "backups"
    __table_args__ = (
        CheckConstraint(
            "(finished_at IS NULL) = (manifest_hash IS NULL)", name="a_whole_backup_has_its_list"
        ),
        CheckConstraint(
            "(checked_at IS NULL) = (found IS NULL) "
            "AND (checked_at IS NULL OR finished_at IS NOT NULL)",
            name="only_a_whole_backup_is_checked",
        ),
        CheckConstraint("place <> keys_place", name="keys_lie_apart"),
        Index("ix_backups_began_at", "began_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    began_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    place: str
    keys_place: str
    kept_until: date
    finished_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    manifest_hash: str | None = None
    entries: int = 0
    files: int = 0
    bytes: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    checked_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    found: str | None = None  # empty when nothing was wrong
    expired_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))

    @property
    def is_sound(self) -> bool:
        """Whether it is whole and was read again from where it lies."""
        return self.checked_at is not None and self.found == ""

    @property
    def state(self) -> str:
        """How far it has come, in a word or two."""
        if self.expired_at:
            return "Removed"
        if self.finished_at is None:
            return "Not whole"
        if self.checked_at is None:
            return "Not read again"
        return "Damaged" if self.found else "Whole"


class Rehearsal(SQLModel, table=True):
    """Putting a backup back into a place of its own, to see whether and how fast it goes."""

    __tablename__ = "rehearsals"
    __table_args__ = (Index("ix_rehearsals_began_at", "began_at"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    backup_id: UUID = Field(foreign_key="backups.id")
    began_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    seconds: int
    sound: bool
    cases: int
    entries: int
    files: int
    says: str
