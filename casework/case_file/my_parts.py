"""The open cases in which somebody holds a part, for the page that they begin their day on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from casework.access import Actor, Role
from casework.appeals.models import AppealDecision
from casework.cases.models import Appointment, Case, Deadline
from casework.cases.stages import NEEDED, Stage
from casework.cases.visible import VISIBLE_AND_OPEN, for_whom
from casework.database.whose import every_case
from casework.hearing_packs.copies import PackCopy
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.outcomes.models import Outcome
from casework.people.models import Academy, Person
from casework.reports.models import LadoContact
from casework.working_days import local_day

MOST = 50
DECIDES_IN = {Role.HEARING_MANAGER: Stage.OUTCOME, Role.APPEAL_MANAGER: Stage.APPEAL}
DECISIONS: dict[Role, Any] = {
    Role.HEARING_MANAGER: Outcome,
    Role.APPEAL_MANAGER: AppealDecision,
}


@dataclass(frozen=True)
class Mine:
    """A case in which somebody holds a part."""

    id: UUID
    reference: str
    employee: str
    academy: str
    stage: Stage
    opened_at: datetime
    next_due_on: date | None
    held: bool
    role: Role

    @property
    def status(self) -> str:
        return NEEDED[self.stage]

    def days(self, today: date) -> int:
        return (today - local_day(self.opened_at)).days


@dataclass(frozen=True)
class Flag:
    """A case in which a pupil is involved, as the safeguarding lead follows it."""

    case: Mine
    lado_on: date | None
    lado_by: date | None


def cases_where(session: Session, actor: Actor, *roles: Role) -> list[Mine]:
    """The open cases in which this person holds one of these parts, what is due first on top."""
    wanted: Any = (
        select_columns(
            col(Case.id),
            col(Case.reference),
            (col(Person.given_name) + " " + col(Person.family_name)).label("employee"),
            col(Academy.name).label("academy"),
            col(Case.stage),
            col(Case.opened_at),
            col(Case.next_due_on),
            col(Case.held_since),
            col(Appointment.role),
        )
        .join(Appointment, col(Appointment.case_id) == Case.id)
        .join(Academy, col(Academy.id) == Case.academy_id)
        .join(Person, col(Person.id) == Case.employee_id, isouter=True)
        .where(
            VISIBLE_AND_OPEN,
            col(Appointment.person_id) == bindparam("me"),
            col(Appointment.role).in_(roles),
            col(Appointment.ended_at).is_(None),
        )
        .order_by(col(Case.next_due_on).nulls_last(), col(Case.reference))
        .limit(MOST)
    )
    with every_case(session):  # each is asked by its person alone
        rows = session.execute(wanted, for_whom(session, actor)).all()
    return [_mine(each) for each in rows]


def _mine(row: Any) -> Mine:
    employee = row.employee or "Not known yet"
    held = row.held_since is not None
    at = (row.opened_at, row.next_due_on, held)
    return Mine(row.id, row.reference, employee, row.academy, Stage(row.stage), *at, Role(row.role))


def flags_of(session: Session, actor: Actor) -> list[Flag]:
    """The cases that this safeguarding lead follows, and what the LADO was told of each."""
    found = cases_where(session, actor, Role.SAFEGUARDING_LEAD)
    ids = [each.id for each in found]
    told = select(LadoContact.case_id, func.max(LadoContact.contacted_on)).where(
        col(LadoContact.case_id).in_(ids)
    )
    due = select(Deadline.case_id, func.min(Deadline.due_on)).where(
        col(Deadline.case_id).in_(ids), Deadline.kind == "T2", col(Deadline.met_at).is_(None)
    )
    with every_case(session):  # of cases that the list above showed
        lado = dict(session.exec(told.group_by(col(LadoContact.case_id))).all())
        owed = dict(session.exec(due.group_by(col(Deadline.case_id))).all())
    return [Flag(each, lado.get(each.id), owed.get(each.id)) for each in found]


def to_decide_by(session: Session, actor: Actor) -> list[Mine]:
    """The cases whose decision is this person’s to give now, after the hearing or on the appeal."""
    theirs = cases_where(session, actor, *DECIDES_IN)
    found = [each for each in theirs if each.stage is DECIDES_IN[each.role]]
    ids = [each.id for each in found]
    with every_case(session):  # of cases that the list above showed
        given = {
            role: set(session.exec(select(kind.case_id).where(col(kind.case_id).in_(ids))).all())
            for role, kind in DECISIONS.items()
        }
    return [each for each in found if each.id not in given[each.role]]


def packs_to_read(session: Session, actor: Actor) -> dict[str, int]:
    """The newest edition that this person has a copy of and may open, by the case's reference."""
    wanted = (
        select(Case.reference, func.max(HearingPack.edition))
        .join(HearingPack, col(HearingPack.case_id) == Case.id)
        .join(PackCopy, col(PackCopy.pack_id) == HearingPack.id)
        .where(
            VISIBLE_AND_OPEN,
            PackCopy.person_id == bindparam("me"),
            col(PackCopy.closed_at).is_(None),
            HearingPack.status == PackStatus.ISSUED,
            col(HearingPack.recalled_at).is_(None),
        )
        .group_by(col(Case.reference))
    )
    with every_case(session):  # each is asked by its person alone
        rows = session.execute(wanted, for_whom(session, actor)).all()
    return {row[0]: row[1] for row in rows}
