"""A file or a form of closed days: CSV or iCalendar, read whole before anything is kept. Pure."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from icalendar import Calendar
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casework.errors import CaseworkError
from casework.spreadsheets import lines_of
from casework.text import Day, Line, OptionalDay, plainly
from casework.working_days import is_working_day

LONGEST, MOST = 100, 400
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
NOT_A_CALENDAR = "This is not an iCalendar file that can be read"
REPEATS = "“{says}” repeats. Enter each day it is closed"
AT_A_TIME = "“{says}” has a time of day. A closed day is a whole day"
TWO_TERMS = "Give at least two terms: the days between them are closed"


class ClosedDaysRefused(CaseworkError):
    """Nothing of it was kept. Each problem names its line or its entry."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Span(BaseModel):
    """Days from a first to a last, both included, as the academy calls them."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    first: Day = Field(title="the first day")
    last: OptionalDay = Field(default=None, title="the last day")
    says: Line = Field(title="what it is called, like Christmas holiday")

    @property
    def until(self) -> date:
        return self.last or self.first

    @property
    def problem(self) -> str:
        """What is wrong with its days, if anything is."""
        if self.until < self.first:
            return f"“{self.says}” ends before it begins"
        if not FIRST <= self.first <= self.until <= LAST:
            return f"“{self.says}” has a year that cannot be meant"
        if (self.until - self.first).days >= LONGEST:
            return f"“{self.says}” is longer than {LONGEST} days"
        return ""


COLUMNS = list(Span.model_fields)


@dataclass(frozen=True)
class _Read:
    spans: list[Span]
    problems: list[str]


def read_spans(text: str, *, terms: bool = False) -> list[Span]:
    """Every span of a file. With `terms`, its spans are terms, and what lies between is closed.

    Raises:
        ClosedDaysRefused: with every problem of the file.
    """
    calendar = text.lstrip("\ufeff \r\n").upper().startswith("BEGIN:VCALENDAR")
    found = _of_calendar(text) if calendar else _of_rows(text)
    if found.problems:
        raise ClosedDaysRefused(found.problems)
    return between(found.spans) if terms else checked(found.spans)


def checked(spans: list[Span]) -> list[Span]:
    """The spans, where nothing is wrong with their days.

    Raises:
        ClosedDaysRefused: an end before a beginning, or no day that any academy could mean.
    """
    problems = [each.problem for each in spans if each.problem]
    if not spans:
        problems = ["There is no closed day in it"]
    if problems:
        raise ClosedDaysRefused(problems)
    return spans


def between(terms: list[Span]) -> list[Span]:
    """The days from the end of each term to the beginning of the next.

    Raises:
        ClosedDaysRefused: there are not two terms, or they overlap.
    """
    if len(terms) < 2:
        raise ClosedDaysRefused([TWO_TERMS])
    problems, found = [], []
    for one, other in pairwise(sorted(terms, key=lambda each: each.first)):
        if one.until < one.first or other.first <= one.until:
            problems.append(f"“{one.says}” does not end before “{other.says}” begins")
            continue
        first, last = one.until + timedelta(1), other.first - timedelta(1)
        if first <= last:
            found.append(Span(first=first, last=last, says=f"after {one.says}"[:300]))
    if problems:
        raise ClosedDaysRefused(problems)
    return checked(found)


def _of_rows(text: str) -> _Read:
    reader = csv.DictReader(lines_of(text), strict=True)
    spans: list[Span] = []
    problems: list[str] = []
    try:
        if sorted(reader.fieldnames or ()) != sorted(COLUMNS):
            return _Read([], [f"Line 1: the heading is {', '.join(COLUMNS)}"])
        for row in reader:
            if None in row or None in row.values():
                problems.append(f"Line {reader.line_num}: the row has not {len(COLUMNS)} cells")
                continue
            try:
                spans.append(Span.model_validate(row))
            except ValidationError as wrong:
                told = plainly(Span, wrong)
                problems += [f"Line {reader.line_num}, {at}: {says}" for at, says in told.items()]
    except csv.Error as broken:
        problems.append(f"Line {reader.line_num}: this is not a CSV row ({broken})")
    return _Read(spans, problems)


def _of_calendar(text: str) -> _Read:
    try:
        events = Calendar.from_ical(text).walk("VEVENT")
        found = [_of_event(each) for each in events]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        # However a hostile file breaks the parser, it is the file that is refused.
        return _Read([], [NOT_A_CALENDAR])
    spans = [each for each in found if isinstance(each, Span)]
    return _Read(spans, [each for each in found if isinstance(each, str)])


def _of_event(event: object) -> Span | str:
    """A span, or what is wrong with the entry."""
    told = dict(event) if isinstance(event, dict) else {}
    says = str(told.get("SUMMARY", "")).strip()[:200] or "Closed"
    if "RRULE" in told or "RDATE" in told:
        return REPEATS.format(says=says)
    first = told["DTSTART"].dt
    after = told["DTEND"].dt if "DTEND" in told else first + timedelta(1)
    if isinstance(first, datetime) or isinstance(after, datetime):
        return AT_A_TIME.format(says=says)
    try:
        return Span(first=first, last=max(first, after - timedelta(1)), says=says)
    except ValidationError as wrong:
        return next(iter(plainly(Span, wrong).values()))


def working_days_of(spans: Iterable[Span]) -> dict[date, str]:
    """The days of these spans that would be working days otherwise, each as it is called.

    Raises:
        ClosedDaysRefused: they are more than any school year has.
    """
    days: dict[date, str] = {}
    for each in spans:
        for number in range((each.until - each.first).days + 1):
            day = each.first + timedelta(number)
            if is_working_day(day):
                days.setdefault(day, each.says)
    if len(days) > MOST:
        raise ClosedDaysRefused([f"These are more than {MOST} days. Enter one school year"])
    return dict(sorted(days.items()))
