"""The journal and custody of a case as a file that can be checked on another machine."""

import json
import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from sqlmodel import Session, col, select

from casework.cases.models import Case
from casework.errors import NotFound
from casework.evidence.models import Capture, CustodyEntry
from casework.journal.exporting import Files, exported
from casework.journal.keys import Signer
from casework.journal.leaves import microseconds

CUSTODY = {
    "custody.jsonl": "who handled which original, when and why; entries.jsonl seals the same acts"
}


def case_export(session: Session, signer: Signer, reference: str, now: datetime) -> bytes:
    """A case's chain and custody, zipped.

    Raises:
        NotFound: there is no such case.
    """
    case = session.exec(select(Case).where(Case.reference == reference)).first()
    if case is None:
        raise NotFound(f"There is no case {reference}")
    files = exported(session, signer, case.id, f"case {reference}", now, CUSTODY)
    return zipped({**files, "custody.jsonl": _custody(session, case)}, now)


def trust_export(session: Session, signer: Signer, now: datetime) -> bytes:
    """The chain of what belongs to no case, zipped."""
    return zipped(exported(session, signer, None, "the trust’s own chain", now), now)


def zipped(files: Files, now: datetime) -> bytes:
    """The same files always give the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, now.timetuple()[:6]), content)
    return made.getvalue()


def _custody(session: Session, case: Case) -> bytes:
    of_case = (
        select(CustodyEntry)
        .join(Capture, col(Capture.id) == CustodyEntry.capture_id)
        .where(Capture.case_id == case.id)
        .order_by(col(CustodyEntry.capture_id), col(CustodyEntry.number))
    )
    return b"".join(_line(each) for each in session.exec(of_case))


def _line(entry: CustodyEntry) -> bytes:
    told: dict[str, Any] = {
        "capture": str(entry.capture_id),
        "number": entry.number,
        "at": microseconds(entry.at),
        "person": str(entry.person_id),
        "name": entry.person_name,
        "handling": entry.handling.value,
        "reason": entry.reason,
        "sha256": entry.sha256,
        "previous": entry.previous,
        "hash": entry.hash,
        "leaf": entry.leaf,
        "secret": entry.secret.hex() if entry.secret is not None else None,
    }
    return f"{json.dumps(told, ensure_ascii=False, sort_keys=True)}\n".encode()
