"""How the cases that somebody manages go: what is reported, and how long an outcome takes.

Counted over their own cases alone. What is true of the whole trust is for the insights, where
small numbers are hidden.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from statistics import median
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from casework.access import Action, Actor, Role
from casework.cases.models import Appointment, Case
from casework.cases.visible import theirs
from casework.cases.walking import sight_of
from casework.database.whose import every_case
from casework.outcomes.models import Outcome
from casework.policies.intake import IntakeGroup, intake_label
from casework.reports.models import Report
from casework.working_days import add_months, local_day, working_days_between

MONTHS = 12


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year: how many outcomes were given in it, and how long they had taken."""

    named: str
    outcomes: int
    working_days: int


@dataclass(frozen=True)
class Going:
    """The last twelve months of one person's cases."""

    reports: int
    parts: list[tuple[str, int]]
    quarters: list[Quarter]

    @property
    def latest(self) -> Quarter | None:
        return self.quarters[-1] if self.quarters else None


def going(session: Session, actor: Actor, today: date) -> Going | None:
    """How this person's cases went in the last twelve months; nothing for whoever has so many that
    it would be a figure of the trust, which the insights count.
    """
    if sight_of(session, actor, Action.VIEW_REPORTER).wide:
        return None
    since = datetime.combine(add_months(today, -MONTHS), time(), UTC)
    told = {"me": actor.id, "since": since}
    with every_case(session):  # each is asked by its person alone
        labels = session.execute(_LABELS, told).scalars().all()
        times = session.execute(_TIMES, told).all()
    return Going(len(labels), _parts(labels), _quarters(times))


def _parts(reports: Any) -> list[tuple[str, int]]:
    """How many reports touch each part of the policy; one report can count in several."""
    counted: dict[IntakeGroup, int] = defaultdict(int)
    for labels in reports:
        known = [intake_label(each["key"]) for each in labels]
        for group in {each.group for each in known if each}:
            counted[group] += 1
    return [(each.value, counted[each]) for each in IntakeGroup if counted[each]]


def _quarters(times: Any) -> list[Quarter]:
    taken: dict[tuple[int, int], list[int]] = defaultdict(list)
    for opened_at, decided_at in times:
        on = local_day(decided_at)
        took = working_days_between(local_day(opened_at), on)
        taken[on.year, (on.month + 2) // 3].append(took)
    return [
        Quarter(f"{_MONTHS[quarter]} {year}", len(each), round(median(each)))
        for (year, quarter), each in sorted(taken.items())
    ]


_MONTHS = {1: "Jan to Mar", 2: "Apr to Jun", 3: "Jul to Sep", 4: "Oct to Dec"}
_MINE = (
    (col(Appointment.case_id) == Case.id)
    & (col(Appointment.person_id) == bindparam("me"))
    & (col(Appointment.role) == Role.CASE_MANAGER)
    & col(Appointment.ended_at).is_(None)
)
_LABELS: Any = (
    select_columns(col(Report.labels))
    .join(Case, col(Case.id) == Report.case_id)
    .join(Appointment, _MINE)
    .where(theirs(Action.VIEW_REPORTER), col(Report.sent_at) >= bindparam("since"))
)
_TIMES: Any = (
    select_columns(col(Case.opened_at), col(Outcome.decided_at))
    .join(Case, col(Case.id) == Outcome.case_id)
    .join(Appointment, _MINE)
    .where(
        theirs(Action.VIEW_OUTCOME_LETTER),
        col(Outcome.imported).is_(False),
        col(Outcome.decided_at) >= bindparam("since"),
    )
)
