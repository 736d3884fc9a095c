"""Duties outside HR: each is answered with a referral or a reason, and closing waits for two."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from casework.appeals.commands import CloseCase
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.documents.issuing import issued_on
from casework.duties.commands import ConsiderDuty, StartClock
from casework.duties.kinds import Duty, Moment
from casework.duties.queries import questions
from casework.duties.referring import PrepareReferral
from casework.errors import NotFound, NotPermitted
from casework.journal import JournalEntry
from casework.outcomes.ladder import Sanction
from tests.documents.reading import bare
from tests.refusing import breaches, wrong_answers
from tests.staging import outcome, window
from tests.suspending import child_at_risk, due, lado, printed
from tests.world import DAY, World, at

ENDED = date(2027, 1, 6)


def dismissed(world: World, kind: str = "teacher") -> Case:
    case = world.case(Stage.APPEAL)
    world.person(world.employee).worker_type = kind
    outcome(world, case, Sanction.SUMMARY_DISMISSAL)
    window(world, case, ENDED)
    return case


def answer(world: World, case: Case, duty: Duty, **told: Any) -> JournalEntry:
    whole = {"duty": duty, "moment": Moment.OUTCOME, "referred": False, "because": "It is not met."}
    return world.perform(world.case_manager, case, ConsiderDuty.model_validate(whole | told))


def close(world: World, case: Case) -> JournalEntry:
    asked = CloseCase(reasons="No appeal arrived.", no_appeal=True)
    return world.perform(world.case_manager, case, asked, at(ENDED + timedelta(1)))


def test_after_a_teacher_is_dismissed_closing_waits_for_both_decisions(world: World) -> None:
    case = dismissed(world)
    with breaches("G-REF-1", "G-REF-2"):
        close(world, case)
    entry = answer(world, case, Duty.TRA)
    assert entry.sentence == (
        "considered, and did not refer to, the Teaching Regulation Agency (at the outcome)"
    )
    with breaches("G-REF-2"):
        close(world, case)
    answer(world, case, Duty.DBS, referred=True, referred_on=DAY, reference="D-1", because=None)
    entry = close(world, case)
    assert case.stage is Stage.CLOSED
    assert "not answered: LADO, at triage; Police, at triage" in entry.sentence
    assert "Teaching Regulation Agency" not in entry.sentence


def test_somebody_who_does_not_teach_is_considered_for_the_dbs_alone(world: World) -> None:
    case = dismissed(world, "support")
    with breaches("G-REF-2"):
        close(world, case)


def test_somebody_outside_regulated_activity_for_neither(world: World) -> None:
    case = dismissed(world, "central")
    close(world, case)


def test_an_answer_at_triage_is_not_one_at_the_outcome(world: World) -> None:
    case = dismissed(world, "support")
    answer(world, case, Duty.DBS, moment=Moment.TRIAGE)
    with breaches("G-REF-2"):
        close(world, case)


def test_somebody_who_left_meanwhile_is_considered_as_if_dismissed(world: World) -> None:
    case = world.case(Stage.APPEAL)
    person = world.person(world.employee)
    person.worker_type, person.left_on = "teacher", DAY
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING)
    window(world, case, ENDED)
    with breaches("G-REF-1", "G-REF-2"):
        close(world, case)
    asked = {each.asked.duty for each in questions(world.session, case, ENDED)}
    assert {Duty.TRA, Duty.DBS} <= asked


def test_every_outcome_asks_again_and_only_the_end_of_work_holds_up_the_closing(
    world: World,
) -> None:
    case = world.case(Stage.APPEAL)
    before = {(each.asked.duty, each.moment) for each in questions(world.session, case, DAY)}
    assert (Duty.POLICE, Moment.OUTCOME) not in before
    outcome(world, case, Sanction.FINAL_WRITTEN_WARNING)
    window(world, case, ENDED)
    after = {(each.asked.duty, each.moment) for each in questions(world.session, case, DAY)}
    assert {(Duty.POLICE, Moment.OUTCOME), (Duty.DBS, Moment.OUTCOME)} <= after
    close(world, case)
    assert case.stage is Stage.CLOSED


def test_a_sexual_offence_on_a_child_is_asked_about_where_a_child_may_be_at_risk(
    world: World,
) -> None:
    case = world.case(Stage.TRIAGE)
    assert Duty.OFFENCE not in {each.asked.duty for each in questions(world.session, case, DAY)}
    child_at_risk(world, case)
    assert Duty.OFFENCE in {each.asked.duty for each in questions(world.session, case, DAY)}
    told = {"moment": Moment.TRIAGE, "referred": False, "because": "Nobody learned of one."}
    entry = world.perform(world.case_manager, case, ConsiderDuty(duty=Duty.OFFENCE, **told))
    assert "sexual offence on a child" in entry.sentence


def test_a_referral_says_on_which_day_and_none_says_why(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    with wrong_answers("referred_on"):
        answer(world, case, Duty.POLICE, referred=True)
    with wrong_answers("because"):
        answer(world, case, Duty.POLICE, because=None)
    with wrong_answers("referred_on"):
        answer(world, case, Duty.POLICE, referred_on=DAY)
    with wrong_answers("referred_on"):
        answer(world, case, Duty.POLICE, referred=True, referred_on=DAY + timedelta(1))


def test_seventy_two_hours_are_counted_from_when_somebody_knew(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    asked = StartClock(duty=Duty.ICO, aware_on=DAY - timedelta(1), aware_at=time(16, 30))
    entry = world.perform(world.case_manager, case, asked)
    assert entry.facts["due_on"] == (DAY + timedelta(2)).isoformat()
    assert due(world, case)["T16"] == DAY + timedelta(2)
    answer(world, case, Duty.ICO, moment=Moment.TRIAGE, because="No risk to anybody.")
    assert "T16" not in due(world, case)


def test_ofsted_hears_within_fourteen_days(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    asked = StartClock(duty=Duty.OFSTED, aware_on=DAY, aware_at=time(9))
    world.perform(world.case_manager, case, asked)
    assert due(world, case)["T16-O"] == DAY + timedelta(14)


def test_a_clock_is_that_of_somebody_who_has_one_and_does_not_start_tomorrow(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    with wrong_answers("duty"):
        asked = StartClock(duty=Duty.POLICE, aware_on=DAY, aware_at=time(9))
        world.perform(world.case_manager, case, asked)
    with wrong_answers("aware_on"):
        late = StartClock(duty=Duty.ICO, aware_on=DAY + timedelta(1), aware_at=time(9))
        world.perform(world.case_manager, case, late)


def prepare(world: World, case: Case, **told: Any) -> JournalEntry:
    return world.perform(world.case_manager, case, PrepareReferral.model_validate(told))


def test_a_referral_to_the_tra_is_made_from_the_case(world: World) -> None:
    case = dismissed(world)
    world.exhibit(case, title="The post itself")
    world.found(case)
    with wrong_answers("grounds"):
        prepare(world, case, duty=Duty.TRA)
    prepare(world, case, duty=Duty.TRA, grounds="Conduct that may bring the profession down.")
    words = printed(world, case)
    for said in ("The post itself", "Summary dismissal", "The post is his.", "Allegation 1"):
        assert bare(said) in words or said == "Summary dismissal"
    assert [each.code for each in issued_on(world.session, case.id)] == ["DUTY-L25"]


def test_nothing_is_referred_before_anybody_left(world: World) -> None:
    with wrong_answers("duty"):
        prepare(world, world.case(Stage.HEARING), duty=Duty.DBS, grounds="Harm")


def test_the_paper_for_the_lado_says_what_was_reported_and_what_was_done(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    lado(world, case)
    prepare(world, case, duty=Duty.LADO, safety="Moved to the office.", told="The Principal.")
    words = printed(world, case)
    for said in ("calls our academy a zoo", "Moved to the office.", "Go on."):
        assert bare(said) in words


def test_there_is_no_paper_for_the_police(world: World) -> None:
    with wrong_answers("duty"):
        prepare(world, world.case(Stage.TRIAGE), duty=Duty.POLICE)


def test_only_whoever_manages_answers(world: World) -> None:
    asked = ConsiderDuty(duty=Duty.POLICE, moment=Moment.TRIAGE, referred=False, because="No")
    with pytest.raises(NotPermitted):
        world.perform(world.investigating_officer, world.case(Stage.INVESTIGATION), asked)
    with pytest.raises(NotFound):
        world.perform(world.stranger, world.case(Stage.TRIAGE), asked)
