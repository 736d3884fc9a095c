"""What must be true before a hearing is notified, and before it counts as held."""

from dataclasses import replace
from datetime import date, time

import pytest
from pydantic import TypeAdapter, ValidationError

from casework.hearings.notice import ScheduleHearing, spoken_time
from casework.hearings.rules import HEARING_RULES, NOTICE_RULES, HearingFacts, NoticeFacts
from tests.rules.asking import broken

DAY = date(2026, 10, 20)
READY = NoticeFacts(
    hearing_manager=True,
    note_taker=True,
    allegations=1,
    notice_days=10,
    required_days=10,
    shorter_agreed=False,
)
HELD = HearingFacts(notified=True, pack_issued=True, starts_on=DAY, today=DAY)


def test_a_prepared_hearing_can_be_notified() -> None:
    assert broken(NOTICE_RULES, READY) == []


@pytest.mark.parametrize(
    ("without", "rule"),
    [
        ({"hearing_manager": False}, "G-NOT-0"),
        ({"note_taker": False}, "G-NOT-3"),
        ({"allegations": 0}, "G-NOT-1"),
        ({"notice_days": 9}, "G-NOT-2"),
        ({"notice_days": -3}, "G-NOT-2"),
    ],
)
def test_a_notice_without_one_part_is_not_sent(without: dict[str, int], rule: str) -> None:
    assert broken(NOTICE_RULES, replace(READY, **without)) == [rule]  # type: ignore[arg-type]


def test_the_employee_may_agree_to_shorter_notice() -> None:
    agreed = replace(READY, notice_days=3, shorter_agreed=True)
    assert broken(NOTICE_RULES, agreed) == []


def test_a_hearing_on_its_day_counts_as_held() -> None:
    assert broken(HEARING_RULES, HELD) == []


@pytest.mark.parametrize(
    ("without", "rule"),
    [
        ({"notified": False}, "G-NOT-4"),
        ({"pack_issued": False}, "G-PACK-1"),
        ({"today": date(2026, 10, 19)}, "G-HRG-1"),
        ({"starts_on": None}, "G-HRG-1"),
    ],
)
def test_a_hearing_without_one_part_was_not_held(without: dict[str, date], rule: str) -> None:
    assert broken(HEARING_RULES, replace(HELD, **without)) == [rule]  # type: ignore[arg-type]


STARTS: TypeAdapter[time] = TypeAdapter(ScheduleHearing.__annotations__["starts"], config=None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10:00", time(10)),
        ("10am", time(10)),
        ("9.30am", time(9, 30)),
        ("2 pm", time(14)),
        ("12pm", time(12)),
        ("12:15am", time(0, 15)),
        ("14:30", time(14, 30)),
    ],
)
def test_a_time_is_read_as_people_write_it(written: str, meant: time) -> None:
    assert STARTS.validate_python(written) == meant


@pytest.mark.parametrize("written", ["", "ten", "25:00", "10:75", "13pm", "-1:00"])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        STARTS.validate_python(written)


@pytest.mark.parametrize(
    ("at", "words"),
    [(time(10), "10am"), (time(9, 30), "9:30am"), (time(12), "12pm"), (time(0, 5), "12:05am")],
)
def test_a_time_is_written_as_letters_write_it(at: time, words: str) -> None:
    assert spoken_time(at) == words
