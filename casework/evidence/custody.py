"""Keeping the chain of custody, and checking that originals are still what was taken in."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

from sqlmodel import Session, col, func, select

from casework.cases.gateway import Act
from casework.errors import NotFound
from casework.evidence.details import CaptureDetails
from casework.evidence.intake import Received
from casework.evidence.models import Capture, CustodyEntry, Handling
from casework.storage import Store


def link(act: Act, capture: Capture, handling: Handling, reason: str | None = None) -> None:
    """Add the next link to a capture's chain. The caller holds the case's lock."""
    last = select(func.max(CustodyEntry.number)).where(CustodyEntry.capture_id == capture.id)
    act.session.add(
        CustodyEntry(
            capture_id=capture.id,
            number=(act.session.exec(last).one() or 0) + 1,
            at=act.at,
            person_id=act.actor.id,
            person_name=act.actor.name,
            handling=handling,
            reason=reason,
            sha256=capture.sha256,
        )
    )
    act.session.flush()


def keep(act: Act, received: Received, details: CaptureDetails) -> Capture:
    """Record a file that the store already holds as a capture of this case."""
    capture = Capture(
        id=uuid4(),
        case_id=act.case.id,
        name=received.name,
        kind=received.recognised.kind,
        name_agrees=received.recognised.name_agrees,
        size=received.size,
        sha256=received.sha256,
        key=received.key,
        taken_in_at=act.at,
        taken_in_by=act.actor.id,
        details=details.model_dump(mode="json"),
        examined=received.examined.model_dump(mode="json"),
        scan=received.scanned.state,
        scan_says=received.scanned.says or None,
        scanned_at=received.scanned.at,
    )
    act.session.add(capture)
    act.session.flush()
    link(act, capture, Handling.INGESTED)
    return capture


def chain(session: Session, capture_id: UUID) -> list[CustodyEntry]:
    """The whole chain of one capture, the newest link first."""
    ordered = select(CustodyEntry).where(CustodyEntry.capture_id == capture_id)
    return list(session.exec(ordered.order_by(col(CustodyEntry.number).desc())))


@dataclass(frozen=True)
class Verdict:
    """Whether an original is still what was taken in. `sound` is None when it is unreadable."""

    capture_id: UUID
    name: str
    sound: bool | None


def verify(store: Store, capture: Capture) -> Verdict:
    """Read an original again and compare its SHA-256."""
    digest = sha256()
    try:
        for chunk in store.stream(capture.key):
            digest.update(chunk)
    except (NotFound, OSError):
        return Verdict(capture.id, capture.name, None)
    return Verdict(capture.id, capture.name, digest.hexdigest() == capture.sha256)
