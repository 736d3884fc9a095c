"""Closing an academy for some days: first the clocks that would have counted them, then the days.

A day that is set stays set: a stored deadline is what a letter said, or what somebody works to. It
is extended by hand, with a reason, on the page of its case. What starts later counts the new days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, col, select

from casework import journal
from casework.access import Action, Actor, TrustPermission, Verdict, require_in_trust
from casework.case_file.sight import is_theirs
from casework.cases.clocks import Unit, clock_of, task_of
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.cases.standing import standings_of
from casework.database.whose import every_case
from casework.errors import OutOfDate, WrongAnswer
from casework.journal import Event
from casework.people.academies import academy_with
from casework.people.closed_days import ClosedDaysRefused, Span, checked, working_days_of
from casework.people.models import Academy, AcademyClosure
from casework.people.queries import closures
from casework.working_days import add_working_days, working_days_between

SEEN_ANOTHER = "Something changed since this was shown. Look at it again"
A_CLOCK = "A day of this case"
NOTHING_NEW = "Each of these is a weekend, a bank holiday, or closed already"


class DaysClosed(Event):
    academies: list[str]
    days: int
    first: date
    last: date
    clocks_shown: int

    def sentence(self) -> str:
        many = "1 day" if self.days == 1 else f"{self.days} days"
        where = ", ".join(self.academies)
        since = f"{self.first:%-d %B %Y} to {self.last:%-d %B %Y}"
        return f"closed {where} for {many} between {since}"


class DayOpened(Event):
    academy: str
    day: date

    def sentence(self) -> str:
        return f"recorded that {self.academy} is open on {self.day:%-d %B %Y}"


class CloseDays(BaseModel):
    """Say on which days academies are closed. It may lengthen a period, never shorten one."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    permission: ClassVar = TrustPermission.MANAGE_TIMESCALES

    academies: list[UUID] = Field(min_length=1, title="at least one academy")
    spans: list[Span] = Field(min_length=1, max_length=200, title="the days")


@dataclass(frozen=True)
class Passed:
    """A clock that runs over a closed day: its day stays, and what it would be if counted now."""

    reference: str
    academy: str
    says: str
    due_on: date
    would_be: date


@dataclass(frozen=True)
class WouldClose:
    """What closing these days would do; `seen` names just this."""

    academies: list[Academy]
    days: dict[date, str]
    new: int
    over: list[Passed]

    @property
    def seen(self) -> str:
        told = [sorted(str(each.id) for each in self.academies), sorted(map(str, self.days))]
        told.append(sorted(f"{each.reference} {each.says} {each.due_on}" for each in self.over))
        return sha256(repr(told).encode()).hexdigest()


def would_close(session: Session, actor: Actor, asked: CloseDays) -> WouldClose:
    """What it would do, and the clocks that would count otherwise. Nothing is kept.

    Only cases that this person may know of: of the others not even how many there are.

    Raises:
        NotPermitted, NotFound: the actor may not, or there is no such academy.
        WrongAnswer: the days make no sense, or none of them is new.
    """
    require_in_trust(actor, CloseDays.permission)
    where = [academy_with(session, each) for each in dict.fromkeys(asked.academies)]
    try:
        days = working_days_of(checked(asked.spans))
    except ClosedDaysRefused as wrong:
        raise WrongAnswer({"spans": "; ".join(wrong.problems)}) from wrong
    fresh = {each.id: set(days) - closures(session, each.id) for each in where}
    new = sum(len(each) for each in fresh.values())
    if not new:
        raise WrongAnswer({"spans": NOTHING_NEW})
    return WouldClose(where, days, new, _over(session, actor, where, fresh))


def close_days(
    session: Session, actor: Actor, asked: CloseDays, seen: str, at: datetime
) -> DaysClosed:
    """Close the days that were shown.

    Raises:
        NotPermitted, NotFound, WrongAnswer: as `would_close` does.
        OutOfDate: what it would do is no longer what was shown.
    """
    would = would_close(session, actor, asked)
    if seen != would.seen:
        raise OutOfDate(SEEN_ANOTHER, {})
    for academy in would.academies:
        known = closures(session, academy.id)
        session.add_all(
            AcademyClosure(academy_id=academy.id, day=day, says=says)
            for day, says in would.days.items()
            if day not in known
        )
    session.flush()
    event = DaysClosed(
        academies=[each.name for each in would.academies],
        days=len(would.days),
        first=min(would.days),
        last=max(would.days),
        clocks_shown=len(would.over),
    )
    journal.append(session, None, actor, event, at)
    return event


def open_day(
    session: Session, actor: Actor, academy_id: UUID, day: date, at: datetime
) -> DayOpened:
    """Take a closed day back. Days that are set stay; what starts later counts it again.

    Raises:
        NotPermitted, NotFound: the actor may not, or there is no such academy.
        WrongAnswer: it is not closed that day.
    """
    require_in_trust(actor, CloseDays.permission)
    academy = academy_with(session, academy_id)
    kept = session.get(AcademyClosure, (academy.id, day))
    if kept is None:
        raise WrongAnswer({"day": "It is not closed that day"})
    session.delete(kept)
    session.flush()
    event = DayOpened(academy=academy.name, day=day)
    journal.append(session, None, actor, event, at)
    return event


def closed_days(session: Session, academy_id: UUID) -> list[AcademyClosure]:
    """The days an academy is closed beyond weekends and bank holidays, the latest first."""
    wanted = select(AcademyClosure).where(AcademyClosure.academy_id == academy_id)
    return list(session.exec(wanted.order_by(col(AcademyClosure.day).desc())))


def _over(
    session: Session, actor: Actor, where: list[Academy], fresh: Mapping[UUID, set[date]]
) -> list[Passed]:
    found = [
        (case, deadline, would)
        for case, deadline in _running(session, [each.id for each in where])
        if (would := _would_be(session, case, deadline, fresh[case.academy_id])) != deadline.due_on
    ]
    standings = standings_of(session, actor, list({case.reference for case, *_ in found}))
    names = {each.id: each.name for each in where}
    told = []
    for case, deadline, would in found:
        standing = standings.get(case.reference)
        if standing is None or not standing.knows or is_theirs(standing):
            continue
        whole = standing.verdict(Action.VIEW_HEADER) is Verdict.ALLOWED
        says = task_of(deadline.kind) if whole else A_CLOCK
        where_it_is = names[case.academy_id]
        told.append(Passed(case.reference, where_it_is, says, deadline.due_on, would))
    return sorted(told, key=lambda each: (each.due_on, each.reference))


def _running(session: Session, academy_ids: Iterable[UUID]) -> list[tuple[Case, Deadline]]:
    wanted = (
        select(Case, Deadline)
        .join(Deadline, col(Deadline.case_id) == Case.id)
        .where(
            col(Case.academy_id).in_(list(academy_ids)),
            col(Case.stage) != Stage.CLOSED,
            col(Deadline.met_at).is_(None),
            col(Deadline.paused_on).is_(None),
        )
    )
    with every_case(session):  # the matrix decides on each before anything of it is told
        return [(case, deadline) for case, deadline in session.exec(wanted)]


def _would_be(session: Session, case: Case, deadline: Deadline, fresh: set[date]) -> date:
    """The day it would be if as many working days were counted with the new ones closed."""
    clock = clock_of(deadline.kind)
    counted = deadline.counted
    if counted.get("unit") != Unit.WORKING_DAYS or (clock and not clock.closures):
        return deadline.due_on
    start = date.fromisoformat(str(counted["counted_from"]))
    first, last = sorted((start, deadline.due_on))
    if not any(first <= day <= last for day in fresh):
        return deadline.due_on
    closed = closures(session, case.academy_id)
    days = working_days_between(start, deadline.due_on, closed)
    return add_working_days(start, days, closed | fresh)
