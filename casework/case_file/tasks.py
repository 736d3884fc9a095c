"""Everything that is due over all of somebody's cases, by day, overdue first."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, or_

from casework.access import Actor
from casework.cases.clocks import CLOCKS, PASSING, task_of
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.cases.visible import VISIBLE_AND_OPEN, for_whom
from casework.database.whose import every_case
from casework.people.models import Academy, Person
from casework.people.queries import known_by_id

PAGE = 50
MOST_IN_A_CALENDAR = 500


@dataclass(frozen=True)
class Wanted:
    """What a list of tasks is narrowed to. Blank means everything; `clock` is the id of one."""

    mine: bool = True
    clock: str = ""
    academy_id: UUID | None = None
    page: int = 1


@dataclass(frozen=True)
class Task:
    """Something due on a case."""

    reference: str
    employee: str
    academy: str
    stage: Stage
    kind: str
    says: str
    due_on: date
    owner: str | None
    mine: bool
    paused: bool
    held: bool

    @property
    def task(self) -> str:
        """What is due, in words that name nobody."""
        return task_of(self.kind)

    @property
    def href(self) -> str:
        """Where it is done: a report that nobody has triaged yet has a page of its own."""
        return f"/{'reports' if self.kind == 'T1' else 'cases'}/{self.reference}"


@dataclass(frozen=True)
class TaskList:
    """One page of tasks, and how many there are in all."""

    rows: list[Task]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


_MINE: ColumnElement[bool] = col(Deadline.owner_id) == bindparam("me")
_OPEN: ColumnElement[bool] = (
    col(Deadline.met_at).is_(None) & col(Deadline.kind).not_in(PASSING) & VISIBLE_AND_OPEN
)
_IN_ORDER = (col(Deadline.due_on), col(Case.reference), col(Deadline.id))


def kinds() -> list[tuple[str, str]]:
    """Every clock by which a list can be narrowed, with what it is."""
    return [(each.id, each.says) for each in CLOCKS.values() if not each.passes]


def tasks_of(session: Session, actor: Actor, wanted: Wanted) -> TaskList:
    """What is due on the person's cases, what is overdue first."""
    with every_case(session):  # each is asked by its person alone
        found = session.execute(_page(wanted), for_whom(session, actor)).all()
    if not found and wanted.page > 1:
        total = tasks_of(session, actor, replace(wanted, page=1)).total
        return TaskList([], total, wanted.page)
    owners = known_by_id(session, {each.owner_id for each in found if each.owner_id})
    names = {each: person.name for each, person in owners.items()}
    rows = [_task(each, names, actor) for each in found]
    return TaskList(rows, found[0].in_all if found else 0, wanted.page)


def _page(wanted: Wanted) -> Any:
    """It picks the deadlines of one page first: only what is shown is put together."""
    picked = (
        select_columns(col(Deadline.id), func.count().over().label("in_all"))
        .join(Case, col(Case.id) == Deadline.case_id)
        .where(*_narrowed(wanted))
        .order_by(*_IN_ORDER)
        .limit(PAGE)
        .offset(PAGE * (wanted.page - 1))
        .subquery()
    )
    return (
        select_columns(
            col(Case.reference),
            (col(Person.given_name) + " " + col(Person.family_name)).label("employee"),
            col(Academy.name).label("academy"),
            col(Case.stage),
            col(Deadline.kind),
            col(Deadline.says),
            col(Deadline.due_on),
            col(Deadline.owner_id),
            col(Deadline.paused_on),
            col(Case.held_since),
            picked.c.in_all,
        )
        .join(picked, picked.c.id == Deadline.id)
        .join(Case, col(Case.id) == Deadline.case_id)
        .join(Academy, col(Academy.id) == Case.academy_id)
        .join(Person, col(Person.id) == Case.employee_id, isouter=True)
        .order_by(*_IN_ORDER)
    )


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    told = [_OPEN]
    if wanted.mine:
        told.append(_MINE)
    if wanted.clock:
        kind = col(Deadline.kind)
        told.append(or_(kind == wanted.clock, kind.startswith(f"{wanted.clock}-")))
    if wanted.academy_id:
        told.append(col(Case.academy_id) == wanted.academy_id)
    return told


def _task(row: Any, names: dict[UUID, str], actor: Actor) -> Task:
    return Task(
        row.reference,
        row.employee or "Not known yet",
        row.academy,
        row.stage,
        row.kind,
        row.says,
        row.due_on,
        names.get(row.owner_id),
        row.owner_id == actor.id,
        row.paused_on is not None,
        row.held_since is not None,
    )


@dataclass(frozen=True)
class Entry:
    """A day in somebody's calendar, or an hour of it: a reference and what is due, no name."""

    id: UUID
    reference: str
    task: str
    on: date
    at: datetime | None = None


def calendar_entries(session: Session, actor: Actor) -> list[Entry]:
    """The person's own open tasks, the earliest first."""
    wanted = (
        select_columns(
            col(Deadline.id),
            col(Case.reference),
            col(Deadline.kind),
            col(Deadline.due_on),
            col(Deadline.due_at),
        )
        .join(Case, col(Case.id) == Deadline.case_id)
        .where(_OPEN, _MINE)
        .order_by(*_IN_ORDER)
        .limit(MOST_IN_A_CALENDAR)
    )
    with every_case(session):  # asked by their person alone
        found = session.execute(wanted, for_whom(session, actor)).all()
    return [
        Entry(each.id, each.reference, task_of(each.kind), each.due_on, each.due_at)
        for each in found
    ]


def due_by(session: Session, actor: Actor, day: date) -> int:
    """How many of the person's own tasks are due on a day or overdue."""
    wanted = (
        select_columns(func.count())
        .select_from(Deadline)
        .join(Case, col(Case.id) == Deadline.case_id)
        .where(_OPEN, _MINE, col(Deadline.due_on) <= day)
    )
    with every_case(session):  # asked by their person alone
        return int(session.execute(wanted, for_whom(session, actor)).scalar_one())
