"""What the employee sent, as far as a pack must know of it: from the journal."""

from uuid import UUID

from sqlmodel import Session, col, select

from casework.evidence.models import Capture, CustodyEntry, Handling
from casework.journal import of_kind

RECEIVED = "EmployeePaperReceived"
LOOKS = frozenset({Handling.VIEWED, Handling.DOWNLOADED, Handling.COPY_VIEWED, Handling.COPY_TAKEN})


def papers_received(session: Session, case_id: UUID) -> list[UUID]:
    """The captures of what the employee sent and did not take back."""
    told = [UUID(each.facts["capture_id"]) for each in of_kind(session, case_id, RECEIVED)]
    there = select(Capture.id).where(col(Capture.id).in_(told), col(Capture.withdrawn_at).is_(None))
    return list(session.exec(there)) if told else []


def not_looked_at(session: Session, received: list[UUID]) -> int:
    """How many of these nobody has opened yet."""
    if not received:
        return 0
    looks = select(CustodyEntry.capture_id).where(
        col(CustodyEntry.capture_id).in_(received), col(CustodyEntry.handling).in_(LOOKS)
    )
    looked_at: set[UUID] = set(session.exec(looks).all())
    return len(set(received) - looked_at)
