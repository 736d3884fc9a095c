"""What the tables hold about one case: read whole and once, and not at all where there is nothing.

Most tables hold nothing of most cases. While a page is read, PostgreSQL is asked once which do.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar, Protocol, TypeVar, cast
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy import select as select_columns
from sqlmodel import Session

from casework.database.whose import answers_kept, asked_once

NOTHING_IN = "(SELECT tables_without(:case_id))"
_NOTHING_IN = text(f"SELECT {NOTHING_IN}")


class OfCase(Protocol):
    """A table whose every row belongs to one case."""

    __tablename__: ClassVar[Any]
    case_id: Any


Row = TypeVar("Row", bound=OfCase)


def rows_of(session: Session, kind: type[Row], case_id: UUID) -> list[Row]:
    """All that a table holds about a case, as far as the session sees it, in no order."""
    if not may_hold(session, kind, case_id):
        return []
    asked = {"case_id": case_id}
    return list(
        asked_once(
            session,
            (kind, case_id),
            lambda: cast("tuple[Row, ...]", (*session.scalars(_every(kind), asked),)),
        )
    )


@cache
def _every(kind: type[OfCase]) -> Any:
    """One statement, built once for each table."""
    return select_columns(cast("Any", kind)).where(kind.case_id == bindparam("case_id"))


def may_hold(session: Session, kind: type[OfCase], case_id: UUID) -> bool:
    """Whether a table may hold anything of a case: false only where it is known that it does not.

    That is known in a transaction that only reads, once the session has worked on the case.
    """
    kept = answers_kept(session)
    if kept is None:
        return True
    what = (may_hold, case_id)
    if what not in kept:
        if case_id not in session.info.get("working", ()):
            return True
        note_empty(session, case_id, session.scalar(_NOTHING_IN, {"case_id": case_id}))
    return kind.__tablename__ not in kept[what]


def note_empty(session: Session, case_id: UUID, tables: Iterable[str]) -> None:
    """Keep which tables hold nothing of a case; NOTHING_IN asks it among other questions."""
    if (kept := answers_kept(session)) is not None:
        kept[may_hold, case_id] = frozenset(tables)
