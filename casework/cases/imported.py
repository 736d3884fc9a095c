"""A case that was closed in another system and came from there: where from, and what it refuses."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, select

from casework.access import Permission
from casework.cases.models import Case, PartOfCase
from casework.cases.rules import IMPORTED_RULES, ImportedFacts
from casework.cases.stages import Stage
from casework.database import utc_timestamp
from casework.procedure import require

# What concerns the record and who may read it; nothing here changes what was decided.
KEEPS_AS_IT_IS = frozenset(
    {
        Permission.VIEW_CASE,
        Permission.APPOINT,
        Permission.DECLARE_CONFLICT,
        Permission.RECORD_CONFLICT,
        Permission.SEAL,
        Permission.EXPORT,
        Permission.PLACE_HOLD,
        Permission.LIFT_HOLD,
        Permission.PROPOSE_DISPOSAL,
        Permission.APPROVE_DISPOSAL,
    }
)


class ImportedCase(PartOfCase, table=True):
    """Where an imported case came from, who imported it, and what the file said of it, hashed."""

    __tablename__ = "imported_cases"
    __table_args__ = (
        UniqueConstraint("case_id"),
        UniqueConstraint("origin", "old_reference"),
    )

    origin: str
    old_reference: str
    digest: str
    concerns_child: bool
    employment_ended_on: date | None = None
    decided_by: str | None = None
    imported_by: UUID  # no key: the console is nobody of the staff file
    imported_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class ImportedKey(SQLModel, table=True):
    """That a row of a file was imported once. Stays when its case is deleted: it comes not back."""

    __tablename__ = "imported_keys"

    key: str = Field(primary_key=True)
    imported_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


def origin_of(session: Session, case: Case) -> ImportedCase | None:
    """Where a closed case came from; none for one of here, as every open one is."""
    if case.stage is not Stage.CLOSED:
        return None
    return session.exec(select(ImportedCase).where(ImportedCase.case_id == case.id)).first()


def require_changeable(session: Session, case: Case, permission: Permission) -> None:
    """Refuse to change what another system decided.

    Raises:
        ProcedureBreach: the case was imported, and this is no matter of keeping its record.
    """
    if permission not in KEEPS_AS_IT_IS:
        require(IMPORTED_RULES, ImportedFacts(origin_of(session, case) is not None))
