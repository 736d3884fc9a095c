"""The employee appeals: once, in time, in their own words, and it moves nothing else."""

from datetime import date, time, timedelta

import pytest

from casework.appeals.commands import CloseCase
from casework.appeals.lodging import LodgeAppeal, RecordAppealReceived
from casework.appeals.models import GroundKind
from casework.appeals.queries import appeal_of, grounds_of
from casework.cases.gateway import standing_now
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted
from casework.outcomes.ladder import Sanction
from casework.working_days import local_moment
from tests.refusing import breaches, wrong_answers
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
    assert (kept.lodged_by, kept.received_on, kept.in_time) == (world.employee.id, ENDS, True)
    [ground] = grounds_of(world.session, case.id)
    assert (ground.kind, ground.words) == (GroundKind.OWN_WORDS, APPEAL.grounds)
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


def test_each_ground_is_kept_by_itself(world: World) -> None:
    case = told(world)
    asked = LodgeAppeal(procedure="Nobody asked my witness.", severity="It was one word.")
    world.perform(world.employee, case, asked)
    kept = [(each.kind, each.words) for each in grounds_of(world.session, case.id)]
    assert kept == [
        (GroundKind.PROCEDURE, "Nobody asked my witness."),
        (GroundKind.SEVERITY, "It was one word."),
    ]


def test_an_appeal_says_why(world: World) -> None:
    with wrong_answers("grounds"):
        world.perform(world.employee, told(world), LodgeAppeal())


def test_the_last_minute_of_the_last_day_is_in_time_and_one_minute_later_is_late(
    world: World,
) -> None:
    """The clocks went back on 25 October 2026: midnight is London’s."""
    ends = date(2026, 10, 30)
    for moment, in_time in (
        (local_moment(ends, time(23, 59)), True),
        (local_moment(ends + timedelta(days=1), time(0, 0)), False),
    ):
        case = told(world)
        window(world, case, ends)
        late = LodgeAppeal(grounds="It was not me.", why_late="I was away.")
        world.perform(world.employee, case, late, moment)
        kept = appeal_of(world.session, case.id)
        assert kept
        assert kept.in_time is in_time


def test_after_the_last_day_it_says_why_it_is_late(world: World) -> None:
    case = told(world)
    window(world, case, ENDS)
    late = at(ENDS + timedelta(days=1))
    with wrong_answers("why_late"):
        world.perform(world.employee, case, APPEAL, late)
    asked = LodgeAppeal(grounds="It was not me.", why_late="I was in hospital.")
    entry = world.perform(world.employee, case, asked, late)
    assert entry.sentence == "appealed against the outcome, after the time to appeal had ended"


def test_a_closed_case_is_reopened_before_anybody_appeals(world: World) -> None:
    case = told(world, Stage.CLOSED)
    with breaches("G-APP-5"):
        world.perform(world.employee, case, APPEAL)


def test_an_appeal_on_paper_counts_as_much(world: World) -> None:
    case = told(world)
    window(world, case, ENDS)
    asked = RecordAppealReceived(
        received_on=ENDS, how_received="by post", finding="The post is not mine."
    )
    entry = world.perform(world.case_manager, case, asked, at(ENDS + timedelta(days=3)))
    kept = appeal_of(world.session, case.id)
    assert kept
    assert (kept.in_time, kept.lodged_by) == (True, world.employee.id)
    assert kept.recorded_by == world.case_manager.id
    assert entry.sentence == "recorded the employee’s appeal, which arrived on 19 October 2026"


@pytest.mark.parametrize("day", [DAY - timedelta(days=1), DAY + timedelta(days=1)])
def test_a_paper_appeal_arrives_after_the_outcome_and_not_in_the_future(
    world: World, day: date
) -> None:
    asked = RecordAppealReceived(received_on=day, how_received="by post", severity="Too much.")
    with wrong_answers("received_on"):
        world.perform(world.case_manager, told(world), asked)


@pytest.mark.parametrize("who", ["employee", "hearing_manager"])
def test_only_hr_records_an_appeal_on_paper(world: World, who: str) -> None:
    asked = RecordAppealReceived(received_on=DAY, how_received="by post", severity="Too much.")
    with pytest.raises(NotPermitted):
        world.perform(getattr(world, who), told(world), asked)


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
