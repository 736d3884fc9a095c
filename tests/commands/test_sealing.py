"""A sealed case is seen by those who are named, and by nobody else."""

from casework.access import Role
from casework.cases.commands import Appoint
from casework.cases.conflicts import StepOff
from casework.cases.sealing import SealCase, UnsealCase
from casework.cases.stages import Stage
from tests.commands.test_independence import WHY, sees
from tests.world import World


def test_whoever_comes_to_manage_a_sealed_case_sees_it(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.perform(world.case_manager, case, SealCase(reason="A child"))
    world.perform(world.case_manager, case, StepOff(reason=WHY))
    assert sees(world, world.hr_director, case)
    handed_on = Appoint(role=Role.CASE_MANAGER, person_id=world.colleague.id)
    world.perform(world.hr_director, case, handed_on)
    assert sees(world, world.colleague, case)
    assert not sees(world, world.panel_member, case)


def test_a_sealed_case_is_seen_by_those_named_and_nobody_else(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.perform(
        world.case_manager, case, SealCase(people=[world.note_taker.id], reason="A child")
    )
    assert sees(world, world.case_manager, case)
    assert sees(world, world.note_taker, case)
    assert not sees(world, world.panel_member, case)
    world.perform(world.case_manager, case, UnsealCase(reason="No longer needed"))
    assert sees(world, world.panel_member, case)
