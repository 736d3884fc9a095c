"""Looking at originals: each opening is a link in the chain of custody, and opens for a while."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from casework.access import Actor
from casework.cases.gateway import perform
from casework.database.whose import working_on
from casework.errors import NotFound
from casework.evidence.commands import OpenEvidence
from casework.evidence.models import Capture, CustodyEntry, Handling

OPEN_FOR = timedelta(hours=1)


def look(session: Session, actor: Actor, reference: str, capture_id: UUID) -> int:
    """Record that somebody opens an original, and return the number of that link of its chain.

    Raises:
        NotFound, NotPermitted: as `perform` does.
    """
    perform(session, actor, reference, OpenEvidence(capture_id=capture_id))
    newest = select(CustodyEntry.number).where(CustodyEntry.capture_id == capture_id)
    case_id = session.get_one(Capture, capture_id).case_id
    with working_on(session, case_id):  # whoever may look need not see who else did
        return session.exec(newest.order_by(col(CustodyEntry.number).desc())).first() or 0


def has_opened(session: Session, actor: Actor, capture_id: UUID, number: int) -> bool:
    """Whether this person opened it under this number, less than an hour ago, and still may.

    What was stopped as a suspected image of a child since is open to nobody.
    """
    capture = session.get_one(Capture, capture_id)
    if capture.stopped_at is not None:
        return False
    wanted = select(CustodyEntry.id).where(
        CustodyEntry.capture_id == capture_id,
        CustodyEntry.number == number,
        CustodyEntry.person_id == actor.id,
        CustodyEntry.handling == Handling.VIEWED,
        CustodyEntry.at > datetime.now(UTC) - OPEN_FOR,
    )
    with working_on(session, capture.case_id):
        return session.exec(wanted).first() is not None


def require_opened(session: Session, actor: Actor, capture_id: UUID, number: int) -> None:
    """No bytes of an original are shown that no link of its chain answers for.

    Raises:
        NotFound: this person has not opened it under this number, or too long ago.
    """
    if not has_opened(session, actor, capture_id, number):
        raise NotFound
