"""Which cases somebody may see: the one condition that every list of cases shares.

The condition asks the access matrix as row-level security does, so a list reads as Casework itself
(`every_case`): asking once is enough.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Uuid, all_, any_, bindparam, cast, func, text
from sqlalchemy import literal_column as written
from sqlmodel import Session, col, select

from casework.access import Action, Actor, Role
from casework.cases.models import Appointment, Case
from casework.database.whose import asked_once, keep_answer

_OPEN_CASES = text("SELECT ARRAY(SELECT cases_of(:me, 'a02', still_open => true))::text")


def for_whom(session: Session, actor: Actor) -> dict[str, UUID | str]:
    """What a statement with one of these conditions is executed with: whose list it is.

    The person's open cases are asked for once in a page that lists them several times. They go to
    and fro as PostgreSQL writes them: nothing here reads them.
    """
    me = {"me": actor.id}
    with _whoever_reads(session):
        seen = asked_once(session, _open(actor), lambda: session.scalar(_OPEN_CASES, me))
    return {"me": actor.id, "open_cases": str(seen)}


def note_open_cases(session: Session, actor: Actor, seen: str) -> None:
    """Keep what another question answered besides."""
    with _whoever_reads(session):
        keep_answer(session, _open(actor), seen)


@contextmanager
def _whoever_reads(session: Session) -> Iterator[None]:
    """The answer is the same for Casework itself, as which lists read, and for the person."""
    before = session.info.get("as_system", False)
    session.info["as_system"] = True
    try:
        yield
    finally:
        session.info["as_system"] = before


def _open(actor: Actor) -> str:
    return f"open {actor.id}"


def theirs(action: Action, lowest: str = "A", *, still_open: bool = False) -> ColumnElement[bool]:
    """A case that shows this person so much, by the matrix as PostgreSQL reads it."""
    asked = func.cases_of(bindparam("me"), action.value, lowest, still_open)
    return _one_of(select(asked.column_valued("seen")))


def _one_of(cases: Any) -> ColumnElement[bool]:
    """An array, not IN (SELECT …): PostgreSQL overrates how many there are, and would join every
    open case of the trust to find the few of one person."""
    found: Any = func.array(cases.scalar_subquery())
    return col(Case.id) == any_(found)


_ACCOMPANIED: Any = func.array(
    select(Appointment.case_id)
    .where(
        Appointment.person_id == bindparam("me"),
        Appointment.role == Role.COMPANION,
        col(Appointment.ended_at).is_(None),
    )
    .scalar_subquery()
)
# The employee and their companion have a page of their own instead.
WORKED_ON: ColumnElement[bool] = (col(Case.id) != all_(_ACCOMPANIED)) & col(
    Case.employee_id
).is_distinct_from(bindparam("me"))
_TOLD: Any = cast(bindparam("open_cases"), ARRAY(Uuid))

# A case they may see and work on.
VISIBLE: ColumnElement[bool] = (
    theirs(Action.VIEW_HEADER) & WORKED_ON & col(Case.disposing_since).is_(None)
)

# The same, of the cases that are not closed. Written out, not bound: a prepared statement cannot
# use the index of open cases for a parameter.
VISIBLE_AND_OPEN: ColumnElement[bool] = (
    _one_of(select(func.unnest(_TOLD).column_valued("seen")))
    & WORKED_ON
    & (col(Case.stage) != written("'closed'"))
)
