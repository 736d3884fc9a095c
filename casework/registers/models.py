"""An entry in a register, from when a register is complete, and who acknowledged which version."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from casework.database import stored, utc_timestamp
from casework.registers.kinds import Register


class RegisterEntry(SQLModel, table=True):
    """Something a person asked for or told, and what was decided. Kept apart from any case."""

    __tablename__ = "register_entries"
    __table_args__ = (
        CheckConstraint("(granted IS NULL) = (decided_on IS NULL)", name="a_decision_has_its_day"),
        CheckConstraint(
            "granted IS NOT TRUE OR valid_from IS NOT NULL", name="what_is_granted_has_a_beginning"
        ),
        CheckConstraint("valid_until >= valid_from", name="an_entry_ends_after_it_begins"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    kind: Register = Field(sa_column=Column(stored(Register), nullable=False))
    what: str
    details: str | None = None
    asked_on: date
    granted: bool | None = None
    decided_on: date | None = None
    decided_by: str | None = None
    reasons: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    recorded_by: UUID
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))

    def counts_on(self, day: date) -> bool:
        """Whether it was granted, and in force on a day."""
        if not self.granted or self.valid_from is None or day < self.valid_from:
            return False
        return self.valid_until is None or day <= self.valid_until


class RegisterCoverage(SQLModel, table=True):
    """From which day a register is said to be complete."""

    __tablename__ = "register_coverage"

    kind: Register = Field(sa_column=Column(stored(Register), primary_key=True, nullable=False))
    covers_from: date
    said_by: str
    said_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class PolicyAcknowledgement(SQLModel, table=True):
    """That somebody says they have read one version of a policy."""

    __tablename__ = "policy_acknowledgements"
    __table_args__ = (UniqueConstraint("person_id", "version_id"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    version_id: UUID = Field(foreign_key="policy_versions.id")
    acknowledged_on: date
    recorded_by: UUID
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
