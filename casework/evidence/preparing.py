"""Making what an earlier version did not make, and making again what was found changed."""

from contextlib import suppress
from uuid import UUID

from sqlalchemy import delete, exists
from sqlmodel import Session, col, select

from casework.database import as_casework, reading_as_casework
from casework.errors import NotFound, Unsound
from casework.evidence.derived import prepare
from casework.evidence.derived_models import CopyKind, DerivedCopy
from casework.evidence.models import Capture
from casework.evidence.scanning import ScanState
from casework.jobs import PREPARE, enqueue

AT_ONCE = 20
HELD = [each for each in ScanState if each.is_held]


def prepare_earlier(tried: set[UUID]) -> int:
    """Make pages ready for packs that are not yet, the oldest first; return how many were tried.

    What cannot be made is tried once by each worker, so that it stands in nobody's way.
    """
    with reading_as_casework() as session:
        waiting = [each for each in _without(session) if each not in tried][:AT_ONCE]
    for capture_id in waiting:
        tried.add(capture_id)
        with suppress(NotFound, Unsound):  # verification names originals that cannot be read
            prepare(capture_id)
    return len(waiting)


def _without(session: Session) -> list[UUID]:
    made = exists().where(
        col(DerivedCopy.capture_id) == Capture.id, col(DerivedCopy.kind) == CopyKind.LINKABLE
    )
    there = col(Capture.weeded_at).is_(None)
    wanted = select(Capture).where(~made, there, col(Capture.scan).not_in(HELD))
    ordered = session.exec(wanted.order_by(col(Capture.taken_in_at)))
    return [each.id for each in ordered if each.is_printed]


def make_pages_again(capture_id: UUID) -> None:
    """Have the pages of an original made ready again: what was kept of them is not what it was."""
    with as_casework() as session:
        gone = delete(DerivedCopy).where(
            col(DerivedCopy.capture_id) == capture_id, col(DerivedCopy.kind) == CopyKind.LINKABLE
        )
        session.execute(gone)
        enqueue(session, PREPARE, lock=f"prepare-{capture_id}", capture_id=str(capture_id))
