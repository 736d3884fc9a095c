"""Whether a warning was live on the day of a new act, and when its record may go."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from casework.people.warnings import FormalWarning, WarningLevel, dispose_day


def warning(**told: Any) -> FormalWarning:
    whole: dict[str, Any] = {
        "case_id": uuid4(),
        "person_id": uuid4(),
        "level": WarningLevel.FINAL_WRITTEN,
        "about": "Staff social media policy, clause 3.3",
        "given_on": date(2026, 1, 12),
        "live_months": 12,
        "spent_on": date(2027, 1, 12),
        "dispose_on": date(2027, 10, 12),
    }
    return FormalWarning(**(whole | told))


@pytest.mark.parametrize(
    ("on", "live", "says"),
    [
        (date(2026, 1, 11), False, "it was given only on 12 January 2026"),
        (date(2026, 1, 12), True, "it counts until 11 January 2027"),
        (date(2027, 1, 11), True, "Live on 11 January 2027"),
        (date(2027, 1, 12), False, "it stopped counting on 12 January 2027"),
    ],
)
def test_a_warning_counts_from_its_first_day_until_the_day_it_is_spent(
    on: date, live: bool, says: str
) -> None:
    told = warning().live_on(on)
    assert told.live is live
    assert says in told.says


def test_what_an_appeal_took_away_counts_on_no_day() -> None:
    gone = warning(withdrawn_on=date(2026, 3, 2))
    told = gone.live_on(date(2026, 2, 1))
    assert not told.live
    assert told.says == "Taken away on appeal on 2 March 2026: it counts on no day"


def test_an_extension_is_part_of_the_explanation() -> None:
    longer = warning(
        extended_months=3, absent_days=40, why_extended="As said.", spent_on=date(2027, 5, 22)
    )
    says = longer.live_on(date(2027, 5, 1)).says
    assert "for 12 months, extended by 3 months, and by 40 days of absence" in says


def test_the_record_of_a_warning_outlives_it_and_ten_years_where_a_child_is_concerned() -> None:
    spent, given = date(2027, 1, 12), date(2026, 1, 12)
    assert dispose_day(spent, given, 9, child=False) == date(2027, 10, 12)
    assert dispose_day(spent, given, 9, child=True) == date(2036, 1, 12)
