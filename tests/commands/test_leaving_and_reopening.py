"""A resignation during the process, and the reopening of a closed case by two people."""

from typing import Any

import pytest

from casework.access import Role
from casework.appeals.commands import CloseCase
from casework.cases.approvals import DecideRequest, requests_on
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.documents.issuing import issued_on
from casework.errors import NotPermitted, WrongAnswer
from casework.interruptions.models import SafeguardingConclusion
from casework.interruptions.queries import resignation_of
from casework.outcomes.ladder import Sanction
from tests.commands.test_outcomes import decide, heard
from tests.interrupting import REOPEN, WEEK, concluding, not_referred, resigning
from tests.refusing import breaches, wrong_answers
from tests.staging import outcome, paper, window
from tests.world import DAY, World, at


def test_a_resignation_is_answered_in_writing(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.allegation(case)
    paper(world, case, "L-12")
    with wrong_answers("served_how"):
        world.perform(world.case_manager, case, resigning())
    entry = world.perform(world.case_manager, case, resigning(served_how="by post"))
    assert entry.sentence == (
        "recorded that the employee resigned, to leave on 31 December 2026: the process goes on"
    )
    assert issued_on(world.session, case.id)[-1].code == "L-36"
    with breaches("G-RES-2"):
        world.perform(world.case_manager, case, resigning(served_how="by post"))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"received_on": DAY + WEEK}, "received_on"),
        ({"last_day": DAY - WEEK}, "last_day"),
    ],
)
def test_the_days_of_a_resignation_make_sense(
    world: World, told: dict[str, Any], field: str
) -> None:
    with wrong_answers(field):
        world.perform(world.case_manager, world.case(Stage.INVESTIGATION), resigning(**told))


@pytest.mark.parametrize(
    "stage", [Stage.TRIAGE, Stage.INVESTIGATION, Stage.DECISION, Stage.HEARING, Stage.OUTCOME]
)
def test_a_case_is_concluded_after_a_resignation_at_any_stage(world: World, stage: Stage) -> None:
    case = world.case(stage)
    with breaches("G-RES-3"):
        world.perform(world.case_manager, case, concluding())
    world.perform(world.case_manager, case, resigning(goes_on=False))
    with breaches("G-REF-2"):
        world.perform(world.case_manager, case, concluding())
    not_referred(world, case)
    entry = world.perform(world.case_manager, case, concluding())
    assert entry.sentence.startswith("closed the case after the employee’s resignation")
    assert (case.stage, case.ending) == (Stage.CLOSED, Ending.RESIGNED)


def test_what_concerns_a_child_is_concluded_though_the_employee_has_gone(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    case.pupil_involved = True
    world.perform(world.case_manager, case, resigning(goes_on=False))
    with breaches("G-CLOSE-1"):
        world.perform(world.case_manager, case, concluding())
    not_referred(world, case)
    found = concluding(safeguarding=SafeguardingConclusion.SUBSTANTIATED)
    entry = world.perform(world.case_manager, case, found)
    assert "with the conclusion “substantiated”" in entry.sentence


def test_between_the_finding_and_the_sanction_either_way_is_open(world: World) -> None:
    """Found, and not yet decided: the outcome may still be decided, or the matter concluded."""
    case = heard(world)
    world.perform(world.case_manager, case, resigning(served_how="by hand"))
    assert decide(world, case).sentence == "decided the outcome: first written warning"
    with breaches("G-RES-4"):
        world.perform(world.case_manager, case, concluding())
    other = heard(world)
    world.perform(world.case_manager, other, resigning(goes_on=False, served_how="by hand"))
    not_referred(world, other)
    world.perform(world.case_manager, other, concluding())
    assert other.ending is Ending.RESIGNED


def closed(world: World) -> Case:
    case = world.case(Stage.APPEAL, decision_maker=world.dsl)
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING)
    window(world, case, DAY - WEEK)
    close = CloseCase(reasons="Nobody appealed.", no_appeal=True)
    world.perform(world.case_manager, case, close)
    return case


def test_a_closed_case_is_reopened_by_two_people(world: World) -> None:
    case = closed(world)
    entry = world.perform(world.case_manager, case, REOPEN)
    assert entry.sentence == "asked for something that takes a second person’s approval"
    assert case.stage is Stage.CLOSED
    [request] = requests_on(world.session, case.id)
    yes = DecideRequest(request_id=request.id, approved=True, reason="I agree.")
    with pytest.raises(WrongAnswer):
        world.perform(world.case_manager, case, yes)
    world.perform(world.dsl, case, yes)
    assert (case.stage, case.ending, case.closed_at) == (Stage.APPEAL, None, None)
    assert case.next_due == "Say what becomes of the reopened case"


def test_the_director_of_hr_asks_and_whoever_manages_the_case_decides(world: World) -> None:
    case = closed(world)
    world.perform(world.hr_director, case, REOPEN)
    [request] = requests_on(world.session, case.id)
    yes = DecideRequest(request_id=request.id, approved=True, reason="I agree.")
    world.perform(world.case_manager, case, yes)
    assert case.stage is Stage.APPEAL


def test_a_request_that_is_refused_leaves_the_case_closed(world: World) -> None:
    case = closed(world)
    world.perform(world.case_manager, case, REOPEN)
    [request] = requests_on(world.session, case.id)
    no = DecideRequest(request_id=request.id, approved=False, reason="Nothing is new.")
    world.perform(world.dsl, case, no)
    assert case.stage is Stage.CLOSED


@pytest.mark.parametrize("who", ["hearing_manager", "panel_member"])
def test_nobody_else_reopens_a_case(world: World, who: str) -> None:
    with pytest.raises(NotPermitted):
        world.perform(getattr(world, who), closed(world), REOPEN)


def test_a_case_concluded_after_a_resignation_is_taken_up_where_it_was(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.part(case, world.dsl, Role.DECISION_MAKER)
    world.perform(world.case_manager, case, resigning(goes_on=False))
    not_referred(world, case)
    world.perform(world.case_manager, case, concluding())
    world.perform(world.case_manager, case, REOPEN)
    [request] = requests_on(world.session, case.id)
    yes = DecideRequest(request_id=request.id, approved=True, reason="New evidence.")
    world.perform(world.dsl, case, yes)
    kept = resignation_of(world.session, case.id)
    assert kept
    assert (case.stage, kept.conclusion) == (Stage.HEARING, None)


def test_what_ended_without_an_outcome_is_not_reopened(world: World) -> None:
    case = world.case(Stage.DECISION, decision_maker=world.dsl)
    case.close(Ending.NO_CASE_TO_ANSWER, at())
    world.perform(world.case_manager, case, REOPEN)
    [request] = requests_on(world.session, case.id)
    yes = DecideRequest(request_id=request.id, approved=True, reason="I agree.")
    with breaches("G-OPEN-2"):
        world.perform(world.dsl, case, yes)
