"""Giving people parts in a case, and ending them."""

import pytest

from casework.access import Role
from casework.cases.appointing import current, holder
from casework.cases.commands import Appoint, EndAppointments
from casework.cases.stages import Stage
from casework.errors import NotFound
from tests.refusing import breaches, wrong_answers
from tests.world import World


def test_whoever_investigated_does_not_hear_the_case(world: World) -> None:
    case = world.case(Stage.HEARING, hearing_manager=None)
    asked = Appoint(role=Role.HEARING_MANAGER, person_id=world.investigating_officer.id)
    with breaches("G-ROLE-1"):
        world.perform(world.case_manager, case, asked)


@pytest.mark.parametrize(
    "earlier",
    ["reporter", "case_manager", "investigating_officer", "hearing_manager", "panel_member"],
)
def test_an_appeal_is_not_heard_by_anyone_who_took_part_before(world: World, earlier: str) -> None:
    asked = Appoint(role=Role.APPEAL_MANAGER, person_id=getattr(world, earlier).id)
    themselves = ["G-ROLE-6"] if earlier == "case_manager" else []
    with breaches("G-ROLE-2", *themselves):
        world.perform(world.case_manager, world.case(Stage.OUTCOME), asked)


def test_a_new_hearing_manager_takes_the_place_of_the_old(world: World) -> None:
    case = world.case(Stage.HEARING)
    asked = Appoint(role=Role.HEARING_MANAGER, person_id=world.appeal_manager.id)
    entry = world.perform(world.case_manager, case, asked)
    assert entry.sentence == "appointed the hearing manager"
    assert current(world.session, case.id, world.hearing_manager.id) == frozenset()
    assert holder(world.session, case.id, Role.HEARING_MANAGER) == world.appeal_manager.id


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.REPORTER, Role.INVESTIGATING_OFFICER])
def test_some_parts_are_not_given_here(world: World, role: Role) -> None:
    with wrong_answers("role"):
        world.perform(
            world.case_manager, world.case(), Appoint(role=role, person_id=world.stranger.id)
        )


def test_nobody_is_appointed_to_a_closed_case(world: World) -> None:
    asked = Appoint(role=Role.NOTE_TAKER, person_id=world.stranger.id)
    with breaches("G-STAGE"):
        world.perform(world.case_manager, world.case(Stage.CLOSED), asked)


def test_somebody_who_is_not_in_the_trust_is_not_appointed(world: World) -> None:
    case = world.case()
    with pytest.raises(NotFound):
        world.perform(world.case_manager, case, Appoint(role=Role.NOTE_TAKER, person_id=case.id))


def test_a_part_can_be_ended(world: World) -> None:
    case = world.case(Stage.HEARING)
    entry = world.perform(world.case_manager, case, EndAppointments(role=Role.PANEL_MEMBER))
    assert entry.sentence == "ended the appointment of the panel member"
    assert current(world.session, case.id, world.panel_member.id) == frozenset()


def test_a_case_is_never_left_without_a_manager(world: World) -> None:
    with wrong_answers("role"):
        world.perform(world.case_manager, world.case(), EndAppointments(role=Role.CASE_MANAGER))
