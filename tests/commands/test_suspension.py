"""Suspension: only where nothing less will do, confirmed in writing, reviewed, and lifted."""

from datetime import timedelta

import pytest

from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted
from casework.reports.safeguarding import RecordLadoContact
from casework.suspension.alternatives import Alternative, ReviewDecision
from casework.suspension.commands import ArrangeAlternative
from casework.suspension.queries import in_force, measure_of
from casework.timescales import SetTimescale
from tests.documents.reading import bare
from tests.refusing import breaches, wrong_answers
from tests.suspending import (
    NONE_WILL_DO,
    begin,
    child_at_risk,
    due,
    lado,
    letters,
    measure,
    printed,
    review,
    send,
    suspend,
)
from tests.world import DAY, World, at


def test_a_suspension_sets_its_letter_and_its_review(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    entry = suspend(world, case)
    assert entry.sentence == (
        "suspended the employee on full pay, having considered each alternative"
    )
    kept = measure_of(world.session, case.id)
    assert kept
    assert (kept.pay, kept.decided_by) == ("full", world.principal.id)
    found = due(world, case)
    assert found["T3"] == DAY + timedelta(1)
    assert found["T3-R"] == DAY + timedelta(14)


def test_the_letter_says_that_it_is_neutral_and_on_full_pay(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    suspend(world, case)
    send(world, case)
    words = printed(world, case)
    for said in ("full pay", "neutral act", "not a disciplinary sanction", "Ben Ainsley"):
        assert bare(said) in words
    assert all(bare(each.label) in words for each in Alternative)
    assert "T3" not in due(world, case)


def test_the_letter_goes_once(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    suspend(world, case)
    send(world, case)
    with breaches("G-SUSP-6"):
        send(world, case)


def test_an_alternative_that_will_do_rules_suspension_out(world: World) -> None:
    answers = NONE_WILL_DO | {Alternative.OTHER_SITE: {"will_do": True, "reason": "There is room"}}
    with breaches("G-SUSP-3"):
        suspend(world, world.case(Stage.TRIAGE), alternatives=answers)


def test_every_alternative_is_answered_with_a_reason(world: World) -> None:
    answers = dict(NONE_WILL_DO)
    del answers[Alternative.HOME_WORKING]
    answers[Alternative.OTHER_SITE] = {"will_do": False, "reason": " "}
    with wrong_answers(
        "alternatives.home_working.will_do",
        "alternatives.home_working.reason",
        "alternatives.other_site.reason",
    ):
        suspend(world, world.case(Stage.TRIAGE), alternatives=answers)


@pytest.mark.parametrize("who", ["colleague", "employee", "stranger"])
def test_only_somebody_with_authority_decides(world: World, who: str) -> None:
    with breaches("G-SUSP-1"):
        suspend(world, world.case(Stage.TRIAGE), decided_by_id=getattr(world, who).id)


def test_whoever_reported_it_does_not_decide(world: World) -> None:
    case = world.case(Stage.TRIAGE, reporter=world.principal)
    with breaches("G-SUSP-1"):
        suspend(world, case)


def test_nobody_is_suspended_twice(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    suspend(world, case)
    with breaches("G-SUSP-0"):
        suspend(world, case)


def test_a_suspension_does_not_start_tomorrow_and_the_employee_is_not_their_own_contact(
    world: World,
) -> None:
    with wrong_answers("starts_on", "contact_id"):
        suspend(
            world,
            world.case(Stage.TRIAGE),
            starts_on=DAY + timedelta(1),
            contact_id=world.employee.id,
        )


def test_the_lado_is_asked_about_suspension_where_a_child_may_be_at_risk(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    child_at_risk(world, case)
    with breaches("G-SUSP-4"):
        suspend(world, case)
    lado(world, case, view="They agree: no lesser step keeps the pupil safe.")
    suspend(world, case)
    assert measure_of(world.session, case.id)


def test_immediate_protection_does_not_wait_and_the_lado_is_told_the_same_day(
    world: World,
) -> None:
    case = world.case(Stage.TRIAGE)
    child_at_risk(world, case)
    suspend(world, case, immediate=True)
    assert due(world, case)["T2-S"] == DAY
    send(world, case)
    assert letters(world, case) == ["L-05"]


def test_the_employee_is_not_written_to_before_the_lado_agrees(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    child_at_risk(world, case)
    lado(world, case, may_tell=False, view="They agree.")
    suspend(world, case)
    with breaches("G-LADO-2"):
        send(world, case)
    assert letters(world, case) == []


def test_an_overdue_review_holds_up_every_other_step_until_it_is_done(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    suspend(world, case)
    send(world, case)
    late = DAY + timedelta(15)
    with breaches("G-SUSP-2"):
        begin(world, case, late)
    now = in_force(world.session, case.id, late)
    assert now
    assert now.overdue
    review(world, case, late)
    begin(world, case, late)
    assert case.stage is Stage.INVESTIGATION


def test_on_the_day_of_the_review_nothing_is_held_up(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    suspend(world, case)
    begin(world, case, DAY + timedelta(14))
    assert case.stage is Stage.INVESTIGATION


def test_what_keeps_a_child_safe_is_never_held_up(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    suspend(world, case)
    asked = RecordLadoContact(
        contacted_on=DAY,
        contacted_at="10:15",
        spoken_to="Alan Reeve",
        advice="Wait.",
        may_investigate=False,
        may_tell_employee=False,
    )
    world.perform(world.case_manager, case, asked, at(DAY + timedelta(40)))


def test_the_next_review_is_counted_from_the_last_and_by_the_trusts_own_number(
    world: World,
) -> None:
    SetTimescale(key="suspension_review", value=7, effective_from=DAY, source="Our policy").perform(
        world.session, world.hr_director, at()
    )
    case = world.case(Stage.TRIAGE)
    suspend(world, case)
    assert due(world, case)["T3-R"] == DAY + timedelta(7)
    on = DAY + timedelta(5)
    entry = review(world, case, on)
    assert entry.facts["next_review_on"] == (on + timedelta(7)).isoformat()
    assert due(world, case)["T3-R"] == on + timedelta(7)


def test_other_terms_are_said_in_the_letter(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    suspend(world, case)
    send(world, case)
    with wrong_answers("new_terms"):
        review(world, case, DAY, decision=ReviewDecision.VARY)
    review(world, case, DAY, decision=ReviewDecision.VARY, new_terms="You may use the library.")
    assert letters(world, case) == ["L-05", "L-06"]
    assert bare("You may use the library.") in printed(world, case)


def test_a_suspension_that_is_lifted_is_over(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    suspend(world, case)
    send(world, case)
    entry = review(world, case, DAY, decision=ReviewDecision.LIFT)
    assert entry.sentence == "reviewed the suspension or changed terms: it ends, L2"
    assert measure_of(world.session, case.id) is None
    assert not {"T3", "T3-R"} & set(due(world, case))
    with breaches("G-SUSP-7"):
        review(world, case, DAY)
    suspend(world, case)  # a new one needs the same again


def test_something_else_is_arranged_instead_and_its_review_holds_nothing_up(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    answers = NONE_WILL_DO | {Alternative.OTHER_SITE: {"will_do": True, "reason": "There is room"}}
    asked = ArrangeAlternative.model_validate(
        measure(world, alternatives=answers) | {"served_how": "by hand"}
    )
    entry = world.perform(world.case_manager, case, asked)
    assert entry.facts["alternatives"] == ["other_site"]
    assert letters(world, case) == ["L-07"]
    assert bare("You are not suspended") in printed(world, case)
    assert due(world, case)["T3-A"] == DAY + timedelta(14)
    begin(world, case, DAY + timedelta(30))
    assert case.stage is Stage.INVESTIGATION


def test_nothing_arranged_is_no_alternative(world: World) -> None:
    asked = ArrangeAlternative.model_validate(measure(world) | {"served_how": "by hand"})
    with breaches("G-SUSP-5"):
        world.perform(world.case_manager, world.case(Stage.TRIAGE), asked)


def test_whoever_investigates_does_not_suspend(world: World) -> None:
    with pytest.raises(NotPermitted):
        suspend(world, world.case(Stage.INVESTIGATION), world.investigating_officer)


def test_for_a_stranger_there_is_no_such_case(world: World) -> None:
    with pytest.raises(NotFound):
        suspend(world, world.case(Stage.TRIAGE), world.stranger)
