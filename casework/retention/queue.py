"""The queue: which closed cases are due, or soon will be, for whoever decides about them.

Read from what the last night worked out. The matrix decides on each case before it is told of, so
nobody finds a case here that concerns them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, exists
from sqlmodel import Session, col, func, select

from casework.access import Action, Actor, TrustPermission, TrustRole, Verdict, require_in_trust
from casework.cases.models import Appointment, Case
from casework.cases.standing import standings_of
from casework.database.whose import every_case
from casework.people.models import Academy
from casework.retention.holds import Held, holds_on
from casework.retention.models import Disposal, DueDate
from casework.retention.schedule import SCHEDULE

PAGE, SOON = 50, timedelta(days=30)
OF_ALL = frozenset({TrustRole.HR_DIRECTOR, TrustRole.DPO, TrustRole.RECORDS_OFFICER})


class Show(StrEnum):
    """Which part of the queue is shown."""

    DUE = "due"
    SOON = "soon"
    UNKNOWN = "unknown"
    AGREED = "agreed"

    @property
    def label(self) -> str:
        return {
            Show.DUE: "Due now",
            Show.SOON: "Due in 30 days",
            Show.UNKNOWN: "A day is missing",
            Show.AGREED: "Proposed or agreed",
        }[self]


@dataclass(frozen=True)
class Row:
    """One case of the queue: when it is due and why, what holds it, and how far two people are."""

    reference: str
    academy: str
    ending: str
    code: str | None
    due_on: date | None
    waits_for: str | None
    holds: list[Held]
    approvals: int
    waits_until: date | None
    begun: bool
    today: date

    @property
    def is_held(self) -> bool:
        """Whether somebody put a hold on it, beside what its own state says."""
        return any(each.set_here for each in self.holds)

    @property
    def far(self) -> str:
        """How far off its day is."""
        days = (self.due_on - self.today).days if self.due_on else 0
        told = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
        return "today" if not days else f"in {told}" if days > 0 else f"{told} ago"

    @property
    def edge(self) -> str:
        """Red when it is past, amber today: the words say it too."""
        if self.due_on is None or self.due_on > self.today:
            return ""
        return "late" if self.due_on < self.today else "soon"

    @property
    def rule(self) -> str:
        return f"{SCHEDULE[self.code].record}, {self.code}" if self.code else "No rule fits"

    @property
    def proposed(self) -> str:
        """What comes next, in words."""
        if self.begun:
            return "Being deleted"
        if self.waits_until:
            return f"Deleted after {self.waits_until:%-d %b %Y}"
        if self.holds:
            return "Keep"
        return SCHEDULE[self.code].action.label if self.code else "Somebody has to look"


@dataclass(frozen=True)
class Queue:
    """One page of it, the earliest day first, and where the next begins when there is more."""

    rows: list[Row]
    after: str


def queue(
    session: Session,
    actor: Actor,
    today: date,
    shown: Show = Show.DUE,
    after: str = "",
    *,
    most: int = PAGE,
) -> Queue:
    """One page of the queue, or its first few.

    Raises:
        NotPermitted: they have no part in what is kept and deleted.
    """
    require_in_trust(actor, TrustPermission.REVIEW_RETENTION)
    found: list[tuple[Case, DueDate, str, Disposal | None]] = []
    key = after
    while len(found) <= most:
        with every_case(session):  # the matrix decides on each before anything of it is told
            rows: list[Any] = [
                tuple(row) for row in session.execute(_wanted(actor, today, shown, key, most + 1))
            ]
        seen = _theirs(session, actor, [row[0].reference for row in rows])
        found += [row for row in rows if row[0].reference in seen]
        if len(rows) <= most:
            break
        key = _key(rows[-1])
    more, found = len(found) > most, found[:most]
    with every_case(session):
        holds = holds_on(session, [case.id for case, *_ in found], today)
        told = [_row(*each, holds[each[0].id], today) for each in found]
    return Queue(told, _key(found[-1]) if more else "")


def how_many(session: Session, actor: Actor, today: date) -> dict[Show, int]:
    """How many there are of each kind, for whoever may see all of them."""
    if actor.roles.isdisjoint(OF_ALL):
        return {}
    with every_case(session):
        return {
            each: session.exec(
                select(func.count()).select_from(_wanted(actor, today, each, "", None).subquery())
            ).one()
            for each in Show
        }


def _wanted(
    actor: Actor, today: date, shown: Show, after: str, most: int | None = PAGE + 1
) -> Select[Any]:
    under_way = (col(Disposal.case_id) == Case.id) & col(Disposal.stopped_at).is_(None)
    wanted: Any = (
        select(Case, DueDate, Academy.name, Disposal)
        .join(DueDate, col(DueDate.case_id) == Case.id)
        .join(Academy, col(Academy.id) == Case.academy_id)
        .join(Disposal, under_way, isouter=True)
        .where(col(Case.disposing_since).is_(None))
    )
    due = col(DueDate.due_on)
    wanted = {
        Show.DUE: wanted.where(due <= today),
        Show.SOON: wanted.where(due > today, due <= today + SOON),
        Show.UNKNOWN: wanted.where(due.is_(None)),
        Show.AGREED: wanted.where(col(Disposal.id).is_not(None)),
    }[shown]
    if actor.roles.isdisjoint(OF_ALL):
        mine = (col(Appointment.case_id) == Case.id) & (Appointment.person_id == actor.id)
        wanted = wanted.where(exists().where(mine, col(Appointment.ended_at).is_(None)))
    key = func.coalesce(func.to_char(due, "YYYY-MM-DD"), "-") + " " + col(Case.reference)
    if after:
        wanted = wanted.where(key > after)
    return wanted.order_by(key).limit(most) if most else wanted  # type: ignore[no-any-return]


def _key(row: tuple[Case, DueDate, str, Disposal | None]) -> str:
    day = row[1].due_on
    return f"{day.isoformat() if day else '-'} {row[0].reference}"


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
