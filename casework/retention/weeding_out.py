"""Carrying out a weeding, step by step. Each step is its own transaction and may be done again.

Each file has a key of its own, which stands in its head, wrapped by the case's: with the file, its
key is destroyed, and nothing else of the case. Until it is written down outside the database that
it goes it can be broken off; after that it only goes on.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from casework import journal
from casework.access import CASEWORK
from casework.cases.gateway import Act
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.errors import CaseworkError
from casework.evidence.custody import link
from casework.evidence.models import Capture, Handling
from casework.evidence.seals import Seal, SealedEach
from casework.journal import Event
from casework.retention.agreement import AGREED
from casework.retention.beginning import RESTORED, Refusal, is_restored
from casework.retention.stepwise import (
    LEFT,
    Work,
    carried_out,
    carried_out_due,
    has_begun,
    tell_outside,
)
from casework.retention.weed_certifying import certify_weeding
from casework.retention.weed_reviewing import ids_of, weed_holds
from casework.retention.weeding_models import Weed, Weeding
from casework.retention.weeds import files_of, left_of, manifest_of
from casework.settings import Settings
from casework.storage import Store
from casework.working_days import local_day

NOT_AGREED = "Two people have not agreed, or the days of grace are not over"
CHANGED = "What would go is not what two people agreed to: it is proposed anew"
GOES_WHOLE = "The whole case is being deleted, and these papers with it"
KEPT_OF_IT = AGREED | {"kind", "files", "begun_at"}
_WEED = text("SELECT weed_rows(:weeding)")


class WeedingBegun(Event):
    kind: Weed
    manifest_hash: str

    def sentence(self) -> str:
        return f"began to weed papers: {self.kind.label.lower()}"


class PapersWeeded(Event, SealedEach):
    kind: Weed
    papers: int
    manifest_hash: str

    def sentence(self) -> str:
        count = f"{self.papers} {'paper' if self.papers == 1 else 'papers'}"
        return f"weeded {count}: {self.kind.label.lower()}"


WeedWork = Work[Weeding]


def weed_due(store: Store, settings: Settings, at: datetime) -> tuple[int, int]:
    """Carry out every weeding whose days of grace are over; how many are done, how many wait."""
    return carried_out_due(Weeding, lambda each: weed_out(each, store, settings, at), at)


def weed_out(weeding_id: UUID, store: Store, settings: Settings, at: datetime) -> bool:
    """Carry one weeding on to its certificate; whether it is certified now.

    What refuses or fails is kept with it and tried again the next time.
    """
    with reading_as_casework() as session:
        case_id = session.get_one(Weeding, weeding_id).case_id
    work = Work(Weeding, weeding_id, case_id, store, settings, at)
    steps = (_tell_outside, _delete_rows, _remove_files, _verify, _certify)
    return has_begun(work, _why_not, _begin) and carried_out(work, steps)


def _begin(session: Session, case: Case, row: Weeding) -> WeedingBegun:
    row.files = files_of(session, case.id, row.kind, ids_of(row))
    return WeedingBegun(kind=row.kind, manifest_hash=row.manifest_hash)


def _why_not(session: Session, case: Case, row: Weeding, work: WeedWork) -> Refusal | None:
    """The first reason not to begin, under the lock of the case; none when it may."""
    today = local_day(work.at)
    if row.stopped_at or not row.approved_at or not row.waits_until or row.waits_until >= today:
        return Refusal(NOT_AGREED)
    if case.disposing_since:
        return Refusal(GOES_WHOLE, for_good=True)
    if holds := weed_holds(session, case.id, row.kind, today):
        return Refusal("; ".join(each.sentence for each in holds))
    if manifest_of(session, case.id, row.kind, today, ids_of(row)).hash != row.manifest_hash:
        return Refusal(CHANGED, for_good=True)
    return Refusal(RESTORED) if is_restored(session, work.settings) else None


def _tell_outside(work: WeedWork) -> None:
    """Once the journal that says so is signed. From here on it only goes on."""
    with reading_as_casework() as session:
        row = session.get_one(Weeding, work.id)
        if row.buried_at:
            return
        agreed = row.model_dump_json(include=KEPT_OF_IT)
    buried_at = tell_outside(work, work.id, agreed)
    work.keep(lambda row: setattr(row, "buried_at", buried_at))


def _delete_rows(work: WeedWork) -> None:
    """The words go, and each item’s chain of custody says that it was weeded."""
    with as_casework() as session:
        case, row = work.case(session), work.row(session)
        if row.rows_gone_at:
            return
        ids = ids_of(row)
        seals = _linked(Act(session, case, CASEWORK, work.at), row, ids)
        told = {"kind": row.kind, "papers": len(ids), "manifest_hash": row.manifest_hash}
        event = PapersWeeded.model_validate(told | {"seals": seals})
        journal.append(session, case.id, CASEWORK, event, work.at)
        row.rows_gone_at, row.failed = work.at, None
        session.flush()
        session.execute(_WEED, {"weeding": work.id})


def _linked(act: Act, row: Weeding, ids: list[UUID]) -> dict[str, Seal]:
    if row.kind is not Weed.EVIDENCE:
        return {}
    captures = act.session.exec(select(Capture).where(col(Capture.id).in_(ids))).all()
    why = "Weeded: nobody relied on it"
    return {str(each.id): Seal.of(link(act, each, Handling.DISPOSED, why)) for each in captures}


def _remove_files(work: WeedWork) -> None:
    """Originals and what was made of them; with each file its key goes."""
    with reading_as_casework() as session:
        files = session.get_one(Weeding, work.id).files
    for name in files:
        work.store.remove(name)


def _verify(work: WeedWork) -> None:
    """Look for anything that is left: files, rows, words."""
    with as_casework() as session:
        row = work.row(session)
        gone = set(row.files)
        found = any(each.name in gone for each in work.store.held()) if gone else False
        if found or left_of(session, row.case_id, row.kind, ids_of(row)):
            raise CaseworkError(LEFT)
        row.verified_at, row.failed = row.verified_at or work.at, None


def _certify(work: WeedWork) -> None:
    with as_casework() as session:
        row = work.row(session)
        if row.certified_at is None:
            certify_weeding(session, row, work.settings, work.at)
