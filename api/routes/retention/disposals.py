"""The register of what was disposed of, over JSON, and each certificate as it was signed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading
from api.serving import serves
from casework.access import TrustPermission
from casework.retention.register import certificate, lines

router = APIRouter(prefix="/retention/disposals", tags=["retention"])
REVIEWS = TrustPermission.REVIEW_RETENTION


class DisposalOut(BaseModel):
    """One case that is gone, or on its way."""

    id: UUID
    reference: str
    academy: str
    rule: str
    status: str
    begun_at: datetime
    certified_at: datetime | None


class DisposalsOut(BaseModel):
    """One page of the register; `before` asks for the next."""

    rows: list[DisposalOut]
    before: str


@router.get("", dependencies=serves(REVIEWS))
def register(reading: Reading, caller: Caller, before: datetime | None = None) -> DisposalsOut:
    """Every case that was deleted: its number, the rule and the day."""
    found = lines(reading, caller, before)
    rows = [
        DisposalOut(
            id=each.id,
            reference=each.reference,
            academy=each.academy,
            rule=each.rule,
            status=each.status,
            begun_at=each.begun_at,
            certified_at=each.certified_at,
        )
        for each in found.rows
    ]
    return DisposalsOut(rows=rows, before=found.before)


@router.get("/{disposal_id}", dependencies=serves(REVIEWS))
def one(disposal_id: UUID, reading: Reading, caller: Caller) -> dict[str, Any]:
    """The certificate as it was signed: all but the signature, sorted and without spaces."""
    _, row = certificate(reading, caller, disposal_id)
    return row.certificate or {}
