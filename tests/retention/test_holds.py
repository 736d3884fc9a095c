"""Holds, and what two people decide about the end of a case."""

from datetime import timedelta
from uuid import uuid4

import pytest

from casework.access import Actor
from casework.cases.approvals import requests_on
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted, ProcedureBreach, StepUpNeeded, WrongAnswer
from casework.retention.deciding import KeepLonger, ProposeDisposal, StopDisposal
from casework.retention.holding import DecideLift, LiftHold, PlaceHold
from casework.retention.holds import set_on
from casework.retention.models import HoldKind
from casework.retention.reviewing import Review, disposal_of, reviewed
from tests.conftest import SignedInAs
from tests.retention.conftest import LONG_AFTER, LONG_BEFORE, approve, due_case, propose
from tests.world import World, at

HOLD = PlaceHold(kind=HoldKind.LEGAL_CLAIM, reason="A letter before claim came.")


def seen(world: World, case: Case) -> Review:
    world.session.flush()
    return reviewed(world.session, case, LONG_AFTER)


def lift(world: World, case: Case) -> LiftHold:
    (hold,) = set_on(world.session, [case.id])
    return LiftHold(hold_id=hold.id, reason="The claim is settled.")


def test_one_person_sets_a_hold_and_it_shows_beside_the_number(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = due_case(world)
    world.perform(world.case_manager, case, HOLD)
    assert case.held_since is not None
    assert [each.kind for each in seen(world, case).holds] == ["legal_claim"]
    browser = signed_in_as(world.case_manager)
    assert "On hold" in browser.get(f"/cases/{case.reference}").text
    assert "is on hold since" in browser.get(f"/cases/{case.reference}/people").text
    assert "On hold" in browser.get("/cases?show=closed").text


def test_two_people_lift_a_hold(world: World) -> None:
    case = due_case(world)
    world.perform(world.case_manager, case, HOLD)
    world.perform(world.case_manager, case, lift(world, case))
    assert case.held_since is not None, "one person only asks"
    (request,) = requests_on(world.session, case.id)
    decide = DecideLift(request_id=request.id, approved=True, reason="Agreed.")
    with pytest.raises(WrongAnswer):
        world.perform(world.case_manager, case, decide)
    world.perform(world.hr_director, case, decide)
    assert case.held_since is None
    assert seen(world, case).holds == []


def test_a_case_stays_on_hold_until_the_last_hold_is_lifted(world: World) -> None:
    case = due_case(world)
    world.perform(world.case_manager, case, HOLD)
    asked = lift(world, case)
    other = PlaceHold(kind=HoldKind.DATA_REQUEST, reason="A request of 4 May.")
    world.perform(world.case_manager, case, other)
    world.perform(world.case_manager, case, asked)
    (request,) = requests_on(world.session, case.id)
    agreed = DecideLift(request_id=request.id, approved=True, reason="Agreed.")
    world.perform(world.hr_director, case, agreed)
    assert case.held_since is not None


def test_whoever_has_no_part_in_keeping_records_sets_no_hold(world: World) -> None:
    case = world.case(Stage.HEARING)
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, case, HOLD)
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, HOLD)


def test_nothing_is_proposed_before_its_day_or_while_it_is_held(world: World) -> None:
    case = due_case(world)
    told = ProposeDisposal(reason="Early.")
    with pytest.raises(ProcedureBreach) as early:
        world.perform(world.case_manager, case, told, at(LONG_BEFORE))
    assert "G-DISP-1" in str([each.rule for each in early.value.breaches])
    world.perform(world.case_manager, case, HOLD)
    with pytest.raises(ProcedureBreach) as held:
        propose(world, case)
    assert "G-DISP-2" in str([each.rule for each in held.value.breaches])


def test_two_different_people_agree_and_it_waits(world: World, dpo: Actor) -> None:
    case = due_case(world)
    propose(world, case)
    with pytest.raises(NotPermitted):
        approve(world, case, world.case_manager)
    unproved = Actor(dpo.id, dpo.name, dpo.roles)
    with pytest.raises(StepUpNeeded):
        approve(world, case, unproved)
    approve(world, case, dpo)
    row = disposal_of(world.session, case.id)
    assert row
    assert row.waits_until == LONG_AFTER + timedelta(14)
    assert seen(world, case).when_it_goes.startswith("Two people agreed")


def test_whoever_proposed_it_does_not_approve_it(world: World) -> None:
    case = due_case(world)
    director = Actor(
        world.hr_director.id, world.hr_director.name, world.hr_director.roles, confirmed=True
    )
    told = ProposeDisposal(reason="Its day has come.")
    world.perform(director, case, told, at(LONG_AFTER))
    with pytest.raises(ProcedureBreach) as same:
        approve(world, case, director)
    assert [each.rule for each in same.value.breaches] == ["G-DISP-6"]


def test_what_changed_since_is_proposed_anew(world: World, dpo: Actor) -> None:
    case = due_case(world)
    propose(world, case)
    world.exhibit(case)
    with pytest.raises(ProcedureBreach) as changed:
        approve(world, case, dpo)
    assert [each.rule for each in changed.value.breaches] == ["G-DISP-7"]


def test_a_hold_after_the_proposal_refuses_the_approval(world: World, dpo: Actor) -> None:
    case = due_case(world)
    propose(world, case)
    world.perform(world.case_manager, case, HOLD)
    with pytest.raises(ProcedureBreach) as held:
        approve(world, case, dpo)
    assert [each.rule for each in held.value.breaches] == ["G-DISP-2"]


def test_a_deletion_is_stopped_and_a_case_kept_longer(world: World, dpo: Actor) -> None:
    case = due_case(world)
    propose(world, case)
    approve(world, case, dpo)
    world.perform(dpo, case, StopDisposal(reason="A question came up."), at(LONG_AFTER))
    assert disposal_of(world.session, case.id) is None
    until = LONG_AFTER + timedelta(90)
    longer = KeepLonger(until=until, reason="An inquiry may ask for it.")
    world.perform(dpo, case, longer, at(LONG_AFTER))
    found = seen(world, case)
    assert found.due_on == until
    assert not found.is_due
    with pytest.raises(ProcedureBreach):
        world.perform(dpo, case, StopDisposal(reason="Nothing to stop."), at(LONG_AFTER))


def test_a_closed_door_is_the_same_for_what_is_not_there(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = due_case(world)
    stranger = signed_in_as(world.stranger)
    assert stranger.get(f"/cases/{case.reference}/retention").status_code == 404
    assert stranger.get("/cases/SM00-0000/retention").status_code == 404


def test_the_page_says_why_and_when_and_keeps_what_was_typed(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = due_case(world)
    browser = signed_in_as(world.case_manager)
    base = f"/cases/{case.reference}"
    page = browser.get(f"{base}/retention").text
    assert "Why is this still here?" in page
    assert "When will it go?" in page
    wrong = browser.post(f"{base}/place-hold", data={"reason": "A letter before claim"})
    assert wrong.status_code == 422
    assert "A letter before claim" in wrong.text
    sent = {"kind": "legal_claim", "reason": "A letter before claim", "once": str(uuid4())}
    assert browser.post(f"{base}/place-hold", data=sent).status_code == 303
    assert "Ask to lift a hold" in browser.get(f"{base}/retention").text
    lifting = browser.get(f"{base}/lift-hold")
    assert lifting.status_code == 200
    assert "Legal claim" in lifting.text
