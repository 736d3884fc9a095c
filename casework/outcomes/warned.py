"""The warnings somebody had before, as those who decide a case may see them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from casework.allegations.queries import conduct_days
from casework.cases.models import Case
from casework.outcomes.spent import unlocked
from casework.people.warnings import FormalWarning, Liveness, warnings_of


@dataclass(frozen=True)
class WarningSeen:
    """A warning, and for each day of the conduct whether it was live and why."""

    warning: FormalWarning
    on_each_day: list[Liveness]

    @property
    def live(self) -> bool:
        """Whether it counted on a day of the conduct."""
        return any(each.live for each in self.on_each_day)


def days_that_count(session: Session, case_id: UUID, today: date) -> list[date]:
    """The days of the new conduct, or today while nothing is alleged yet."""
    return conduct_days(session, case_id) or [today]


def warnings_seen(session: Session, case: Case, today: date, hears: bool) -> list[WarningSeen]:
    """Earlier warnings on the days of the conduct.

    Whoever hears the case sees those that were live. What was spent, or taken away on appeal, they
    see only once a legal adviser has agreed; one taken away they never see (G-EXP-1).
    """
    if case.employee_id is None:
        return []
    days = days_that_count(session, case.id, today)
    seen = [
        WarningSeen(each, [each.live_on(day) for day in days])
        for each in warnings_of(session, case.employee_id)
    ]
    if not hears:
        return seen
    spent = unlocked(session, case.id) is not None
    return [each for each in seen if each.live or (spent and each.warning.withdrawn_on is None)]
