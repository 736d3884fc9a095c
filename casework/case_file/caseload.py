"""What one person has on their desk: their cases, and what is due on them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, or_, select

from casework.access import Actor, Role
from casework.case_file.rows import SEE_PUPILS, SEE_THE_MATTER
from casework.cases.clocks import NEVER_PAUSED, PASSING
from casework.cases.models import Appointment, Case, Deadline
from casework.cases.stages import NEEDED, Severity, Stage
from casework.cases.visible import VISIBLE, VISIBLE_AND_OPEN, for_whom
from casework.database.whose import every_case
from casework.people.models import Academy, Person

PAGE = 25


@dataclass(frozen=True)
class Listed:
    """A case as a list shows it."""

    reference: str
    summary: str
    employee: str
    academy: str
    stage: Stage
    severity: Severity | None
    pupil_involved: bool
    opened_at: datetime
    next_due_on: date | None
    next_due: str | None
    held_since: date | None

    @property
    def status(self) -> str:
        return NEEDED[self.stage]


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to. Blank means everything."""

    stage: Stage | None = None
    academy_id: UUID | None = None
    words: str = ""
    closed: bool = False
    page: int = 1


@dataclass(frozen=True)
class CaseList:
    """One page of cases, and how many there are in all."""

    rows: list[Listed]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


_FIRST_DUE = (col(Case.next_due_on).nulls_last(), col(Case.opened_at).desc(), col(Case.id))
_IN_ALL = func.count().over().label("in_all")
_PARTS: Any = func.array(
    select(Appointment.role)
    .where(
        Appointment.case_id == Case.id,
        Appointment.person_id == bindparam("me"),
        col(Appointment.ended_at).is_(None),
    )
    .scalar_subquery()
).label("parts")
_LIST: Any = (
    select_columns(
        col(Case.reference),
        col(Case.summary),
        (col(Person.given_name) + " " + col(Person.family_name)).label("employee"),
        col(Academy.name).label("academy"),
        col(Case.stage),
        col(Case.severity),
        col(Case.pupil_involved),
        col(Case.opened_at),
        col(Case.next_due_on),
        col(Case.next_due),
        col(Case.held_since),
        _PARTS,
    )
    .join(Academy, col(Academy.id) == Case.academy_id)
    .join(Person, col(Person.id) == Case.employee_id, isouter=True)
    .order_by(*_FIRST_DUE)
)


def caseload(session: Session, actor: Actor, filters: Filters) -> CaseList:
    """The cases a person may see, those due first at the top."""
    with every_case(session):  # each is asked by its person alone
        found = session.execute(_page(filters), for_whom(session, actor)).all()
    if found or filters.page == 1:
        total = found[0].in_all if found else 0
    else:
        total = caseload(session, actor, replace(filters, page=1)).total
    return CaseList([_listed(each) for each in found], total, filters.page)


@lru_cache(maxsize=256)
def _page(filters: Filters) -> Any:
    """The statement for one page. It picks the cases first: only what is shown is put together."""
    picked = (
        select_columns(col(Case.id), _IN_ALL)
        .where(*_narrowed(filters))
        .order_by(*_FIRST_DUE)
        .limit(PAGE)
        .offset(PAGE * (filters.page - 1))
    )
    if filters.words:
        picked = picked.join(Person, col(Person.id) == Case.employee_id, isouter=True)
    page = picked.subquery()
    return _LIST.add_columns(page.c.in_all).join(page, page.c.id == Case.id)


def listed(session: Session, actor: Actor, ids: list[UUID]) -> dict[UUID, Listed]:
    """The rows of some cases among those a person may see, by their id."""
    wanted = _LIST.add_columns(col(Case.id)).where(VISIBLE, col(Case.id).in_(ids)).order_by(None)
    with every_case(session):  # each is asked by its person alone
        rows = session.execute(wanted, for_whom(session, actor)).all()
    return {row[-1]: _listed(row) for row in rows}


def _listed(row: Any) -> Listed:
    """The row as this person's parts show it."""
    parts = frozenset(Role(each) for each in row.parts)
    listed = Listed(row[0], row[1], row.employee or "Not known yet", *row[3:11])
    if parts.isdisjoint(SEE_THE_MATTER):
        listed = replace(listed, summary="", severity=None)
    return listed if parts & SEE_PUPILS else replace(listed, pupil_involved=False)


def _narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    stage = filters.stage or (Stage.CLOSED if filters.closed else None)
    told = [VISIBLE if stage is Stage.CLOSED else VISIBLE_AND_OPEN]
    if stage:
        told.append(col(Case.stage) == stage)
    if filters.academy_id:
        told.append(col(Case.academy_id) == filters.academy_id)
    for word in filters.words.lower().split()[:5]:
        told.append(
            or_(
                func.lower(Case.reference).contains(word, autoescape=True),
                func.lower(Person.given_name + " " + Person.family_name).contains(
                    word, autoescape=True
                ),
            )
        )
    return told


@dataclass(frozen=True)
class Due:
    """A deadline as the desk shows it."""

    reference: str
    employee: str
    academy: str
    stage: Stage
    says: str
    due_on: date
    owner: str | None
    mine: bool
    held: bool


_DUE: Any = (
    select_columns(
        col(Case.reference),
        (col(Person.given_name) + " " + col(Person.family_name)).label("employee"),
        col(Academy.name).label("academy"),
        col(Case.stage),
        col(Deadline.says),
        col(Deadline.due_on),
        col(Deadline.owner_id),
        col(Case.held_since),
    )
    .select_from(Deadline)
    .join(Case, col(Case.id) == Deadline.case_id)
    .join(Academy, col(Academy.id) == Case.academy_id)
    .join(Person, col(Person.id) == Case.employee_id, isouter=True)
)


def due_for(session: Session, actor: Actor, until: date, *, team: bool) -> list[Due]:
    """Open deadlines up to a day: the person's own, or all on cases they manage."""
    whose = [] if team else [col(Deadline.owner_id) == bindparam("me")]
    wanted = (
        _DUE.where(
            VISIBLE_AND_OPEN,
            *whose,
            col(Deadline.met_at).is_(None),
            or_(col(Case.paused_on).is_(None), col(Deadline.kind).in_(NEVER_PAUSED)),
            col(Deadline.kind).not_in(PASSING),
            col(Deadline.due_on) <= until,
            col(Case.stage) != Stage.REPORTED,
        )
        .order_by(col(Deadline.due_on), col(Case.reference))
        .limit(100)
    )
    with every_case(session):  # each is asked by its person alone
        rows = session.execute(wanted, for_whom(session, actor)).all()
    owners = _names(session, {row.owner_id for row in rows if row.owner_id})
    return [
        Due(
            row.reference,
            row.employee or "Not known yet",
            row.academy,
            row.stage,
            row.says,
            row.due_on,
            owners.get(row.owner_id),
            row.owner_id == actor.id,
            row.held_since is not None,
        )
        for row in rows
    ]


def _names(session: Session, ids: set[UUID]) -> dict[UUID, str]:
    people = session.exec(select(Person).where(col(Person.id).in_(ids)))
    return {each.id: each.name for each in people}


def open_by_stage(session: Session, actor: Actor) -> dict[Stage, int]:
    """How many open cases of a person's are at each stage."""
    counted = select(Case.stage, func.count()).where(VISIBLE_AND_OPEN).group_by(col(Case.stage))
    with every_case(session):  # each is asked by its person alone
        found = session.execute(counted, for_whom(session, actor)).all()
    return {Stage(stage): count for stage, count in found}
