"""Reading the journal: what was done, and apart from it who looked."""

from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

from casework.journal.looking import LOOKING
from casework.journal.record import JournalEntry

_IS_AN_ACT = col(JournalEntry.kind).not_in(LOOKING)


def _chain(case_id: UUID | None) -> Any:
    column = col(JournalEntry.case_id)
    return column.is_(None) if case_id is None else column == case_id


def entries(
    session: Session, case_id: UUID | None, most: int | None = None, before: int | None = None
) -> list[JournalEntry]:
    """The newest acts of one chain first, or those older than the number `before`."""
    return _newest(session, case_id, _IS_AN_ACT, most, before)


def looks(
    session: Session, case_id: UUID | None, most: int | None = None, before: int | None = None
) -> list[JournalEntry]:
    """Who looked, searched or was refused, the newest first."""
    return _newest(session, case_id, col(JournalEntry.kind).in_(LOOKING), most, before)


def _newest(
    session: Session, case_id: UUID | None, wanted: Any, most: int | None, before: int | None
) -> list[JournalEntry]:
    newest = select(JournalEntry).where(_chain(case_id), wanted)
    if before is not None:
        newest = newest.where(col(JournalEntry.number) < before)
    return list(session.exec(newest.order_by(col(JournalEntry.number).desc()).limit(most)))


def entry(session: Session, case_id: UUID, number: int) -> JournalEntry | None:
    """One act by its number in the chain of its case."""
    wanted = select(JournalEntry).where(_chain(case_id), JournalEntry.number == number, _IS_AN_ACT)
    return session.exec(wanted).first()


def count(session: Session, case_id: UUID) -> int:
    """How many acts a case has; numbers are higher where people also looked."""
    counted = select(func.count()).select_from(JournalEntry).where(_chain(case_id), _IS_AN_ACT)
    return session.exec(counted).one()


def newest_of(session: Session, kind: str) -> JournalEntry | None:
    """The last entry of a kind on the chain of the trust."""
    wanted = select(JournalEntry).where(_chain(None), JournalEntry.kind == kind)
    return session.exec(wanted.order_by(col(JournalEntry.number).desc()).limit(1)).first()
