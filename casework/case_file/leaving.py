"""What somebody who leaves would leave behind: parts in open cases, what is due, whom they manage.

Only cases that the reader may know of; of the others not even that there are some.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, col, func, select

from casework.access import Action, Actor, Role, Verdict
from casework.case_file.sight import is_theirs
from casework.cases.models import Appointment, Case, Deadline
from casework.cases.stages import Stage
from casework.cases.standing import standings_of
from casework.database.whose import every_case
from casework.people.models import Person

# What somebody keeps whether or not they work here.
A_PART = "Has a part, or something is due from them"
THEIR_OWN = {Role.EMPLOYEE, Role.REPORTER, Role.WITNESS, Role.COMPANION}


@dataclass
class LeftBehind:
    """One person's open duties: the cases that name them, and how many people they manage."""

    person_id: UUID
    manages: int = 0
    cases: dict[str, str] = field(default_factory=dict)  # reference: what they are or owe there

    @property
    def any(self) -> bool:
        return bool(self.manages or self.cases)


def left_behind(session: Session, actor: Actor, people: Iterable[UUID]) -> dict[UUID, LeftBehind]:
    """What each of these people would leave behind, as far as this reader may know."""
    wanted = list(people)
    found = {each: LeftBehind(each) for each in wanted}
    managed = (
        select(Person.manager_id, func.count())
        .where(col(Person.manager_id).in_(wanted), col(Person.left_on).is_(None))
        .group_by(col(Person.manager_id))
    )
    for manager, many in session.exec(managed):
        if manager:
            found[manager].manages = many
    rows = _duties(session, wanted)
    standings = standings_of(session, actor, list({reference for _, reference, _ in rows}))
    for person, reference, what in rows:
        standing = standings.get(reference)
        if standing and standing.knows and not is_theirs(standing):
            whole = standing.verdict(Action.VIEW_HEADER) is Verdict.ALLOWED
            found[person].cases.setdefault(reference, what if whole else A_PART)
    return found


def _duties(session: Session, people: list[UUID]) -> list[tuple[UUID, str, str]]:
    parts = (
        select(Appointment.person_id, Case.reference, Appointment.role)
        .join(Case, col(Case.id) == Appointment.case_id)
        .where(
            col(Appointment.person_id).in_(people),
            col(Appointment.ended_at).is_(None),
            col(Case.stage) != Stage.CLOSED,
        )
    )
    owed = (
        select(Deadline.owner_id, Case.reference)
        .join(Case, col(Case.id) == Deadline.case_id)
        .where(
            col(Deadline.owner_id).in_(people),
            col(Deadline.met_at).is_(None),
            col(Case.stage) != Stage.CLOSED,
        )
    )
    with every_case(session):  # the matrix decides on each before anything of it is told
        held = [
            (person, reference, Role(role).label)
            for person, reference, role in session.exec(parts.order_by(col(Case.reference)))
            if Role(role) not in THEIR_OWN
        ]
        due = [
            (person, reference, "Something is due from them")
            for person, reference in session.exec(owed.order_by(col(Case.reference)))
            if person
        ]
    return held + due
