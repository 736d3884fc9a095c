"""The worker signs the journal: at once after some acts, otherwise when it is time."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from casework import journal, worker
from casework.database import reading_as_casework
from casework.journal.models import Checkpoint, Delivery, DeliveryState
from casework.journal.places.folder import Folder
from casework.journal.signing import LONGEST
from casework.journal.watching import watch
from casework.settings import Settings, settings
from tests.database import as_owner, forget_checkpoints
from tests.journal.chains import ToldApart, chain_of, entry_on, with_the_keys
from tests.world import World, at


class FindingRecorded(ToldApart):
    """One of the acts that ask for a checkpoint at once."""


@pytest.fixture
def outside() -> Iterator[Path]:
    """The folders of this process outside the database, as a new deployment has them."""
    state = settings().state
    forget_checkpoints()
    yield state
    forget_checkpoints()


async def _work_until_idle(url: str) -> None:
    app = worker.application(url)
    async with app.open_async():
        await app.run_worker_async(wait=False, install_signal_handlers=False)


def test_a_finding_is_signed_and_delivered_at_once(live: str, outside: Path) -> None:
    with as_owner() as session:
        world = World(session)
        case = world.case()
        found = FindingRecorded(words="upheld")
        journal.append(session, case.id, world.hearing_manager, found, at())
    asyncio.run(_work_until_idle(live))
    copies = Folder(outside / "checkpoints").copies()
    assert f"{case.id} 2 " in copies[max(copies)].heads
    with reading_as_casework() as session:
        assert {each.state for each in session.exec(select(Delivery))} == {DeliveryState.DELIVERED}


@pytest.mark.usefixtures("live")
def test_every_hour_what_is_new_is_signed(tmp_path: Path) -> None:
    deployment, now = Settings(state=tmp_path), at()

    def watched(later: timedelta) -> int:
        assert watch(deployment, now + later) == ""
        with reading_as_casework() as session:
            return len(session.exec(select(Checkpoint)).all())

    with as_owner() as session:
        case_id = chain_of(World(session)).id
    assert watched(timedelta()) == 1
    with as_owner() as session:
        entry_on(World(session), case_id)
    assert watched(LONGEST / 2) == 1
    assert watched(LONGEST) == 2
    assert watched(2 * LONGEST) == 2


@pytest.mark.usefixtures("live")
def test_an_alarm_is_raised_each_time_and_recorded_once(tmp_path: Path) -> None:
    deployment = Settings(state=tmp_path)
    with as_owner() as session:
        case_id = chain_of(World(session)).id
    watch(deployment, at())
    with as_owner() as session:
        with_the_keys(
            session, "DELETE FROM journal WHERE case_id = :case AND number = 4", case=case_id
        )
    for _ in range(3):
        assert "Nothing was signed" in watch(deployment, at(), at_once=True)
    with reading_as_casework() as session:
        counted = text("SELECT count(*) FROM journal WHERE kind = 'SigningRefused'")
        assert session.execute(counted).scalar_one() == 1
        assert len(session.exec(select(Checkpoint)).all()) == 1
