"""The employee appeals: once, in time, in their own words, and it moves nothing else."""

from datetime import date, timedelta

import pytest

from casework.appeals.commands import CloseCase
from casework.appeals.lodging import LodgeAppeal
from casework.appeals.queries import appeal_of
from casework.cases.gateway import standing_now
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted
from casework.outcomes.ladder import Sanction
from tests.refusing import breaches
from tests.staging import outcome, paper, window
from tests.world import DAY, World, at

ENDS = DAY + timedelta(days=14)
APPEAL = LodgeAppeal(grounds="I was at work when it was posted.")


def told(world: World, stage: Stage = Stage.APPEAL) -> Case:
    """A case whose outcome letter has been sent, with a panel for an appeal."""
    case = world.case(stage, appeal_manager=world.appeal_manager)
    paper(world, case, "L-12")
    letter = paper(world, case, "L-16").id
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING, letter_document_id=letter)
    return case


def test_an_appeal_is_kept_in_the_employees_own_words(world: World) -> None:
    case = told(world)
    window(world, case, ENDS)
    entry = world.perform(world.employee, case, APPEAL, at(ENDS))
    kept = appeal_of(world.session, case.id)
    assert kept
    assert (kept.grounds, kept.lodged_by) == (APPEAL.grounds, world.employee.id)
    assert entry.sentence == "appealed against the outcome"
    assert case.stage is Stage.APPEAL, "it moves nothing else"


def test_those_who_hear_the_appeal_know_of_the_case_from_then_on(world: World) -> None:
    case = told(world)
    reference = case.reference
    assert not standing_now(world.session, world.appeal_manager, reference, at()).knows
    world.perform(world.employee, case, APPEAL)
    assert standing_now(world.session, world.appeal_manager, reference, at()).knows


def test_it_may_be_sent_as_soon_as_the_letter_is_out(world: World) -> None:
    case = told(world, Stage.OUTCOME)
    assert world.perform(world.employee, case, APPEAL).kind == "AppealLodged"


def test_after_the_last_day_it_is_too_late(world: World) -> None:
    case = told(world)
    window(world, case, ENDS)
    with breaches("G-APP-1"):
        world.perform(world.employee, case, APPEAL, at(ENDS + timedelta(days=1)))


def test_there_is_one_appeal(world: World) -> None:
    case = told(world)
    world.perform(world.employee, case, APPEAL)
    with breaches("G-APP-4"):
        world.perform(world.employee, case, APPEAL)


def test_before_the_letter_there_is_nothing_to_appeal_against(world: World) -> None:
    case = world.case(Stage.OUTCOME)
    paper(world, case, "L-12")
    with breaches("G-OUT-1"):
        world.perform(world.employee, case, APPEAL)


@pytest.mark.parametrize("who", ["case_manager", "hearing_manager", "note_taker"])
def test_nobody_appeals_for_the_employee(world: World, who: str) -> None:
    with pytest.raises(NotPermitted):
        world.perform(getattr(world, who), told(world), APPEAL)


def test_who_was_never_told_cannot_appeal(world: World) -> None:
    with pytest.raises(NotFound):
        world.perform(world.employee, world.case(Stage.INVESTIGATION), APPEAL)


def test_a_case_under_appeal_stays_open(world: World) -> None:
    case = told(world)
    window(world, case, date(2026, 10, 1))
    world.perform(world.employee, case, APPEAL, at(date(2026, 10, 1)))
    with breaches("G-APP-3"):
        world.perform(world.case_manager, case, CloseCase(reasons="It ended.", no_appeal=True))
