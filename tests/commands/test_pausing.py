"""A pause with a reason and a review, and deadlines that stand still meanwhile."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from casework.appeals.commands import CloseCase
from casework.cases.models import Deadline
from casework.cases.stages import Stage
from casework.documents.issuing import issued_on
from casework.errors import NotFound, NotPermitted
from casework.interruptions.models import PauseGround
from casework.interruptions.pausing import ReviewPause
from casework.interruptions.queries import pause_of, pauses_of
from casework.outcomes.ladder import Sanction
from tests.interrupting import RESUME, WEEK, pausing, resigning
from tests.refusing import breaches, wrong_answers
from tests.staging import outcome, paper, window
from tests.world import DAY, World, at


def test_a_pause_says_why_and_when_it_is_looked_at_again(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    entry = world.perform(world.case_manager, case, pausing())
    assert entry.sentence == (
        "paused the case, because of a grievance, until a review on 12 October 2026"
    )
    assert (case.next_due, case.next_due_on) == ("Look at the pause again", DAY + WEEK)


@pytest.mark.parametrize("days", [-1, 0, 15])
def test_a_pause_is_looked_at_again_within_14_days(world: World, days: int) -> None:
    case = world.case(Stage.INVESTIGATION)
    with breaches("G-PAUSE-1"):
        world.perform(world.case_manager, case, pausing(DAY + timedelta(days=days)))


def test_a_paused_case_goes_to_no_other_stage(world: World) -> None:
    case = world.case(Stage.APPEAL)
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING)
    window(world, case, DAY - WEEK)
    world.perform(world.case_manager, case, pausing())
    close = CloseCase(reasons="Nobody appealed.", no_appeal=True)
    with breaches("G-PAUSE-5"):
        world.perform(world.case_manager, case, close)
    world.perform(world.case_manager, case, RESUME)
    world.perform(world.case_manager, case, close)
    assert case.stage is Stage.CLOSED


def test_deadlines_stand_still_and_move_by_the_working_days_of_the_pause(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    for kind in ("T4", "T2"):
        due = Deadline(case_id=case.id, kind=kind, says="Due", due_on=date(2026, 10, 9), counted={})
        world.session.add(due)
    world.perform(world.case_manager, case, pausing())
    entry = world.perform(world.case_manager, case, RESUME, at(date(2026, 10, 12)))
    assert entry.sentence == "resumed the case: open deadlines are 5 working days later"
    found = world.session.exec(select(Deadline).where(Deadline.case_id == case.id))
    due_on = {each.kind: (each.due_on, each.counted.get("paused_days")) for each in found}
    assert due_on["T4"] == (date(2026, 10, 16), 5)
    assert due_on["T2"] == (date(2026, 10, 9), None), "contact with the LADO waits for nothing"


def test_a_pause_that_goes_on_is_looked_at_again(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    again = ReviewPause(reason="The grievance takes longer.", review_on=DAY + 2 * WEEK)
    with breaches("G-PAUSE-4"):
        world.perform(world.case_manager, case, again)
    world.perform(world.case_manager, case, pausing())
    world.perform(world.case_manager, case, again)
    kept = pause_of(world.session, case.id)
    assert kept
    assert kept.review_on == DAY + 2 * WEEK


def test_a_case_is_paused_once_at_a_time(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    world.perform(world.case_manager, case, pausing())
    with breaches("G-PAUSE-3"):
        world.perform(world.case_manager, case, pausing())
    world.perform(world.case_manager, case, RESUME)
    world.perform(world.case_manager, case, pausing())
    assert len(pauses_of(world.session, case.id)) == 2


def test_criminal_proceedings_are_written_about_to_an_employee_who_knows(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.allegation(case)
    paper(world, case, "L-12")
    criminal: dict[str, Any] = {
        "ground": PauseGround.CRIMINAL,
        "reason": "The police have asked us to wait.",
    }
    with wrong_answers("served_how"):
        world.perform(world.case_manager, case, pausing(**criminal))
    world.perform(world.case_manager, case, pausing(**criminal, served_how="by post"))
    assert issued_on(world.session, case.id)[-1].code == "L-37"


def test_nobody_is_written_to_before_they_know_of_the_case(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    world.perform(world.case_manager, case, pausing(ground=PauseGround.CRIMINAL))
    world.perform(world.case_manager, case, resigning())
    assert issued_on(world.session, case.id) == []


@pytest.mark.parametrize("asked", [pausing(), resigning()], ids=["pause", "resignation"])
def test_only_hr_pauses_a_case_or_records_a_resignation(world: World, asked: Any) -> None:
    case = world.case(Stage.INVESTIGATION)
    with pytest.raises(NotPermitted):
        world.perform(world.investigating_officer, case, asked)
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, asked)
