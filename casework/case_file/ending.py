"""Live warnings that will soon be spent."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from casework.access import Action, Actor, Role
from casework.cases.models import Appointment, Case
from casework.cases.visible import WORKED_ON
from casework.cases.walking import shows
from casework.database.whose import every_case
from casework.people.models import Person
from casework.people.warnings import FormalWarning, WarningLevel

MOST = 10  # beside a day's work; the list of warnings has them all


@dataclass(frozen=True)
class EndingSoon:
    """A live warning that will soon be spent."""

    reference: str
    employee: str
    level: WarningLevel
    given_on: date
    spent_on: date

    def percent(self, today: date) -> int:
        """How much of its live period has passed."""
        return min(100, 100 * (today - self.given_on).days // (self.spent_on - self.given_on).days)


def warnings_ending(
    session: Session, actor: Actor, today: date, days: int, most: int = MOST
) -> list[EndingSoon]:
    """Live warnings from cases a person manages that end within so many days, the next first."""
    wanted = (
        select(Case.reference, Person, FormalWarning)
        .join(FormalWarning, col(FormalWarning.case_id) == Case.id)
        .join(Person, col(Person.id) == FormalWarning.person_id)
        .join(Appointment, col(Appointment.case_id) == Case.id)
        .where(
            col(Case.disposing_since).is_(None),
            WORKED_ON,
            shows(session, actor, Action.VIEW_HEADER),
            shows(session, actor, Action.VIEW_LIVE_WARNINGS),
            Appointment.person_id == actor.id,
            Appointment.role == Role.CASE_MANAGER,
            col(Appointment.ended_at).is_(None),
            col(FormalWarning.given_on) <= today,
            col(FormalWarning.spent_on) > today,
            col(FormalWarning.spent_on) <= today + timedelta(days),
        )
        .order_by(col(FormalWarning.spent_on))
        .limit(most)
    )
    with every_case(session):  # each is asked by its person alone
        rows = session.execute(wanted, {"me": actor.id}).all()
    return [
        EndingSoon(reference, person.name, each.level, each.given_on, each.spent_on)
        for reference, person, each in rows
    ]
