"""An appeal is accepted or refused as late, notified, and heard by somebody else."""

from datetime import timedelta

from sqlmodel import select

from casework.appeals.commands import CloseCase
from casework.appeals.hearing import ScheduleAppealHearing
from casework.appeals.late import DecideLateAppeal
from casework.cases.models import Deadline
from casework.cases.stages import Stage
from casework.documents.issuing import issued_on
from casework.outcomes.ladder import Sanction
from tests.appealing import HEARD_ON, HELD, NOTICE, under_appeal
from tests.refusing import breaches, wrong_answers
from tests.staging import appeal_hearing, appealed, outcome, paper
from tests.world import DAY, World, at


def test_the_notice_acknowledges_the_appeal_and_sets_its_days(world: World) -> None:
    case = under_appeal(world)
    entry = world.perform(world.case_manager, case, ScheduleAppealHearing(**NOTICE))
    assert entry.sentence == (
        "acknowledged the appeal and sent the notice of its review on 26 October 2026, L3"
    )
    assert [each.code for each in issued_on(world.session, case.id)] == ["L-12", "L-17", "L-21"]
    due = world.session.exec(select(Deadline).where(Deadline.case_id == case.id))
    assert {each.kind: each.due_on for each in due}["T10-H"] == HEARD_ON


def test_the_employee_has_the_whole_notice_of_an_appeal_or_agrees_to_less(world: World) -> None:
    case = under_appeal(world)
    soon = NOTICE | {"day": DAY + timedelta(days=3)}
    with breaches("G-APP-8"):
        world.perform(world.case_manager, case, ScheduleAppealHearing(**soon))
    agreed = soon | {"shorter_notice_agreed": "By e-mail today."}
    world.perform(world.case_manager, case, ScheduleAppealHearing(**agreed))


def test_an_appeal_is_not_notified_before_somebody_is_there_to_hear_it(world: World) -> None:
    case = world.case(Stage.APPEAL)
    paper(world, case, "L-12")
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING, letter_document_id=paper(world, case).id)
    appealed(world, case)
    with breaches("G-APP-7"):
        world.perform(world.case_manager, case, ScheduleAppealHearing(**NOTICE))


def test_a_late_appeal_is_not_heard_before_it_is_accepted_with_a_reason(world: World) -> None:
    case = under_appeal(world, in_time=False, why_late="I was in hospital.")
    with breaches("G-APP-1"):
        world.perform(world.case_manager, case, ScheduleAppealHearing(**NOTICE))
    accepted = DecideLateAppeal(accepted=True, reason="He was in hospital.")
    entry = world.perform(world.case_manager, case, accepted)
    assert entry.sentence == "decided that the late appeal is heard"
    world.perform(world.case_manager, case, ScheduleAppealHearing(**NOTICE))


def test_a_late_appeal_that_is_refused_is_answered_in_writing_and_the_case_can_end(
    world: World,
) -> None:
    case = under_appeal(world, in_time=False, why_late="I forgot.")
    refused = DecideLateAppeal(accepted=False, reason="No good reason was given.")
    with wrong_answers("served_how"):
        world.perform(world.case_manager, case, refused)
    sent = refused.model_copy(update={"served_how": "by post"})
    entry = world.perform(world.case_manager, case, sent)
    assert entry.sentence == "decided that the appeal came too late, and said so in L3"
    world.perform(
        world.case_manager, case, CloseCase(reasons="It ended.", no_appeal=True), at(HEARD_ON)
    )
    assert case.stage is Stage.CLOSED


def test_whether_an_appeal_is_heard_is_decided_once_and_only_if_it_is_late(world: World) -> None:
    with breaches("G-APP-20"):
        asked = DecideLateAppeal(accepted=True, reason="It is fair.")
        world.perform(world.case_manager, under_appeal(world), asked)


def test_an_appeal_is_not_held_before_its_day(world: World) -> None:
    case = under_appeal(world)
    with breaches("G-APP-9", "G-APP-10"):
        world.perform(world.appeal_manager, case, HELD)
    appeal_hearing(world, case, HEARD_ON)
    with breaches("G-APP-10"):
        world.perform(world.appeal_manager, case, HELD)
    entry = world.perform(world.appeal_manager, case, HELD, at(HEARD_ON))
    assert entry.sentence == (
        "recorded that the appeal was heard on 26 October 2026, with the employee present"
    )
