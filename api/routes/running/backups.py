"""Backups over JSON, for whatever watches over the trust's machines."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading
from api.serving import serves
from casework.access import TrustPermission
from casework.backups.register import kept

router = APIRouter(tags=["trust"])


class BackupOut(BaseModel, from_attributes=True):
    """One backup. `state` is Whole, Damaged, Not read again, Not whole or Removed."""

    id: UUID
    began_at: datetime
    state: str
    place: str
    keys_place: str
    kept_until: date
    manifest_hash: str | None
    entries: int
    files: int
    bytes: int
    checked_at: datetime | None
    found: str | None
    expired_at: datetime | None


class RehearsalOut(BaseModel, from_attributes=True):
    """One try to put a backup back."""

    backup_id: UUID
    began_at: datetime
    seconds: int
    sound: bool
    cases: int
    entries: int
    files: int
    says: str


class BackupsOut(BaseModel, from_attributes=True):
    """The newest first. `warnings` is empty while nothing needs anybody."""

    warnings: Sequence[str]
    backups: Sequence[BackupOut]
    rehearsals: Sequence[RehearsalOut]


@router.get("/backups", dependencies=serves(TrustPermission.SEE_BACKUPS))
def backups(reading: Reading, caller: Caller) -> BackupsOut:
    """Every backup that is written down, every rehearsal, and what is wrong with them."""
    return BackupsOut.model_validate(kept(reading, caller, datetime.now(UTC)))
