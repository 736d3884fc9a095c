"""When the appeal window opens, and when a case may be closed."""

from datetime import date

import pytest

from casework.appeals.rules import CLOSING_RULES, WINDOW_RULES, ClosingFacts, WindowFacts
from tests.rules.asking import broken

ENDS = date(2027, 1, 8)


def test_the_window_opens_once_the_letter_has_gone() -> None:
    assert broken(WINDOW_RULES, WindowFacts(letter_sent=True)) == []
    assert broken(WINDOW_RULES, WindowFacts(letter_sent=False)) == ["G-OUT-1"]


@pytest.mark.parametrize(
    ("ends", "today", "refused"),
    [
        (ENDS, date(2027, 1, 7), ["G-APP-0"]),
        (ENDS, ENDS, ["G-APP-0"]),
        (ENDS, date(2027, 1, 9), []),
        (None, date(2027, 1, 9), ["G-APP-0"]),
    ],
)
def test_a_case_is_closed_only_after_the_last_day_to_appeal(
    ends: date | None, today: date, refused: list[str]
) -> None:
    assert broken(CLOSING_RULES, ClosingFacts(ends, today)) == refused
