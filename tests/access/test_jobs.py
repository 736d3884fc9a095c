"""The worker has no door: what it is told to do names things by their ids and says nothing else."""

from uuid import UUID

from sqlalchemy import text

from casework.cases.stages import Stage
from casework.hearing_packs.commands import MakePack
from tests.world import World


def test_a_job_is_told_of_things_by_their_ids_alone(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.perform(world.case_manager, case, MakePack())
    asked = world.session.execute(text("SELECT args, lock FROM procrastinate_jobs")).all()
    assert len(asked) == 1
    for args, lock in asked:
        for value in args.values():
            UUID(value)
        assert case.reference not in f"{args}{lock}"
        assert world.employee.name not in f"{args}{lock}"
