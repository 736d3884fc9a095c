"""Carrying out what two people agreed to destroy: one step after another, each done again safely.

Each step is its own transaction. What stands in the way is kept with it and tried again the next
time; until it has begun it can still be stopped.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from sqlmodel import Session, col, or_, select

from casework import journal
from casework.access import CASEWORK
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.errors import CaseworkError
from casework.journal import Event
from casework.journal.watching import watch
from casework.keys.tombstones import Tombstone, destroy_for_good
from casework.retention.beginning import Refusal
from casework.retention.ledger import bury
from casework.retention.models import Disposal
from casework.retention.weeding_models import Weeding
from casework.settings import Settings
from casework.storage import Store
from casework.working_days import local_day

Agreed = TypeVar("Agreed", Disposal, Weeding)

log = logging.getLogger("casework.retention")
NOT_SIGNED = "The journal cannot be signed now, so nothing is destroyed"
LEFT = "Something of it was found again: look at it before anything else"


@dataclass(frozen=True)
class Work(Generic[Agreed]):
    """One destruction on its way: of what, of which case, with which store, and when it is."""

    of: type[Agreed]
    id: UUID
    case_id: UUID
    store: Store
    settings: Settings
    at: datetime

    def row(self, session: Session) -> Agreed:
        return session.get_one(self.of, self.id, with_for_update=True)

    def case(self, session: Session) -> Case:
        """The case under its lock, which every act takes first."""
        return session.exec(select(Case).where(Case.id == self.case_id).with_for_update()).one()

    def keep(self, change: Callable[[Agreed], None]) -> None:
        with as_casework() as session:
            change(self.row(session))


Step = Callable[[Work[Agreed]], None]
WhyNot = Callable[[Session, Case, Agreed, Work[Agreed]], Refusal | None]
Begin = Callable[[Session, Case, Agreed], Event]


def carried_out_due(of: type[Agreed], one: Callable[[UUID], bool], at: datetime) -> tuple[int, int]:
    """Everything of a kind whose days of grace are over; how many are done, how many wait."""
    over = col(of.waits_until) < local_day(at)
    wanted = (
        select(of.id)
        .where(col(of.stopped_at).is_(None), col(of.certified_at).is_(None))
        .where(or_(col(of.begun_at).is_not(None), over))
        .order_by(col(of.approved_at))
    )
    with reading_as_casework() as session:
        waiting = list(session.exec(wanted))
    done = sum(one(each) for each in waiting)
    return done, len(waiting) - done


def carried_out(work: Work[Agreed], steps: Sequence[Step[Agreed]]) -> bool:
    """Carry one on through its steps; whether it came to the end."""
    try:
        for step in steps:
            step(work)
    except CaseworkError as failed:
        says = str(failed)
        work.keep(lambda row: setattr(row, "failed", says))
        log.error("a deletion or weeding waits", exc_info=failed)
        return False
    return True


def has_begun(work: Work[Agreed], why_not: WhyNot[Agreed], begin: Begin[Agreed]) -> bool:
    """Under the lock of the case look at everything again; whether it has begun now."""
    with as_casework() as session:
        case, row = work.case(session), work.row(session)
        if row.begun_at:
            return True
        if refused := why_not(session, case, row, work):
            row.failed = refused.says
            if refused.for_good:
                row.stopped_at, row.why_stopped = work.at, refused.says
            return False
        row.begun_at, row.failed = work.at, None
        journal.append(session, case.id, CASEWORK, begin(session, case, row), work.at)
    return True


def tell_outside(work: Work[Agreed], of: UUID, agreed: str) -> datetime:
    """Write outside the database what goes, once the journal is signed; the moment it was written.

    Raises:
        CaseworkError: the journal cannot be signed now.
    """
    if watch(work.settings, work.at, at_once=True):
        raise CaseworkError(NOT_SIGNED)
    stone = destroy_for_good(Tombstone(of, work.at, agreed))
    bury(work.settings, stone)
    return stone.destroyed_at
