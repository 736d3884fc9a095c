"""When a closed case may go, and why it is still here."""

from datetime import date
from typing import Any

import pytest

from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.database.whose import every_case
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import Outcome
from casework.people.warnings import FormalWarning, WarningLevel
from casework.reports.models import LadoContact
from casework.retention.clocks import NO_RULE, OPEN_PARENT, WAITS, Due, case_due, clocks_on
from casework.retention.periods import lengths_on
from casework.working_days import add_months
from tests.world import DAY, World, at

EMPLOYED_52_YEARS = 52


def closed(world: World, ending: Ending) -> Case:
    case = world.case(Stage.CLOSED)
    case.ending = ending
    world.session.flush()
    return case


def reviewed(world: World, case: Case) -> Due:
    world.session.flush()
    with every_case(world.session):
        found = case_due(world.session, case, lengths_on(world.session, DAY))
    assert found
    return found


def outcome(world: World, case: Case, sanction: Sanction, **more: Any) -> None:
    world.session.add(
        Outcome(
            case_id=case.id,
            sanction=sanction,
            reasons="The post",
            mitigation="None",
            lesser_steps="None",
            gross_misconduct="The post" if sanction is Sanction.SUMMARY_DISMISSAL else None,
            decided_by=world.hearing_manager.id,
            decided_at=at(),
            **more,
        )
    )
    world.session.flush()


def warning(world: World, case: Case, given_on: date = DAY) -> FormalWarning:
    kept = FormalWarning(
        case_id=case.id,
        person_id=world.employee.id,
        level=WarningLevel.FINAL_WRITTEN,
        about="A post",
        given_on=given_on,
        live_months=12,
        spent_on=add_months(given_on, 12),
        dispose_on=add_months(given_on, 21),
    )
    world.session.add(kept)
    world.session.flush()
    return kept


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
    assert found.waits_for == WAITS["R-11"]


def test_a_warning_goes_when_its_record_may(world: World) -> None:
    case = closed(world, Ending.OUTCOME_GIVEN)
    outcome(world, case, Sanction.FINAL_WRITTEN_WARNING)
    kept = warning(world, case)
    found = reviewed(world, case)
    assert (found.code, found.due_on) == ("R-12", kept.dispose_on)


def test_the_longest_rule_decides_and_every_rule_is_told(world: World) -> None:
    case = closed(world, Ending.NOT_UPHELD)
    world.session.add(
        LadoContact(
            case_id=case.id,
            contacted_on=DAY,
            contacted_at="10:15",
            spoken_to="Alan Reeve",
            advice="Go on.",
            may_investigate=True,
            may_tell_employee=True,
            recorded_by=world.case_manager.id,
            recorded_at=at(),
        )
    )
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
