"""What two people agreed to destroy, and how far it has come: the same of a case and of papers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import utc_timestamp


def _moment() -> Any:
    return Field(default=None, sa_type=utc_timestamp())


class AgreedDestruction(PartOfCase):
    """One destruction from its proposal to its certificate. Names nobody's matter.

    It outlives what it destroyed: its row is the register, and holds the certificate.
    """

    manifest: dict[str, Any] = Field(sa_type=JSONB)
    manifest_hash: str
    proposed_by: UUID = Field(foreign_key="people.id")
    proposed_at: datetime = Field(sa_type=utc_timestamp())
    why_proposed: str
    safeguarding_agreed: str | None = None
    approved_by: UUID | None = Field(default=None, foreign_key="people.id")
    approved_at: datetime | None = _moment()
    why_approved: str | None = None
    waits_until: date | None = None
    stopped_by: UUID | None = Field(default=None, foreign_key="people.id")
    stopped_at: datetime | None = _moment()
    why_stopped: str | None = None
    begun_at: datetime | None = _moment()
    rows_gone_at: datetime | None = _moment()
    verified_at: datetime | None = _moment()
    certified_at: datetime | None = _moment()
    failed: str | None = None
    certificate: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    certificate_pdf: bytes | None = None


# What a ledger keeps of one, so that it can be done again after a backup was put back.
AGREED = {
    *("id", "case_id", "manifest", "manifest_hash"),
    *("proposed_by", "proposed_at", "why_proposed", "safeguarding_agreed"),
    *("approved_by", "approved_at", "why_approved", "waits_until"),
}
