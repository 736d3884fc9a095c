"""Looking at originals: each opening is a link in the chain of custody, and opens for a while."""

from datetime import UTC, datetime, timedelta
from typing import BinaryIO
from uuid import UUID

from sqlmodel import Session, col, select

from casework.access import Actor
from casework.cases.gateway import perform
from casework.database.whose import working_on
from casework.errors import NotFound
from casework.evidence.freezing import require_not_frozen, require_sound
from casework.evidence.models import Capture, CustodyEntry, Handling
from casework.evidence.opening import OpenEvidence
from casework.evidence.queries import Item, exhibit_of
from casework.storage import store

OPEN_FOR = timedelta(hours=1)


def look(session: Session, actor: Actor, reference: str, capture_id: UUID) -> int:
    """Record that somebody opens an original, and return the number of that link of its chain.

    Raises:
        NotFound, NotPermitted: as `perform` does.
        Unsound: it is not what was taken in, so nobody sees it; nothing is recorded as a look.
    """
    require_sound(store(), _item(session, capture_id))
    perform(session, actor, reference, OpenEvidence(capture_id=capture_id))
    return newest_link(session, capture_id)


def newest_link(session: Session, capture_id: UUID) -> int:
    """The number of the newest link of a chain: the one that an act has just added."""
    newest = select(CustodyEntry.number).where(CustodyEntry.capture_id == capture_id)
    case_id = session.get_one(Capture, capture_id).case_id
    with working_on(session, case_id):  # whoever may look need not see who else did
        return session.exec(newest.order_by(col(CustodyEntry.number).desc())).first() or 0


def take_copy(
    session: Session, actor: Actor, reference: str, capture_id: UUID, reason: str | None
) -> BinaryIO:
    """Record that somebody takes a copy of an original, and open it for sending.

    Raises:
        NotFound, NotPermitted, StepUpNeeded, WrongAnswer: as `perform` does.
        Unsound: it is not what was taken in, so nobody gets a copy.
    """
    item = _item(session, capture_id)
    require_sound(store(), item)
    opening = OpenEvidence(capture_id=capture_id, download=True, reason=reason)
    perform(session, actor, reference, opening)
    return store().open(item.capture.key)


def _item(session: Session, capture_id: UUID) -> Item:
    """The item, for reading its bytes: who may have them is decided by the act itself."""
    capture = session.get(Capture, capture_id)
    if capture is None:
        raise NotFound
    with working_on(session, capture.case_id):
        return Item(capture, exhibit_of(session, capture_id))


def has_opened(
    session: Session,
    actor: Actor,
    capture_id: UUID,
    number: int,
    handling: Handling = Handling.VIEWED,
) -> bool:
    """Whether this person opened it under this number, less than an hour ago, and still may.

    What is closed to everybody since is open to nobody: stopped, frozen, or held in quarantine.
    """
    capture = session.get_one(Capture, capture_id)
    closed = capture.stopped_at or capture.withdrawn_at or capture.weeded_at or capture.frozen_at
    if closed or capture.scan.is_held:
        return False
    wanted = select(CustodyEntry.id).where(
        CustodyEntry.capture_id == capture_id,
        CustodyEntry.number == number,
        CustodyEntry.person_id == actor.id,
        CustodyEntry.handling == handling,
        CustodyEntry.at > datetime.now(UTC) - OPEN_FOR,
    )
    with working_on(session, capture.case_id):
        return session.exec(wanted).first() is not None


def require_opened(session: Session, actor: Actor, capture_id: UUID, number: int) -> None:
    """No bytes of an original are shown that no link of its chain answers for.

    Raises:
        NotFound: this person has not opened it under this number, or too long ago.
        Unsound: it was frozen since.
    """
    if not has_opened(session, actor, capture_id, number):
        raise NotFound
    require_not_frozen(_item(session, capture_id))
