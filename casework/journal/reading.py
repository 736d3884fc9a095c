"""Reading the journal: what was done, and apart from it who looked."""

from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from casework.database.ahead import table_of
from casework.database.whose import asked_once, keep_answer
from casework.journal.looking import LOOKING, Refused
from casework.journal.record import JournalEntry

OPENING = "EvidenceOpened"  # an act that is also a look
# Payloads have one spelling, in which a quotation mark of somebody's words is escaped.
SORTS: dict[str, tuple[str, ...]] = {
    "views": ('"how":"viewed"', '"handling":"viewed"'),
    "downloads": ('"how":"downloaded"', '"how":"exported"', '"handling":"downloaded"'),
    "prints": ('"how":"printed"',),
    "refusals": (),
}
_IS_AN_ACT = col(JournalEntry.kind).not_in(LOOKING)


def _chain(case_id: UUID | None) -> Any:
    column = col(JournalEntry.case_id)
    return column.is_(None) if case_id is None else column == case_id


def entries(
    session: Session, case_id: UUID | None, most: int | None = None, before: int | None = None
) -> list[JournalEntry]:
    """The newest acts of one chain first, or those older than the number `before`."""
    if before is not None:
        return _newest(session, case_id, _IS_AN_ACT, most, before)
    asked = partial(_newest, session, case_id, _IS_AN_ACT, most)
    return asked_once(session, (entries, case_id, most), asked)


# The same for a page that asks it among other questions.
_ENTRY = table_of(JournalEntry)
NEWEST = (
    f"(SELECT json_agg({_ENTRY.row} ORDER BY t.number DESC) FROM (SELECT * FROM journal "
    f"WHERE case_id = :case_id AND kind NOT IN ({', '.join(map(repr, sorted(LOOKING)))}) "
    "ORDER BY number DESC LIMIT :most) t)"
)


def note_newest(session: Session, case_id: UUID, most: int, told: list[Any] | None) -> None:
    """Keep what NEWEST answered, for whom the session looks now."""
    made = [_ENTRY.made(session, each) for each in told or ()]
    keep_answer(session, (entries, case_id, most), made)


def looks(
    session: Session,
    case_id: UUID | None,
    most: int | None = None,
    before: int | None = None,
    only: str = "",
) -> list[JournalEntry]:
    """Who looked, searched or was refused, the newest first; `only` one of SORTS."""
    wanted: ColumnElement[bool] = col(JournalEntry.kind).in_((*LOOKING, OPENING))
    if only == "refusals":
        wanted = col(JournalEntry.kind) == Refused.__name__
    elif only:
        told = [col(JournalEntry.payload).contains(each) for each in SORTS[only]]
        wanted = and_(wanted, or_(*told))
    return _newest(session, case_id, wanted, most, before)


def _newest(
    session: Session,
    case_id: UUID | None,
    wanted: Any,
    most: int | None,
    before: int | None = None,
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


def of_kind(session: Session, case_id: UUID, kind: str) -> list[JournalEntry]:
    """Every entry of a kind on the chain of a case, the earliest first."""
    wanted = select(JournalEntry).where(_chain(case_id), JournalEntry.kind == kind)
    return list(session.exec(wanted.order_by(col(JournalEntry.number))))


def newest_of(session: Session, kind: str) -> JournalEntry | None:
    """The last entry of a kind on the chain of the trust."""
    wanted = select(JournalEntry).where(_chain(None), JournalEntry.kind == kind)
    return session.exec(wanted.order_by(col(JournalEntry.number).desc()).limit(1)).first()
