"""Keeping the chain of custody, and checking that originals are still what was taken in."""

from collections.abc import Sequence
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
    return links(act, [capture], handling, reason)[0]


def links(
    act: Act, captures: Sequence[Capture], handling: Handling, reason: str | None = None
) -> list[CustodyEntry]:
    """Add the next link to the chain of each of several captures, in their order."""
    if not captures:
        return []
    who = (act.actor.id, act.actor.name)
    values = [
        new_link(each.id, each.sha256, handling, act.at, who, reason) | {"id": uuid4()}
        for each in captures
    ]
    act.session.flush()
    added = {each.id: each for each in act.session.scalars(_ADD, values)}
    return [added[each["id"]] for each in values]


def captures_on(act: Act, ids: Sequence[UUID]) -> list[Capture]:
    """Originals of this case in this order, as they stand under its lock.

    Raises:
        NotFound: one does not exist, or belongs to another case.
    """
    act.session.flush()
    wanted = select(Capture).where(col(Capture.id).in_(ids), Capture.case_id == act.case.id)
    loaded = act.session.exec(wanted, execution_options={"populate_existing": True})
    found = {each.id: each for each in loaded}
    if not found.keys() >= set(ids):
        raise NotFound
    return [found[each] for each in ids]


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


def chains(session: Session, capture_ids: Sequence[UUID]) -> dict[UUID, list[CustodyEntry]]:
    """The chains of many captures, each with the newest link first."""
    wanted = select(CustodyEntry).where(col(CustodyEntry.capture_id).in_(capture_ids))
    found: dict[UUID, list[CustodyEntry]] = {each: [] for each in capture_ids}
    for entry in session.exec(wanted.order_by(col(CustodyEntry.number).desc())):
        found[entry.capture_id].append(entry)
    return found


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
