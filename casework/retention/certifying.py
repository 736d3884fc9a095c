"""The certificate of a deletion: what went, who agreed, what was looked for, and what remains.

It names nobody: people are told by their ids. It is signed with the key that signs the journal.
"""

import base64
import json
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlmodel import Session, func, select

from casework import journal
from casework.access import CASEWORK
from casework.backups.register import readable_since
from casework.cases.models import Case
from casework.documents.disposal_certificate import DisposalCertificate, print_certificate
from casework.journal import Event, JournalEntry
from casework.journal.keys import signer_of
from casework.journal.signing import last_checkpoint
from casework.people.models import Academy
from casework.retention.models import Disposal
from casework.retention.periods import lengths_on
from casework.retention.schedule import SCHEDULE, said_period
from casework.retention.stamping import service_of, stamped
from casework.settings import Settings
from casework.timescales import standing as timescales
from casework.working_days import local_day, local_time

HEADING = "casework-disposal/1"
LOOKED_FOR = (
    "There is no key of the case in the keystore, and none can be made for it again",
    "The store holds no file of the case",
    "No table holds a row of the case but the registers of deletions and weedings",
    "The journal keeps the chain of the case, and none of its words but that it was deleted",
    "The queue holds no task that names anything of the case",
)
OUTSIDE = {
    "issued_documents": "letters and reports that were issued",
    "hearing_packs": "editions of hearing packs",
}


class DisposalCertified(Event):
    reference: str
    code: str
    sha256: str

    def sentence(self) -> str:
        return f"certified that {self.reference} was deleted under retention rule {self.code}"


def certify(session: Session, row: Disposal, settings: Settings, at: datetime) -> None:
    """Write and sign the certificate of a deletion that was verified, in the caller's transaction.

    Raises:
        StoreUnavailable: there is nothing to sign it with.
        NotSigned: the trust has a certificate or a time-stamp service that cannot be used now.
    """
    told = signed_as_json(_told(session, row, settings, at), settings)
    pdf = stamped(print_certificate(_paper(told)).pdf, settings)
    row.certified_at, row.certificate, row.certificate_pdf = at, told, pdf
    digest = sha256(pdf).hexdigest()
    event = DisposalCertified(reference=told["case"], code=row.code, sha256=digest)
    journal.append(session, None, CASEWORK, event, at)


def signed_as_json(told: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """What a certificate says, with the signature of the key that signs the journal.

    Raises:
        StoreUnavailable: there is nothing to sign it with.
    """
    told = told | {"time_stamp": service_of(settings)}
    signer = signer_of(settings)
    signature = base64.b64encode(signer.key().sign(canonical(told))).decode()
    return told | {"signature": {"key": signer.verifier_key(), "value": signature}}


def canonical(told: dict[str, Any]) -> bytes:
    """What is signed: all but the signature, written in one way only."""
    signed = {name: value for name, value in told.items() if name != "signature"}
    return json.dumps(signed, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _told(session: Session, row: Disposal, settings: Settings, at: datetime) -> dict[str, Any]:
    case = session.get_one(Case, row.case_id)
    rule, today = SCHEDULE[row.code], local_day(at)
    assert row.key_destroyed_at
    length = lengths_on(session, today).get(row.code)
    checkpoint = last_checkpoint(session)
    rows: dict[str, int] = row.manifest["rows"]
    return {
        "is": HEADING,
        "trust": settings.trust_name,
        "certificate": str(row.id),
        "case": case.reference,
        "case_id": str(case.id),
        "academy": session.get_one(Academy, case.academy_id).code,
        "rule": f"{row.code}: {rule.record}, {said_period(length, rule.unit).lower()}",
        "counted_from": row.starts_on.isoformat() if row.starts_on else None,
        "due_on": row.due_on.isoformat(),
        "proposed": {"by": str(row.proposed_by), "at": _moment(row.proposed_at)},
        "approved": {"by": str(row.approved_by), "at": _moment(row.approved_at)},
        "safeguarding_agreed": row.safeguarding_agreed is not None,
        "began_at": _moment(row.begun_at),
        "key_destroyed_at": _moment(row.key_destroyed_at),
        "rows_deleted_at": _moment(row.rows_gone_at),
        "verified_at": _moment(row.verified_at),
        "certified_at": _moment(at),
        "manifest_sha256": row.manifest_hash,
        "rows": rows,
        "files": len(row.manifest["files"]),
        "journal": _entries(session, case) | {"words_removed": row.manifest["entries"]},
        "checkpoint": checkpoint.number if checkpoint else None,
        "looked_for": list(LOOKED_FOR),
        **_backups(session, row.key_destroyed_at, today),
        "cannot_be_recalled": {
            says: rows[table] for table, says in OUTSIDE.items() if rows.get(table)
        },
    }


def _backups(session: Session, gone_at: datetime, today: date) -> dict[str, Any]:
    """How many backups have the key, and when the last goes.

    The trust's own number stands for backups that Casework did not make.
    """
    gone_on, kept = local_day(gone_at), timescales(session, today)["backups_kept"].value
    known = readable_since(session, gone_at)
    expires = max(gone_on + timedelta(kept), known.last_goes_on or gone_on)
    return {"backups_with_its_key": known.count, "last_backup_expires_on": expires.isoformat()}


def _entries(session: Session, case: Case) -> dict[str, int]:
    """The numbers in the case's chain under which it began and ended."""
    wanted = (
        select(JournalEntry.kind, func.max(JournalEntry.number))
        .where(JournalEntry.case_id == case.id)
        .where(JournalEntry.kind.in_(("DisposalBegun", "CaseDisposed")))  # type: ignore[attr-defined]
        .group_by(JournalEntry.kind)
    )
    found = dict(session.exec(wanted).all())
    return {"began": found["DisposalBegun"], "ended": found["CaseDisposed"]}


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def said_moment(written: str) -> str:
    """A moment as the paper says it, by the clock in London."""
    at = datetime.fromisoformat(written)
    return f"{local_day(at):%-d %B %Y}, {local_time(at)}"


def said_day(written: str) -> str:
    return f"{date.fromisoformat(written):%-d %B %Y}"


def _paper(told: dict[str, Any]) -> DisposalCertificate:
    outside = [f"{count} {says}" for says, count in told["cannot_be_recalled"].items()]
    return DisposalCertificate(
        trust=told["trust"],
        reference=told["case"],
        certificate=told["certificate"],
        academy=told["academy"],
        rule=told["rule"],
        due_on=said_day(told["due_on"]),
        proposed=f"{said_moment(told['proposed']['at'])}, person {told['proposed']['by']}",
        approved=f"{said_moment(told['approved']['at'])}, person {told['approved']['by']}",
        moments=(
            ("It began", said_moment(told["began_at"])),
            ("The key was destroyed", said_moment(told["key_destroyed_at"])),
            ("The records were deleted", said_moment(told["rows_deleted_at"])),
            ("It was looked for again", said_moment(told["verified_at"])),
        ),
        went=f"{sum(told['rows'].values())} records in {len(told['rows'])} tables, "
        f"{told['files']} files, the words of {told['journal']['words_removed']} entries",
        journal=f"Entries {told['journal']['began']} to {told['journal']['ended']} of its chain"
        + (f", checkpoint {told['checkpoint']}" if told["checkpoint"] else ""),
        looked_for=tuple(told["looked_for"]),
        backups=said_day(told["last_backup_expires_on"]),
        outside=tuple(outside),
        manifest=told["manifest_sha256"],
        signature=told["signature"]["value"],
        key=told["signature"]["key"],
    )
