"""What people put their name to about one item. Each is added and never changed, like custody.

They belong to their capture and name no case, as its chain of custody does: a report added to
another case takes them along.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from casework.database import stored, utc_timestamp
from casework.evidence.choices import Confirms, StillOnline


class Confirmation(SQLModel, table=True):
    """Somebody confirms, in their own name, that an item is what they saw, got or saved."""

    __tablename__ = "capture_confirmations"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    capture_id: UUID = Field(foreign_key="captures.id", index=True)
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    person_id: UUID
    person_name: str
    confirms: Confirms = Field(sa_column=Column(stored(Confirms), nullable=False))
    words: str | None = None


class OnlineCheck(SQLModel, table=True):
    """A dated look at whether something is still online. It can be taken again and again."""

    __tablename__ = "online_checks"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    capture_id: UUID = Field(foreign_key="captures.id", index=True)
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    person_id: UUID
    person_name: str
    looked_on: date
    found: StillOnline = Field(sa_column=Column(stored(StillOnline), nullable=False))
    note: str | None = None


class Correction(SQLModel, table=True):
    """A recorded field that was changed: what it said, what it says, and why."""

    __tablename__ = "capture_corrections"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    capture_id: UUID = Field(foreign_key="captures.id", index=True)
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    person_id: UUID
    person_name: str
    field: str
    was: str
    now: str | None = None
    reason: str
