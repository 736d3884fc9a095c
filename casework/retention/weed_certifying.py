"""The certificate of a weeding: what went and what stays, who agreed, and what was looked for."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlmodel import Session

from casework import journal
from casework.access import CASEWORK
from casework.cases.models import Case
from casework.documents.weeding_certificate import WeedingCertificate, print_weeding
from casework.journal import Event
from casework.journal.signing import last_checkpoint
from casework.retention.certifying import said_day, said_moment, signed_as_json
from casework.retention.stamping import stamped
from casework.retention.weeding_models import Weeding
from casework.settings import Settings
from casework.timescales import standing as timescales
from casework.working_days import local_day

HEADING = "casework-weeding/1"
LOOKED_FOR = (
    "The store holds no file of these papers, and with each file its own key is gone",
    "No table holds what was written in them or beside them",
)


class WeedingCertified(Event):
    reference: str
    sha256: str

    def sentence(self) -> str:
        return f"certified that papers of {self.reference} were weeded"


def certify_weeding(session: Session, row: Weeding, settings: Settings, at: datetime) -> None:
    """Write and sign the certificate of a verified weeding, in the caller's transaction.

    Raises:
        StoreUnavailable, NotSigned: as the certificate of a deletion.
    """
    told = signed_as_json(_told(session, row, settings, at), settings)
    pdf = stamped(print_weeding(_paper(row, told)).pdf, settings)
    row.certified_at, row.certificate, row.certificate_pdf = at, told, pdf
    event = WeedingCertified(reference=told["case"], sha256=sha256(pdf).hexdigest())
    journal.append(session, None, CASEWORK, event, at)


def _told(session: Session, row: Weeding, settings: Settings, at: datetime) -> dict[str, Any]:
    case = session.get_one(Case, row.case_id)
    kept = timescales(session, local_day(at))["backups_kept"].value
    assert row.rows_gone_at
    checkpoint = last_checkpoint(session)
    return {
        "is": HEADING,
        "trust": settings.trust_name,
        "certificate": str(row.id),
        "case": case.reference,
        "case_id": str(case.id),
        "kind": row.kind.value,
        "papers": f"{row.kind.label}: {len(row.manifest['items'])}",
        "items": row.manifest["items"],
        "rows": row.manifest["rows"],
        "files": len(row.files),
        "proposed": {"by": str(row.proposed_by), "at": _moment(row.proposed_at)},
        "approved": {"by": str(row.approved_by), "at": _moment(row.approved_at)},
        "safeguarding_agreed": row.safeguarding_agreed is not None,
        "began_at": _moment(row.begun_at),
        "rows_deleted_at": _moment(row.rows_gone_at),
        "verified_at": _moment(row.verified_at),
        "certified_at": _moment(at),
        "manifest_sha256": row.manifest_hash,
        "checkpoint": checkpoint.number if checkpoint else None,
        "stays": row.kind.stays,
        "looked_for": list(LOOKED_FOR),
        "last_backup_expires_on": (local_day(row.rows_gone_at) + timedelta(kept)).isoformat(),
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _paper(row: Weeding, told: dict[str, Any]) -> WeedingCertificate:
    return WeedingCertificate(
        trust=told["trust"],
        reference=told["case"],
        certificate=told["certificate"],
        papers=told["papers"],
        proposed=f"{said_moment(told['proposed']['at'])}, person {told['proposed']['by']}",
        approved=f"{said_moment(told['approved']['at'])}, person {told['approved']['by']}",
        moments=(
            ("It began", said_moment(told["began_at"])),
            ("The papers were destroyed", said_moment(told["rows_deleted_at"])),
            ("They were looked for again", said_moment(told["verified_at"])),
        ),
        items=tuple((each["label"], each["sha256"] or "Words only") for each in told["items"]),
        stays=row.kind.stays,
        looked_for=LOOKED_FOR,
        backups=said_day(told["last_backup_expires_on"]),
        manifest=told["manifest_sha256"],
        signature=told["signature"]["value"],
        key=told["signature"]["key"],
    )
