"""A policy, the versions it has had, and the clauses as each version words them."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from casework.database import stored, utc_timestamp
from casework.policies.clause_kinds import ClauseKind


class Policy(SQLModel, table=True):
    """A policy by its title."""

    __tablename__ = "policies"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    title: str = Field(unique=True)


class PolicyVersion(SQLModel, table=True):
    """One wording of a policy, in force from a day until the next version's day."""

    __tablename__ = "policy_versions"
    __table_args__ = (
        UniqueConstraint("policy_id", "version"),
        UniqueConstraint("policy_id", "effective_from"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    policy_id: UUID = Field(foreign_key="policies.id")
    version: str
    effective_from: date
    imported_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    imported_by: str
    file_name: str
    text_sha256: str
    digest: bool = False


class Clause(SQLModel, table=True):
    """One statement of a version, word for word. Never edited: a new wording is a new version."""

    __tablename__ = "clauses"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    version_id: UUID = Field(foreign_key="policy_versions.id")
    number: str
    printed_number: str
    section: str
    section_heading: str
    position: int
    text: str
    kind: ClauseKind = Field(sa_column=Column(stored(ClauseKind), nullable=False))
    part_of: str | None = None
