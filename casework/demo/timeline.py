"""When everything in a story happens, counted in working days from the day it is told.

Day 0 is today, or the next working day when today is none. What has happened has a day before it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from casework.demo.plots import Plot
from casework.working_days import add_working_days, local_moment

# The pace of an ordinary matter: working days after the report.
PACE = {
    "triaged": 1,
    "appointed": 2,
    "told": 2,
    "heard": 7,
    "submitted": 12,
    "decided": 13,
    "notice": 14,
    "hearing": 26,
    "outcome": 27,
    "letter": 28,
    "appeal": 32,
    "closed": 39,
}
INVESTIGATION_DAYS = 20
PACK_DAYS_BEFORE = 5
APPEAL_DAYS = 10
SUSPENSION_REVIEW_DAYS = 14


@dataclass(frozen=True)
class Timeline:
    """The days of one plot, as seen on the day it is told."""

    plot: Plot
    today: date

    def day(self, offset: int) -> date:
        day_zero = add_working_days(self.today - timedelta(1), 1)
        return add_working_days(day_zero, offset)

    def after_report(self, days: int) -> date:
        return self.day(self.plot.reported + days)

    def on(self, step: str) -> date:
        """The day of a step; the plot's own pace goes before the ordinary one."""
        return self.after_report((PACE | self.plot.days)[step])

    def at(self, step: str, clock: str) -> datetime:
        return local_moment(self.on(step), time.fromisoformat(clock))

    @property
    def posted_at(self) -> datetime:
        days, clock = self.plot.posted
        return local_moment(self.after_report(days), time.fromisoformat(clock))

    @property
    def found_at(self) -> datetime:
        days, clock = self.plot.found
        return local_moment(self.after_report(days), time.fromisoformat(clock))

    @property
    def told_lead_at(self) -> datetime:
        return self.found_at + timedelta(minutes=30)

    @property
    def reported_at(self) -> datetime:
        return self.found_at + timedelta(minutes=52)

    def due(self, step: str, working_days: int) -> date:
        """So many working days after a step, or before it when negative."""
        return add_working_days(self.on(step), working_days)


def long_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def as_shown(moment: datetime) -> str:
    """A moment the way apps write it: 30 October 2026, 7:42pm."""
    clock = f"{(moment.hour - 1) % 12 + 1}:{moment:%M}{'am' if moment.hour < 12 else 'pm'}"
    return f"{long_day(moment.date())}, {clock}"
