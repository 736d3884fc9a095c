"""Carrying out a deletion, step by step. Each step is its own transaction and may be done again.

Before the key is destroyed it can be broken off; after that it only goes on. A certificate is the
last step, and there is none without a verification that found nothing.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from casework import journal
from casework.access import CASEWORK
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.errors import CaseworkError
from casework.journal import Event
from casework.journal.watching import watch
from casework.keys.tombstones import Tombstone, destroy_for_good, has_key
from casework.retention.beginning import why_not
from casework.retention.certifying import certify
from casework.retention.ledger import bury
from casework.retention.manifest import nothing_left
from casework.retention.models import Disposal
from casework.settings import Settings
from casework.storage import Store
from casework.storage.names import holder_of
from casework.working_days import local_day

log = logging.getLogger("casework.retention")
NOT_SIGNED = "The journal cannot be signed now, so nothing is destroyed"
LEFT = "Something of it was found again: look at it before anything else"
# What a ledger keeps of a deletion, so that it can be done again after a backup was put back.
AGREED = {
    *("id", "case_id", "code", "starts_on", "due_on", "manifest", "manifest_hash"),
    *("proposed_by", "proposed_at", "why_proposed", "safeguarding_agreed"),
    *("approved_by", "approved_at", "why_approved", "waits_until"),
}
_DISPOSE = text("SELECT dispose_of_rows(:case)")


class DisposalBegun(Event):
    code: str
    manifest_hash: str

    def sentence(self) -> str:
        return f"began to delete the case under retention rule {self.code}"


class CaseDisposed(Event):
    """The last entry of a case that keeps its words; they name nobody."""

    code: str
    manifest_hash: str

    def sentence(self) -> str:
        return f"deleted the case under retention rule {self.code}"


@dataclass(frozen=True)
class Work:
    """One deletion on its way: of which case, with which store, and when it is."""

    id: UUID
    case_id: UUID
    manifest_hash: str
    store: Store
    settings: Settings
    at: datetime


def carry_out_due(store: Store, settings: Settings, at: datetime) -> tuple[int, int]:
    """Everything that two people agreed to and whose days of grace are over; done and waiting."""
    with reading_as_casework() as session:
        waiting = list(session.exec(_due(at)))
    done = sum(carry_out(each, store, settings, at) for each in waiting)
    return done, len(waiting) - done


def _due(at: datetime) -> SelectOfScalar[UUID]:
    over = col(Disposal.waits_until) < local_day(at)
    return (
        select(Disposal.id)
        .where(col(Disposal.stopped_at).is_(None), col(Disposal.certified_at).is_(None))
        .where(or_(col(Disposal.begun_at).is_not(None), over))
        .order_by(col(Disposal.approved_at))
    )


def carry_out(disposal_id: UUID, store: Store, settings: Settings, at: datetime) -> bool:
    """Carry one deletion on to its certificate; whether it is certified now.

    What refuses or fails is kept with it and tried again the next time.
    """
    with reading_as_casework() as session:
        row = session.get_one(Disposal, disposal_id)
        work = Work(row.id, row.case_id, row.manifest_hash, store, settings, at)
    if not _begun(work):
        return False
    try:
        for step in (_destroy_key, _remove_files, _delete_rows, _verify, _certify):
            step(work)
    except CaseworkError as failed:
        says = str(failed)
        _keep(work, lambda row: setattr(row, "failed", says))
        log.error("a deletion waits", exc_info=failed)
        return False
    return True


def _keep(work: Work, change: Callable[[Disposal], None]) -> None:
    with as_casework() as session:
        change(session.get_one(Disposal, work.id, with_for_update=True))


def _row(session: Session, work: Work) -> Disposal:
    return session.get_one(Disposal, work.id, with_for_update=True)


def _begun(work: Work) -> bool:
    """Under the lock of the case, which every act takes first, look at everything again."""
    with as_casework() as session:
        locked = select(Case).where(Case.id == work.case_id).with_for_update()
        case = session.exec(locked).one()
        row = _row(session, work)
        if row.begun_at:
            return True
        refused = why_not(session, case, row, work.settings, work.at)
        if refused:
            row.failed = refused.says
            if refused.for_good:
                row.stopped_at, row.why_stopped = work.at, refused.says
            return False
        row.begun_at, row.failed = work.at, None
        case.disposing_since = work.at
        told = DisposalBegun(code=row.code, manifest_hash=row.manifest_hash)
        journal.append(session, case.id, CASEWORK, told, work.at)
    return True


def _destroy_key(work: Work) -> None:
    """Once the journal that says so is signed. From here on it only goes on."""
    with reading_as_casework() as session:
        row = session.get_one(Disposal, work.id)
        agreed = row.model_dump_json(include=AGREED)
        if row.key_destroyed_at:
            return
    if watch(work.settings, work.at, at_once=True):
        raise CaseworkError(NOT_SIGNED)
    stone = destroy_for_good(Tombstone(work.case_id, work.at, agreed))
    bury(work.settings, stone)
    _keep(work, lambda row: setattr(row, "key_destroyed_at", stone.destroyed_at))


def _names(work: Work) -> list[str]:
    return [each.name for each in work.store.held() if holder_of(each.name) == work.case_id]


def _remove_files(work: Work) -> None:
    """Originals, copies made of them, packs, parts of packs, letters, exports: all it holds."""
    for name in _names(work):
        work.store.remove(name)


def _delete_rows(work: Work) -> None:
    with as_casework() as session:
        row = _row(session, work)
        if row.rows_gone_at:
            return
        told = CaseDisposed(code=row.code, manifest_hash=row.manifest_hash)
        journal.append(session, work.case_id, CASEWORK, told, work.at)
        row.rows_gone_at, row.failed = work.at, None
        session.flush()
        session.execute(_DISPOSE, {"case": work.case_id})


def _verify(work: Work) -> None:
    """Look for anything that is left: the key, files, rows, words of the journal."""
    found = has_key(work.case_id) or bool(_names(work))
    with as_casework() as session:
        row = _row(session, work)
        if found or not nothing_left(session, work.case_id):
            raise CaseworkError(LEFT)
        row.verified_at, row.failed = row.verified_at or work.at, None


def _certify(work: Work) -> None:
    with as_casework() as session:
        row = _row(session, work)
        if row.certified_at is None:
            certify(session, row, work.settings, work.at)
