"""Carrying out a deletion, step by step. Each step is its own transaction and may be done again.

Before the key is destroyed it can be broken off; after that it only goes on. A certificate is the
last step, and there is none without a verification that found nothing.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from casework import journal
from casework.access import CASEWORK
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.errors import CaseworkError
from casework.journal import Event
from casework.keys.tombstones import has_key
from casework.retention.agreement import AGREED
from casework.retention.beginning import Refusal, why_not
from casework.retention.certifying import certify
from casework.retention.manifest import nothing_left
from casework.retention.models import Disposal
from casework.retention.stepwise import (
    LEFT,
    Work,
    carried_out,
    carried_out_due,
    has_begun,
    tell_outside,
)
from casework.settings import Settings
from casework.storage import Store
from casework.storage.names import holder_of

KEPT_OF_IT = AGREED | {"code", "starts_on", "due_on"}
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


DisposalWork = Work[Disposal]


def carry_out_due(store: Store, settings: Settings, at: datetime) -> tuple[int, int]:
    """Everything that two people agreed to and whose days of grace are over; done and waiting."""
    return carried_out_due(Disposal, lambda each: carry_out(each, store, settings, at), at)


def carry_out(disposal_id: UUID, store: Store, settings: Settings, at: datetime) -> bool:
    """Carry one deletion on to its certificate; whether it is certified now.

    What refuses or fails is kept with it and tried again the next time.
    """
    with reading_as_casework() as session:
        case_id = session.get_one(Disposal, disposal_id).case_id
    work = Work(Disposal, disposal_id, case_id, store, settings, at)
    steps = (_destroy_key, _remove_files, _delete_rows, _verify, _certify)
    return has_begun(work, _why_not, _begin) and carried_out(work, steps)


def _why_not(session: Session, case: Case, row: Disposal, work: DisposalWork) -> Refusal | None:
    return why_not(session, case, row, work.settings, work.at)


def _begin(_: Session, case: Case, row: Disposal) -> DisposalBegun:
    case.disposing_since = row.begun_at
    return DisposalBegun(code=row.code, manifest_hash=row.manifest_hash)


def _destroy_key(work: DisposalWork) -> None:
    """Once the journal that says so is signed. From here on it only goes on."""
    with reading_as_casework() as session:
        row = session.get_one(Disposal, work.id)
        agreed = row.model_dump_json(include=KEPT_OF_IT)
        if row.key_destroyed_at:
            return
    destroyed_at = tell_outside(work, work.case_id, agreed)
    work.keep(lambda row: setattr(row, "key_destroyed_at", destroyed_at))


def _names(work: DisposalWork) -> list[str]:
    return [each.name for each in work.store.held() if holder_of(each.name) == work.case_id]


def _remove_files(work: DisposalWork) -> None:
    """Originals, copies made of them, packs, parts of packs, letters, exports: all it holds."""
    for name in _names(work):
        work.store.remove(name)


def _delete_rows(work: DisposalWork) -> None:
    with as_casework() as session:
        row = work.row(session)
        if row.rows_gone_at:
            return
        told = CaseDisposed(code=row.code, manifest_hash=row.manifest_hash)
        journal.append(session, work.case_id, CASEWORK, told, work.at)
        row.rows_gone_at, row.failed = work.at, None
        session.flush()
        session.execute(_DISPOSE, {"case": work.case_id})


def _verify(work: DisposalWork) -> None:
    """Look for anything that is left: the key, files, rows, words of the journal."""
    found = has_key(work.case_id) or bool(_names(work))
    with as_casework() as session:
        row = work.row(session)
        if found or not nothing_left(session, work.case_id):
            raise CaseworkError(LEFT)
        row.verified_at, row.failed = row.verified_at or work.at, None


def _certify(work: DisposalWork) -> None:
    with as_casework() as session:
        row = work.row(session)
        if row.certified_at is None:
            certify(session, row, work.settings, work.at)
