"""The list of a person's cases. What their parts do not show them does not narrow it either."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func

from casework.access import Action, Actor, Role
from casework.case_file.rows import SEE_PUPILS, SEE_THE_MATTER
from casework.cases.models import Appointment, Case
from casework.cases.stages import NEEDED, Severity, Stage
from casework.lists.asking import Asker, Wanted
from casework.lists.case_filters import FILTERS, ORDERS, showing, usual
from casework.lists.listing import Found, ListOf, Source
from casework.lists.sight import open_shown, shown
from casework.people.models import Academy, Person
from casework.working_days import local_day


@dataclass(frozen=True)
class ListedCase:
    """A case as the list shows it to one person."""

    reference: str
    summary: str
    employee: str
    academy: str
    stage: Stage
    severity: Severity | None
    pupil_involved: bool
    opened_at: datetime
    closed_at: datetime | None
    next_due_on: date | None
    next_due: str | None
    held_since: date | None
    paused_on: date | None
    manager: str | None

    @property
    def status(self) -> str:
        return NEEDED[self.stage]


def _base(session: Session, asker: Asker, wanted: Wanted) -> Found:
    show = showing(wanted)
    sight = shown(session, asker.actor) if show else open_shown(session, asker.actor)
    base: Any = select_columns().select_from(Case).where(*sight.conditions)
    if show == "closed":
        base = base.where(col(Case.stage) == Stage.CLOSED)
    return base, sight.params


_PARTS: Any = func.array(
    select_columns(col(Appointment.role))
    .where(
        col(Appointment.case_id) == Case.id,
        col(Appointment.person_id) == bindparam("me"),
        col(Appointment.ended_at).is_(None),
    )
    .scalar_subquery()
)
_MANAGER: Any = (
    select_columns(func.concat_ws(" ", Person.given_name, Person.family_name))
    .join(Appointment, col(Appointment.person_id) == Person.id)
    .where(
        col(Appointment.case_id) == Case.id,
        col(Appointment.role) == Role.CASE_MANAGER,
        col(Appointment.ended_at).is_(None),
    )
    .scalar_subquery()
)
_EMPLOYEE: Any = (
    select_columns(func.concat_ws(" ", Person.given_name, Person.family_name))
    .where(col(Person.id) == Case.employee_id)
    .scalar_subquery()
)
_DETAILS: Any = select_columns(
    col(Case.reference),
    col(Case.summary),
    _EMPLOYEE.label("employee"),
    col(Academy.name).label("academy"),
    col(Case.stage),
    col(Case.severity),
    col(Case.pupil_involved),
    col(Case.opened_at),
    col(Case.closed_at),
    col(Case.next_due_on),
    col(Case.next_due),
    col(Case.held_since),
    col(Case.paused_on),
    _MANAGER.label("manager"),
    _PARTS.label("parts"),
).join(Academy, col(Academy.id) == Case.academy_id)


def _put(row: Any, _: Asker) -> ListedCase:
    """The row as this person's parts show it."""
    parts = frozenset(Role(each) for each in row.parts)
    listed = ListedCase(row[0], row[1], row.employee or "Not known yet", *row[3:14])
    if parts.isdisjoint(SEE_THE_MATTER):
        listed = replace(listed, summary="", severity=None)
    return listed if parts & SEE_PUPILS else replace(listed, pupil_involved=False)


def _cells(row: ListedCase) -> Sequence[str]:
    return (
        row.reference,
        row.employee,
        row.academy,
        row.stage.label,
        row.status,
        row.summary,
        row.severity.label if row.severity else "",
        "yes" if row.pupil_involved else "",
        row.next_due_on.isoformat() if row.next_due_on else "",
        row.next_due or "",
        row.manager or "",
        local_day(row.opened_at).isoformat(),
        local_day(row.closed_at).isoformat() if row.closed_at else "",
        row.held_since.isoformat() if row.held_since else "",
    )


def _everybody(_: Actor) -> None:
    """Whoever has no case sees an empty list."""


CASES = ListOf(
    slug="cases",
    title="Cases",
    each="case",
    serves=Action.KNOW_OF_CASE,
    filters=FILTERS,
    orders=ORDERS,
    usual=usual,
    heads=(
        "Case", "Employee", "Academy", "Stage", "What is needed", "What it is about", "Severity",
        "Pupil involved", "Next deadline", "What is due", "Case manager", "Opened", "Closed",
        "On hold since",
    ),
    cells=_cells,
    require=_everybody,
    find=Source(col(Case.id), _base, _DETAILS, _put, col(Case.reference)),
)  # fmt: skip
