"""Working days in England, over the breaks that catch people out."""

from datetime import UTC, date, datetime, time

import pytest

from casework.working_days import (
    add_months,
    add_working_days,
    bank_holidays,
    end_of_day,
    in_working_days,
    is_working_day,
    local_day,
    local_moment,
    working_days_between,
)

CHRISTMAS_EVE, BOXING_DAY_MOVED = date(2026, 12, 24), date(2026, 12, 28)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 10, 10),  # a Saturday
        date(2026, 10, 11),  # a Sunday
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 4),  # early May
        date(2026, 8, 31),  # summer, in England
        date(2026, 12, 25),
        BOXING_DAY_MOVED,  # 26 December is a Saturday
    ],
)
def test_nobody_works_on_it(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 8, 3), date(2026, 1, 2), date(2026, 11, 30)])
def test_scottish_holidays_are_working_days_here(day: date) -> None:
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 10, 5), 0, date(2026, 10, 5)),
        (date(2026, 10, 5), 5, date(2026, 10, 12)),
        (date(2026, 10, 9), 1, date(2026, 10, 12)),
        (date(2026, 10, 10), 1, date(2026, 10, 12)),
        (CHRISTMAS_EVE, 1, date(2026, 12, 29)),
        (date(2026, 12, 18), 10, date(2027, 1, 6)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 12, 29), -1, CHRISTMAS_EVE),
        (date(2026, 10, 12), -5, date(2026, 10, 5)),
    ],
)
def test_days_are_counted_without_the_first(start: date, days: int, due: date) -> None:
    assert add_working_days(start, days) == due


def test_a_closure_lengthens_a_period() -> None:
    half_term = frozenset(date(2026, 10, each) for each in range(26, 31))
    assert add_working_days(date(2026, 10, 23), 1, half_term) == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 10, 5), date(2026, 10, 5), 0),
        (date(2026, 10, 5), date(2026, 10, 19), 10),
        (CHRISTMAS_EVE, date(2026, 12, 29), 1),
        (date(2026, 10, 19), date(2026, 10, 5), -10),
    ],
)
def test_days_between_two_days(start: date, end: date, days: int) -> None:
    assert working_days_between(start, end) == days


def test_counting_forward_and_measuring_agree() -> None:
    for days in range(1, 60):
        end = add_working_days(CHRISTMAS_EVE, days)
        assert working_days_between(CHRISTMAS_EVE, end) == days


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 9, 30), 1, date(2026, 10, 30)),
        (date(2026, 11, 23), 12, date(2027, 11, 23)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_end_on_the_corresponding_day(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 1, 23, 59, tzinfo=UTC), date(2026, 12, 1)),
    ],
)
def test_the_day_is_that_of_london(moment: datetime, day: date) -> None:
    assert local_day(moment) == day


def test_a_deadline_ends_with_its_day_in_london() -> None:
    assert end_of_day(date(2026, 7, 1)) == datetime(2026, 7, 1, 22, 59, 59, tzinfo=UTC)
    assert end_of_day(date(2026, 12, 1)) == datetime(2026, 12, 1, 23, 59, 59, tzinfo=UTC)
    assert local_moment(date(2026, 7, 1), time(10)) == datetime(2026, 7, 1, 9, tzinfo=UTC)


def test_a_deadline_says_what_it_was_counted_from() -> None:
    told = in_working_days(date(2026, 12, 18), 10, "appeal_window").facts()
    calendar = told.pop("calendar")
    assert str(calendar).startswith("holidays ")
    assert told == {
        "counted_from": "2026-12-18",
        "days": 10,
        "unit": "working days",
        "timescale": "appeal_window",
    }


def test_a_year_has_its_bank_holidays() -> None:
    assert sum(each.weekday() < 5 for each in bank_holidays(2026)) == 8
