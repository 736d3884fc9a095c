"""What a night works out of a closed case: its day, by which rule, and which fact is missing."""

from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.database.whose import every_case
from casework.outcomes.ladder import Sanction
from casework.retention.clocks import NO_RULE, OPEN_PARENT, WAITS, Due, case_due, clocks_on
from casework.retention.periods import lengths_on
from casework.working_days import add_months
from tests.retention.endings import closed, lado_contact, outcome
from tests.world import DAY, World

EMPLOYED_52_YEARS = 52


def reviewed(world: World, case: Case) -> Due:
    world.session.flush()
    with every_case(world.session):
        found = case_due(world.session, case, lengths_on(world.session, DAY))
    assert found
    return found


def test_nothing_goes_while_the_last_day_is_unknown(world: World) -> None:
    case = closed(world, Ending.OUTCOME_GIVEN)
    outcome(world, case, Sanction.SUMMARY_DISMISSAL)
    found = reviewed(world, case)
    assert found.due_on is None
    assert found.waits_for == WAITS["R-11"]


def test_the_longest_rule_decides_and_every_rule_is_told(world: World) -> None:
    case = closed(world, Ending.NOT_UPHELD)
    lado_contact(world, case)
    found = reviewed(world, case)
    employed = world.person(world.employee).employed_from
    with every_case(world.session):
        clocks = clocks_on(world.session, case.id, lengths_on(world.session, DAY))
    assert [each.code for each in clocks] == ["R-02", "R-08"]
    assert clocks[1].says == "Counted from the day the case was closed, 5 October 2026"
    assert found.due_on == employed.replace(year=employed.year + EMPLOYED_52_YEARS)


def test_what_was_added_to_another_case_follows_it(world: World) -> None:
    parent, child = closed(world, Ending.INFORMAL), closed(world, Ending.NOT_UPHELD)
    child.ending, child.added_to_id = Ending.ADDED_TO_CASE, parent.id
    found = reviewed(world, child)
    assert (found.code, found.due_on) == ("R-04", add_months(DAY, 6))
    parent.stage, parent.ending, parent.closed_at = Stage.HEARING, None, None
    found = reviewed(world, child)
    assert found.due_on is None
    assert found.waits_for == OPEN_PARENT


def test_an_ending_that_no_rule_fits_is_never_due(world: World) -> None:
    assert reviewed(world, closed(world, Ending.OUTCOME_GIVEN)).waits_for == NO_RULE
