"""Counting clocks: every timer of the procedure, months, hours, and the days the clocks change."""

import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import casework
from casework.cases.clocks import (
    CLOCKS,
    Clock,
    Unit,
    asks_why,
    clock_of,
    days_left,
    ends,
    may_extend,
    may_pause,
    run_on,
    task_of,
)
from casework.timescales import SUGGESTED
from casework.working_days import left_out, local_moment

FRIDAY = date(2026, 10, 23)


def test_every_timer_of_the_procedure_is_declared() -> None:
    assert {each.timer for each in CLOCKS.values()} >= {f"T{n}" for n in range(1, 19)}
    assert all(name == each.id and each.says for name, each in CLOCKS.items())


def test_a_clock_is_as_long_as_a_number_of_the_trusts_or_of_the_laws() -> None:
    for each in CLOCKS.values():
        if each.timescale:
            assert each.timescale in SUGGESTED, each.id
            assert SUGGESTED[each.timescale].unit == each.unit, each.id
            assert not each.law, each.id


def test_every_deadline_that_is_set_anywhere_is_of_a_declared_clock() -> None:
    root = Path(casework.__file__).parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            called = getattr(getattr(node, "func", None), "id", "")
            if called in {"start_clock"} and isinstance(node, ast.Call):
                kind = node.args[1]
                if isinstance(kind, ast.Constant):
                    assert clock_of(str(kind.value)), (path.name, kind.value)


def test_hours_run_over_a_weekend_and_through_the_change_of_the_clocks() -> None:
    breach = CLOCKS["T16"]
    friday = local_moment(FRIDAY, datetime(2026, 1, 1, 17, 30, tzinfo=UTC).time())
    ended = ends(breach, friday, 72)
    assert ended.at == friday + timedelta(hours=72)
    assert ended.on == date(2026, 10, 26)
    # The clocks go back on Sunday 25 October: 72 hours after 17:30 it is 16:30 by the clock.
    assert ended.at.astimezone(UTC) == datetime(2026, 10, 26, 16, 30, tzinfo=UTC)


def test_hours_that_end_just_after_midnight_end_on_the_next_day() -> None:
    start = datetime(2026, 3, 27, 23, 30, tzinfo=UTC)  # the clocks go forward on the 29th
    ended = ends(CLOCKS["T16"], start, 72)
    assert ended.on == date(2026, 3, 31)
    assert not ended.passed(start + timedelta(hours=72))
    assert ended.passed(start + timedelta(hours=72, seconds=1))


def test_hours_are_never_counted_from_a_day() -> None:
    with pytest.raises(ValueError, match="moment"):
        ends(CLOCKS["T16"], FRIDAY, 72)


@pytest.mark.parametrize(
    ("start", "months", "ended"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_a_month_ends_on_the_last_day_of_one_that_has_no_such_day(
    start: date, months: int, ended: date
) -> None:
    assert ends(CLOCKS["T14"], start, months).on == ended


def test_a_claim_can_come_six_months_and_twelve_weeks_after_the_end() -> None:
    claim = CLOCKS["T18"]
    assert ends(claim, date(2026, 10, 1), claim.law).on == date(2027, 4, 1) + timedelta(weeks=12)


def test_working_days_leave_out_bank_holidays_and_closures_and_calendar_days_none() -> None:
    christmas = date(2026, 12, 23)
    closed = frozenset({date(2026, 12, 29)})
    assert ends(CLOCKS["T8"], christmas, 3, closed).on == date(2026, 12, 31)
    assert ends(CLOCKS["T17"], christmas, 14, closed).on == date(2027, 1, 6)
    assert left_out(christmas, date(2026, 12, 31), closed) == [
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 28), "Boxing Day (observed)"),
        (date(2026, 12, 29), "the academy is closed"),
    ]


def test_a_clock_before_a_hearing_is_counted_backwards() -> None:
    assert ends(CLOCKS["T7"], date(2026, 12, 2), 3).on == date(2026, 11, 27)


def test_a_clock_that_starts_on_the_day_the_clocks_change_ends_on_a_whole_day() -> None:
    sunday = date(2026, 10, 25)
    assert ends(CLOCKS["T3-R"], sunday, 14).on == date(2026, 11, 8)
    ended = ends(CLOCKS["T3-R"], date(2026, 10, 11), 14)
    assert not ended.passed(datetime(2026, 10, 25, 23, 59, 0, tzinfo=UTC))
    assert ended.passed(datetime(2026, 10, 26, 0, 0, 1, tzinfo=UTC))


def test_what_was_left_of_a_clock_is_counted_on_as_the_clock_is() -> None:
    left = days_left(Unit.WORKING_DAYS, FRIDAY, date(2026, 10, 28))
    assert left == 3
    assert run_on(Unit.WORKING_DAYS, date(2026, 11, 6), left) == date(2026, 11, 11)
    assert days_left(Unit.DAYS, FRIDAY, date(2026, 10, 28)) == 5
    assert run_on(Unit.DAYS, date(2026, 11, 6), 5) == date(2026, 11, 11)


def test_a_limit_of_law_moves_for_nobody() -> None:
    for kind in ("T2", "T15", "T16", "T17", "T18", "T3-R", "T5-H", "T6"):
        assert not may_pause(kind), kind
        assert not may_extend(kind), kind
    assert may_extend("T9")
    assert not may_pause("T9")
    assert may_pause("T4")


def test_the_trust_is_asked_why_only_of_its_own_steps() -> None:
    assert asks_why("T4")
    assert not asks_why("T7")
    assert not asks_why("LATE-of-something")
    assert not asks_why("of no clock")


def test_what_is_due_is_said_without_anybodys_name() -> None:
    assert task_of("T4") == "Finish the investigation"
    assert task_of("LATE-1234") == "Say why a step was late"
    assert task_of("something new") == "Something is due"
    assert isinstance(clock_of("T1-IO"), Clock)
