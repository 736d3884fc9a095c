"""When a closed case may go, and why it is still here."""

from collections.abc import Callable
from datetime import date

import pytest

from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.database.whose import every_case
from casework.outcomes.ladder import Sanction
from casework.retention.reviewing import Review, review_of
from casework.working_days import add_months
from tests.retention.endings import closed, lado_contact, outcome, warning
from tests.world import DAY, World

LATER = date(2036, 1, 5)
EMPLOYED_52_YEARS = 52


def reviewed(world: World, case: Case, today: date = DAY) -> Review:
    world.session.flush()
    with every_case(world.session):
        return review_of(world.session, case, today)


@pytest.mark.parametrize(
    ("ending", "code", "months"),
    [
        (Ending.NO_FURTHER_ACTION, "R-15", 6),
        (Ending.PASSED_ON, "R-15", 6),
        (Ending.INFORMAL, "R-04", 6),
        (Ending.NO_CASE_TO_ANSWER, "R-08", 0),
        (Ending.NOT_UPHELD, "R-08", 0),
        (Ending.OVERTURNED_ON_APPEAL, "R-08", 0),
    ],
)
def test_how_a_case_ended_chooses_its_rule(
    world: World, ending: Ending, code: str, months: int
) -> None:
    found = reviewed(world, closed(world, ending))
    assert (found.code, found.due_on) == (code, add_months(DAY, months))


def test_a_dismissal_counts_from_the_last_day_of_the_employment(world: World) -> None:
    case = closed(world, Ending.OUTCOME_GIVEN)
    outcome(world, case, Sanction.DISMISSAL_WITH_NOTICE, employment_ends_on=date(2026, 11, 30))
    found = reviewed(world, case)
    assert (found.code, found.due_on) == ("R-11", date(2032, 11, 30))


def test_nothing_goes_while_the_last_day_is_unknown(world: World) -> None:
    case = closed(world, Ending.OUTCOME_GIVEN)
    outcome(world, case, Sanction.SUMMARY_DISMISSAL)
    found = reviewed(world, case)
    assert found.due_on is None
    assert "The day the employment ended is not recorded." in found.why_here
    assert found.when_it_goes.startswith("Nobody can say yet")


def test_a_warning_goes_when_its_record_may_and_not_before_it_is_spent(world: World) -> None:
    case = closed(world, Ending.OUTCOME_GIVEN)
    outcome(world, case, Sanction.FINAL_WRITTEN_WARNING)
    kept = warning(world, case)
    found = reviewed(world, case)
    assert (found.code, found.due_on) == ("R-12", kept.dispose_on)
    assert "warning" in {each.kind for each in found.holds}
    assert reviewed(world, case, add_months(DAY, 30)).holds == []


def test_the_longest_rule_decides_and_every_rule_is_told(world: World) -> None:
    case = closed(world, Ending.NOT_UPHELD)
    lado_contact(world, case)
    found = reviewed(world, case)
    employed = world.person(world.employee).employed_from
    assert [each.code for each in found.clocks] == ["R-02", "R-08"]
    assert found.due_on == employed.replace(year=employed.year + EMPLOYED_52_YEARS)
    assert found.needs_safeguarding


def test_what_was_added_to_another_case_follows_it(world: World) -> None:
    parent, child = closed(world, Ending.INFORMAL), closed(world, Ending.NOT_UPHELD)
    child.ending, child.added_to_id = Ending.ADDED_TO_CASE, parent.id
    found = reviewed(world, child)
    assert (found.code, found.due_on) == ("R-04", add_months(DAY, 6))
    parent.stage, parent.ending, parent.closed_at = Stage.HEARING, None, None
    found = reviewed(world, child)
    assert found.due_on is None
    assert "parent" in {each.kind for each in found.holds}


def test_an_open_case_is_not_counted(world: World) -> None:
    found = reviewed(world, world.case(Stage.HEARING))
    assert found.due_on is None
    assert found.why_here == ["The case is open. Its time is counted once it is closed."]


@pytest.mark.parametrize(
    ("closed_on", "until"),
    [(date(2026, 9, 1), date(2027, 6, 22)), (date(2026, 10, 5), date(2027, 10, 27))],
)
def test_a_claim_may_be_on_its_way_by_the_law_of_its_day(
    closed_on: date, until: date, claims: Callable[[date], date]
) -> None:
    assert claims(closed_on) == until


@pytest.fixture
def claims() -> Callable[[date], date]:
    from casework.retention.holds import claims_until

    return lambda day: claims_until(day, None)


def test_a_case_that_was_not_upheld_waits_until_no_claim_can_come(world: World) -> None:
    case = closed(world, Ending.NOT_UPHELD)
    found = reviewed(world, case)
    assert [each.kind for each in found.holds] == ["claim"]
    assert found.when_it_goes.startswith("Not before 27 October 2027")
    assert reviewed(world, case, LATER).holds == []
