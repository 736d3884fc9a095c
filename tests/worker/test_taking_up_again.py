"""A pack whose worker was killed is made by the next one."""

import asyncio
from datetime import UTC, datetime

import psycopg
import pytest

from casework import worker
from casework.cases.gateway import perform
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.hearing_packs.commands import MakePack
from casework.hearing_packs.models import PackStatus
from casework.hearing_packs.queries import packs_of
from casework.storage import store
from tests.staging import paper
from tests.world import World

LEFT_BEHIND = """
UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL
WHERE task_name = 'casework.build_pack'
"""


async def _work_until_idle(url: str) -> None:
    app = worker.application(url)
    async with app.open_async():
        await worker._take_up_again(app)
        await app.run_worker_async(wait=False, install_signal_handlers=False)


@pytest.mark.parametrize("killed", [True, False])
def test_an_edition_is_made_even_when_its_first_worker_was_killed(live: str, killed: bool) -> None:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        world.allegation(case, exhibits=[world.exhibit(case)])
        perform(session, world.case_manager, case.reference, MakePack(), datetime.now(UTC))
        case_id = case.id
    if killed:
        with psycopg.connect(live.replace("+psycopg", "")) as connection:
            connection.execute(LEFT_BEHIND)
    asyncio.run(_work_until_idle(live))
    with reading_as_casework() as session:
        made = packs_of(session, case_id)[0]
        assert (made.status, made.failure) == (PackStatus.DRAFT, None)
        assert made.sha256


def test_an_edition_that_ends_every_worker_is_given_up(live: str) -> None:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        perform(session, world.case_manager, case.reference, MakePack(), datetime.now(UTC))
        case_id = case.id
    with psycopg.connect(live.replace("+psycopg", "")) as connection:
        connection.execute(LEFT_BEHIND)
        connection.execute("UPDATE procrastinate_jobs SET attempts = 2")
    asyncio.run(_work_until_idle(live))
    with reading_as_casework() as session:
        given_up = packs_of(session, case_id)[0]
        assert given_up.status is PackStatus.FAILED
        assert given_up.failure is not None
        assert "cut off" in given_up.failure


def test_an_edition_whose_papers_are_lost_says_so(live: str) -> None:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        (store().root / paper(world, case).key).unlink()
        perform(session, world.case_manager, case.reference, MakePack(), datetime.now(UTC))
        case_id = case.id
    asyncio.run(_work_until_idle(live))
    with reading_as_casework() as session:
        failed = packs_of(session, case_id)[0]
        assert failed.status is PackStatus.FAILED
        assert failed.failure == "Paper L1 is missing, or is not what was kept, so it is not used"
