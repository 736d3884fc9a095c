"""The queue: which closed cases are due, or soon will be, for whoever decides about them.

Read from what the last night worked out. The matrix decides on each case before it is told of, so
nobody finds a case here that concerns them.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, literal, tuple_
from sqlmodel import Session, col, func, select

from casework.access import Action, Actor, TrustPermission, TrustRole, Verdict, require_in_trust
from casework.cases.models import Appointment, Case
from casework.cases.standing import standings_of
from casework.database.whose import every_case
from casework.people.models import Academy
from casework.retention.holds import Held, holds_on
from casework.retention.models import Disposal, DueDate
from casework.retention.queued import Row, Show

PAGE, SOON = 50, timedelta(days=30)
NO_DAY = date(1, 1, 1)  # what has no day yet comes first
OF_ALL = frozenset({TrustRole.HR_DIRECTOR, TrustRole.DPO, TrustRole.RECORDS_OFFICER})


@dataclass(frozen=True)
class Turned:
    """What the queue is narrowed to, which way it is read, and how much of it at once."""

    shown: Show = Show.DUE
    academy_id: UUID | None = None
    code: str = ""
    held: bool = False
    backwards: bool = False
    key: str = ""
    most: int = PAGE


@dataclass(frozen=True)
class Queue:
    """One page of it as it was read, the key of each row, and whether there is more."""

    rows: list[Row]
    keys: list[str]
    more: bool

    @property
    def after(self) -> str:
        """Where the next page begins when there is more."""
        return self.keys[-1] if self.more else ""


Found = tuple[Case, DueDate, str, Disposal | None]


def queue(
    session: Session,
    actor: Actor,
    today: date,
    shown: Show = Show.DUE,
    after: str = "",
    *,
    most: int = PAGE,
) -> Queue:
    """One page of the queue or its first few, the earliest day first.

    Raises:
        NotPermitted: they have no part in what is kept and deleted.
    """
    return turned(session, actor, today, Turned(shown=shown, key=after, most=most))


def turned(session: Session, actor: Actor, today: date, wanted: Turned) -> Queue:
    """One page of the queue as it is asked for.

    Raises:
        NotPermitted: they have no part in what is kept and deleted.
    """
    found = _found(session, actor, today, wanted)
    more, found = len(found) > wanted.most, found[: wanted.most]
    with every_case(session):
        holds = holds_on(session, [case.id for case, *_ in found], today)
        told = [_row(*each, holds[each[0].id], today) for each in found]
    return Queue(told, [_key(each) for each in found], more)


def counted(session: Session, actor: Actor, today: date, wanted: Turned, most: int) -> int:
    """How many there are for this person, one more than `most` when there are more."""
    first = replace(wanted, key="", backwards=False, most=most)
    return len(_found(session, actor, today, first)[: most + 1])


def _found(session: Session, actor: Actor, today: date, wanted: Turned) -> list[Found]:
    """One more than a page, each of which is theirs to decide on."""
    require_in_trust(actor, TrustPermission.REVIEW_RETENTION)
    found: list[Found] = []
    while len(found) <= wanted.most:
        with every_case(session):  # the matrix decides on each before anything of it is told
            rows: list[Any] = [tuple(row) for row in session.execute(_wanted(actor, today, wanted))]
        seen = _theirs(session, actor, [row[0].reference for row in rows])
        found += [row for row in rows if row[0].reference in seen]
        if len(rows) <= wanted.most:
            break
        wanted = replace(wanted, key=_key(rows[-1]))
    return found


def _wanted(actor: Actor, today: date, wanted: Turned) -> Select[Any]:
    under_way = (col(Disposal.case_id) == Case.id) & col(Disposal.stopped_at).is_(None)
    asked: Any = (
        select(Case, DueDate, Academy.name, Disposal)
        .join(DueDate, col(DueDate.case_id) == Case.id)
        .join(Academy, col(Academy.id) == Case.academy_id)
        .join(Disposal, under_way, isouter=True)
        .where(col(Case.disposing_since).is_(None), *_narrowed(wanted))
    )
    due = col(DueDate.due_on)
    asked = {
        Show.DUE: asked.where(due <= today),
        Show.SOON: asked.where(due > today, due <= today + SOON),
        Show.UNKNOWN: asked.where(due.is_(None)),
        Show.AGREED: asked.where(col(Disposal.id).is_not(None)),
    }[wanted.shown]
    if actor.roles.isdisjoint(OF_ALL):
        mine = (col(Appointment.case_id) == Case.id) & (Appointment.person_id == actor.id)
        asked = asked.where(exists().where(mine, col(Appointment.ended_at).is_(None)))
    # Where every row has a day, the index of days finds the page.
    by: Any = due if wanted.shown in {Show.DUE, Show.SOON} else func.coalesce(due, NO_DAY)
    there, here = tuple_(by, col(Case.reference)), _read_key(wanted.key)
    if here is not None:
        asked = asked.where(there < here if wanted.backwards else there > here)
    order = (by.desc(), col(Case.reference).desc()) if wanted.backwards else (by, Case.reference)
    return asked.order_by(*order).limit(wanted.most + 1)  # type: ignore[no-any-return]


def _narrowed(wanted: Turned) -> list[Any]:
    told: list[Any] = []
    if wanted.academy_id:
        told.append(col(Case.academy_id) == wanted.academy_id)
    if wanted.code:
        told.append(DueDate.code == wanted.code)
    if wanted.held:
        told.append(col(Case.held_since).is_not(None))
    return told


def _key(row: Found) -> str:
    """Where a row is in the queue, as an address holds it."""
    return f"{row[1].due_on or NO_DAY}~{row[0].reference}"


def _read_key(key: str) -> Any:
    """What a key says; nothing when it is blank, or was never one of ours."""
    day, between, reference = key.partition("~")
    try:
        return tuple_(literal(date.fromisoformat(day)), literal(reference)) if between else None
    except ValueError:
        return None


def _theirs(session: Session, actor: Actor, references: list[str]) -> set[str]:
    standings = standings_of(session, actor, references)
    return {
        reference
        for reference, standing in standings.items()
        if standing.knows and standing.verdict(Action.SET_HOLD) is Verdict.ALLOWED
    }


def _row(
    case: Case,
    due: DueDate,
    academy: str,
    disposal: Disposal | None,
    holds: list[Held],
    today: date,
) -> Row:
    agreed = 0 if disposal is None else 1 if disposal.approved_at is None else 2
    return Row(
        reference=case.reference,
        academy=academy,
        ending=case.ending.label if case.ending else "",
        code=due.code,
        due_on=due.due_on,
        waits_for=due.waits_for,
        holds=holds,
        approvals=agreed,
        waits_until=disposal.waits_until if disposal else None,
        begun=disposal is not None and disposal.begun_at is not None,
        today=today,
    )
