"""Dates, times, names and amounts as people read them."""

from datetime import UTC, date, datetime

import pytest

from web.frame import wording

THIS_YEAR = date(2026, 11, 22)


def test_a_day_of_this_year_leaves_the_year_out() -> None:
    assert wording.day(date(2026, 11, 26), today=THIS_YEAR) == "Thu 26 Nov"


def test_a_day_of_another_year_names_it() -> None:
    assert wording.day(date(2025, 9, 1), today=THIS_YEAR) == "Mon 1 Sep 2025"


def test_letters_say_the_whole_date() -> None:
    assert wording.long_day(date(2026, 11, 26)) == "Thursday 26 November 2026"


def test_a_moment_late_in_the_evening_of_summer_belongs_to_the_next_day() -> None:
    moment = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert wording.long_day(moment) == "Thursday 2 July 2026"
    assert wording.clock(moment) == "00:30"


def test_a_moment_without_a_zone_is_utc() -> None:
    stored = datetime(2026, 7, 1, 8, 12)  # noqa: DTZ001 - the case under test
    assert wording.clock(stored) == "09:12"


@pytest.mark.parametrize(
    ("hour", "said"), [(0, "12:05am"), (9, "9:05am"), (12, "12:05pm"), (17, "5:05pm")]
)
def test_reporters_read_a_friendly_clock(hour: int, said: str) -> None:
    assert wording.friendly_clock(datetime(2026, 1, 5, hour, 5, tzinfo=UTC)) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("No case to answer", "no case to answer"),
        ("Referral to the TRA", "referral to the TRA"),
        ("My Principal", "my Principal"),
        ("LADO", "LADO"),
        ("HR case manager", "HR case manager"),
        ("I do not know who it was", "I do not know who it was"),
        ("", ""),
    ],
)
def test_a_label_inside_a_sentence_keeps_its_abbreviations(label: str, said: str) -> None:
    assert wording.within(label) == said


@pytest.mark.parametrize(
    ("name", "initials", "listed"),
    [
        ("Rebecca Hallam", "RH", "R. Hallam"),
        ("Grace Ann Bello", "GB", "G. Bello"),
        ("Asha", "A", "Asha"),
        ("", "", ""),
    ],
)
def test_names_in_lists_are_short(name: str, initials: str, listed: str) -> None:
    assert wording.initials(name) == initials
    assert wording.initial_surname(name) == listed


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (3, "in 3 working days"),
        (1, "in 1 working day"),
        (0, "today"),
        (-1, "1 working day late"),
        (-4, "4 working days late"),
    ],
)
def test_a_deadline_says_how_far_off_it_is(days: int, said: str) -> None:
    assert wording.working_days_phrase(days) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (1, "1 byte"),
        (640, "640 bytes"),
        (84_300, "84 KB"),
        (3_100_000, "3.1 MB"),
        (4_000_000, "4 MB"),
    ],
)
def test_a_file_has_a_readable_size(size: int, said: str) -> None:
    assert wording.file_size(size) == said


def test_irregular_plurals_are_given() -> None:
    assert wording.counted(2, "inquiry", "inquiries") == "2 inquiries"
