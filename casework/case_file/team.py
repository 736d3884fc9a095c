"""How the open cases lie on the people who manage them, for the Director of HR.

Nothing of what a case is about: only what the register tells of it too, and who manages it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func

from casework.access import Actor, Role, TrustPermission, require_in_trust
from casework.cases.models import Appointment, Case
from casework.cases.stages import Stage
from casework.database.whose import every_case
from casework.people.models import Academy
from casework.people.queries import known_by_id
from casework.working_days import local_day

MOST, NOBODY = 50, "Nobody"


@dataclass(frozen=True)
class Load:
    """One person’s open cases; whoever is nobody stands for cases that nobody manages."""

    person_id: UUID | None
    name: str
    cases: int
    overdue: int
    longest: int


@dataclass(frozen=True)
class Late:
    """A case on which something is overdue, as its entry in the register, with who manages it."""

    reference: str
    academy: str
    stage: Stage
    due_on: date
    manager: str


@dataclass(frozen=True)
class Team:
    """Everybody who manages an open case, and the cases that are latest."""

    loads: list[Load]
    late: list[Late]

    @property
    def cases(self) -> int:
        return sum(each.cases for each in self.loads)

    @property
    def overdue(self) -> int:
        return sum(each.overdue for each in self.loads)


def team(session: Session, actor: Actor, today: date) -> Team:
    """The team’s open cases that this person may know of.

    Raises:
        NotPermitted: they do not look after the team.
    """
    require_in_trust(actor, TrustPermission.SEE_TEAM)
    with every_case(session):  # each is asked by its person alone
        loads = session.execute(_LOADS, {"me": actor.id, "today": today}).all()
        late = session.execute(_LATE, {"me": actor.id, "today": today}).all()
    ids = {each.person_id for each in (*loads, *late) if each.person_id}
    names = {id: each.name for id, each in known_by_id(session, ids).items()}
    told = [_load(each, names, today) for each in loads]
    return Team(
        sorted(told, key=lambda each: (-each.overdue, -each.cases, each.name)),
        [_late(each, names) for each in late],
    )


def _load(row: Any, names: dict[UUID, str], today: date) -> Load:
    name = names.get(row.person_id, NOBODY)
    longest = (today - local_day(row.oldest)).days
    return Load(row.person_id, name, row.cases, row.overdue, longest)


def _late(row: Any, names: dict[UUID, str]) -> Late:
    manager = names.get(row.person_id, NOBODY)
    return Late(row.reference, row.academy, Stage(row.stage), row.next_due_on, manager)


# No case about them or their line, that they reported, that they are kept from, or that is sealed
# to them: stricter than the register, which asks the matrix of each case of a page.
_NOT_THEIRS = text(
    """
    cases.stage NOT IN ('closed', 'reported')
    AND (cases.employee_id IS NULL
         OR cases.employee_id <> ALL (same_person(:me) || my_line(same_person(:me))))
    AND (cases.sealed_at IS NULL OR EXISTS (
        SELECT FROM named_readers n
        WHERE n.case_id = cases.id AND n.person_id = ANY (same_person(:me))))
    AND cases.id <> ALL (ARRAY(
        SELECT case_id FROM conflicts
        WHERE person_id = ANY (same_person(:me)) AND lifted_at IS NULL
        UNION ALL SELECT case_id FROM reports WHERE reporter_id = ANY (same_person(:me))
        UNION ALL SELECT case_id FROM appointments
        WHERE person_id = ANY (same_person(:me)) AND ended_at IS NULL
          AND role IN ('employee', 'reporter', 'companion', 'witness')))
    """
)
_MANAGES = (
    (col(Appointment.case_id) == Case.id)
    & (col(Appointment.role) == Role.CASE_MANAGER)
    & col(Appointment.ended_at).is_(None)
)
_OVERDUE = (col(Case.next_due_on) < bindparam("today")) & col(Case.paused_on).is_(None)
_LOADS: Any = (
    select_columns(
        col(Appointment.person_id),
        func.count().label("cases"),
        func.count().filter(_OVERDUE).label("overdue"),
        func.min(Case.opened_at).label("oldest"),
    )
    .select_from(Case)
    .join(Appointment, _MANAGES, isouter=True)
    .where(_NOT_THEIRS)
    .group_by(col(Appointment.person_id))
)
_LATE: Any = (
    select_columns(
        col(Case.reference),
        col(Academy.name).label("academy"),
        col(Case.stage),
        col(Case.next_due_on),
        col(Appointment.person_id),
    )
    .select_from(Case)
    .join(Academy, col(Academy.id) == Case.academy_id)
    .join(Appointment, _MANAGES, isouter=True)
    .where(_NOT_THEIRS, _OVERDUE)
    .order_by(col(Case.next_due_on), col(Case.reference))
    .limit(MOST)
)
