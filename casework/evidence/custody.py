"""Keeping the chain of custody, and checking that originals are still what was taken in."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlmodel import Session, col, select

from casework.cases.gateway import Act
from casework.errors import CaseworkError, NotFound, Unsound
from casework.evidence.details import CaptureDetails
from casework.evidence.intake import Received
from casework.evidence.models import Capture, CustodyEntry, Found, Handling
from casework.evidence.sealing import new_link
from casework.storage import Store

_ADD = insert(CustodyEntry).returning(CustodyEntry)


def link(act: Act, capture: Capture, handling: Handling, reason: str | None = None) -> CustodyEntry:
    """Add the next link to a capture's chain. The database numbers it and seals it."""
    who = (act.actor.id, act.actor.name)
    values = new_link(capture.id, capture.sha256, handling, act.at, who, reason)
    act.session.flush()
    return act.session.scalars(_ADD, values | {"id": uuid4()}).one()


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


def newest_link(session: Session, capture_id: UUID) -> CustodyEntry:
    """The link that was added last."""
    ordered = select(CustodyEntry).where(CustodyEntry.capture_id == capture_id)
    return session.exec(ordered.order_by(col(CustodyEntry.number).desc()).limit(1)).one()


@dataclass(frozen=True)
class Verdict:
    """Whether an original is still what was taken in."""

    capture_id: UUID
    name: str
    found: Found

    @property
    def sound(self) -> bool | None:
        """None when that cannot be told, because it is gone or cannot be read."""
        known = {Found.SOUND: True, Found.ALTERED: False}
        return known.get(self.found)


def verify(store: Store, capture: Capture) -> Verdict:
    """Read an original again, every chunk of it, and compare its SHA-256."""
    return Verdict(capture.id, capture.name, found_under(store, capture.key, capture.sha256))


def found_under(store: Store, key: str, expected: str) -> Found:
    """What reading something in the store again finds."""
    digest = sha256()
    try:
        for chunk in store.stream(key):
            digest.update(chunk)
    except Unsound:
        return Found.ALTERED
    except NotFound:
        return Found.MISSING
    except (CaseworkError, OSError):
        return Found.UNREADABLE
    return Found.SOUND if digest.hexdigest() == expected else Found.ALTERED
