"""Working days in England, and deadlines counted in them. Pure.

A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday
(Employment Relations Act 1999 s.13(6)). An academy's own closure days may only lengthen a period.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib.metadata import version
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NONE: frozenset[date] = frozenset()


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in one year."""
    return frozenset(_named(year))


@cache
def _named(year: int) -> dict[date, str]:
    import holidays  # imported here: half a second that most commands never need

    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def day_off(day: date, closed: frozenset[date] = NONE) -> str:
    """Why a weekday is no working day at an academy: the bank holiday's name, or that it closed."""
    return _named(day.year).get(day) or ("the academy is closed" if day in closed else "")


def left_out(start: date, end: date, closed: frozenset[date] = NONE) -> list[tuple[date, str]]:
    """The weekdays between two days that were not counted, in order, each with its reason."""
    first, last = sorted((start, end))
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [
        (day, day_off(day, closed))
        for day in days
        if day.weekday() < 5 and not is_working_day(day, closed)
    ]


@cache
def calendar_version() -> str:
    """Which edition of the bank holiday calendar counted a stored deadline."""
    return f"holidays {version('holidays')}, England"


def is_working_day(day: date, closed: frozenset[date] = NONE) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year) and day not in closed


def add_working_days(start: date, count: int, closed: frozenset[date] = NONE) -> date:
    """The day that is `count` working days after `start` (before it, when negative)."""
    return _counted(start, count, closed)


@lru_cache(maxsize=10_000)  # the same few periods are counted from the same days again and again
def _counted(start: date, count: int, closed: frozenset[date]) -> date:
    step, left, day = (1 if count >= 0 else -1), abs(count), start
    while left:
        day += timedelta(step)
        left -= is_working_day(day, closed)
    return day


def working_days_between(start: date, end: date, closed: frozenset[date] = NONE) -> int:
    """Working days after `start` up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start, closed)
    days = (end - start).days
    return sum(is_working_day(start + timedelta(n), closed) for n in range(1, days + 1))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day (Dodds v Walker [1981])."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(first_of_next - timedelta(1), date(year, month + 1, 1) + timedelta(day.day - 1))


def local_day(at: datetime) -> date:
    """The day it is in London at this moment."""
    return at.astimezone(LONDON).date()


def local_time(at: datetime) -> str:
    """The time a London clock shows at this moment, like 16:30."""
    return f"{at.astimezone(LONDON):%H:%M}"


def end_of_day(day: date) -> datetime:
    """The last second of a day in London, in UTC: when a deadline ends."""
    return datetime.combine(day, time(23, 59, 59), LONDON).astimezone(UTC)


def local_moment(day: date, at: time) -> datetime:
    """A time on a London clock, in UTC."""
    return datetime.combine(day, at, LONDON).astimezone(UTC)


@dataclass(frozen=True)
class Computed:
    """A deadline together with what it was counted from, so that it can be explained later."""

    due_on: date
    counted_from: date
    days: int
    unit: str
    timescale: str
    calendar: str

    def facts(self) -> dict[str, str | int]:
        return {
            "counted_from": self.counted_from.isoformat(),
            "days": self.days,
            "unit": self.unit,
            "timescale": self.timescale,
            "calendar": self.calendar,
        }


def in_working_days(
    start: date, days: int, timescale: str, closed: frozenset[date] = NONE
) -> Computed:
    """A deadline so many working days after (or before) a day."""
    due = add_working_days(start, days, closed)
    return Computed(due, start, days, "working days", timescale, calendar_version())
