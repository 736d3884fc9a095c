"""Making a live warning count for longer: instead of more, or for a long absence."""

from datetime import date, timedelta
from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.cases.passing import lengthen
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.outcomes.rules import ABSENCE_RULES, EXTENDING_RULES, ExtendingFacts
from casework.outcomes.warning_given import WARNING_CLOCKS
from casework.people.warnings import FormalWarning, dispose_day, warning_from
from casework.procedure import require
from casework.text import Day, Prose
from casework.working_days import add_months


class WarningExtended(Event):
    spent_on: date
    reason: str

    def sentence(self) -> str:
        return f"extended the warning, which is now spent on {self.spent_on:%-d %B %Y}"


class ExtendWarning(Command):
    """Extend a live warning once, instead of a more severe one, with the reason."""

    permission: ClassVar[Permission] = Permission.EXTEND_WARNING

    months: int = Field(ge=1, le=24, title="the number of months")
    reason: Prose = Field(title="why it is extended, and who decided")

    def perform(self, act: Act) -> WarningExtended:
        warning = warning_from(act.session, act.case.id)
        facts = ExtendingFacts(
            live=warning is not None and warning.is_live(act.today),
            extended=warning is not None and warning.extended_months > 0,
            months=self.months,
            most=act.timescale(warning.level.extension).value if warning else 0,
        )
        require(EXTENDING_RULES, facts)
        assert warning  # a rule has said that there is one
        until = add_months(warning.spent_on, self.months)
        return _until(act, warning, until, self.reason, months=self.months)


class RecordAbsence(Command):
    """Record a long absence in the live period: the warning counts as much longer, and no more.

    The time in work stays as long as it was when the warning was given.
    """

    permission: ClassVar[Permission] = Permission.EXTEND_WARNING

    first_day: Day = Field(title="the first day of the absence")
    last_day: Day = Field(title="the last day of the absence")
    reason: Prose = Field(title="what is known of the absence, without medical detail")

    def perform(self, act: Act) -> WarningExtended:
        if self.last_day < self.first_day:
            raise WrongAnswer({"last_day": "Enter a day on or after the first day of the absence"})
        if self.last_day > act.today:
            raise WrongAnswer({"last_day": "Record an absence when it is over"})
        warning = warning_from(act.session, act.case.id)
        days = _days_live(warning, self.first_day, self.last_day)
        facts = ExtendingFacts(
            live=warning is not None and warning.is_live(act.today),
            absent_days=(self.last_day - self.first_day).days + 1,
            least_absence=act.timescale("long_absence").value,
            overlaps=days > 0,
        )
        require(ABSENCE_RULES, facts)
        assert warning  # a rule has said that there is one
        until = warning.spent_on + timedelta(days)
        return _until(act, warning, until, self.reason, absent=days)


def _days_live(warning: FormalWarning | None, first: date, last: date) -> int:
    """How many days of an absence fell in the live period of a warning."""
    if warning is None:
        return 0
    start, end = max(first, warning.given_on), min(last, warning.spent_on - timedelta(1))
    return max(0, (end - start).days + 1)


def _until(
    act: Act, warning: FormalWarning, spent_on: date, reason: str, months: int = 0, absent: int = 0
) -> WarningExtended:
    kept = act.timescale("warning_kept").value
    warning.extended_months += months
    warning.absent_days += absent
    warning.spent_on = spent_on
    warning.dispose_on = dispose_day(spent_on, warning.given_on, kept, act.case.pupil_involved)
    said = [warning.why_extended] if warning.why_extended else []
    warning.why_extended = "\n".join([*said, reason])
    lengthen(act, tuple(WARNING_CLOCKS.values()), spent_on, reason)
    return WarningExtended(spent_on=spent_on, reason=reason)
