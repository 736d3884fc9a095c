"""Somebody is left who looks after accounts, whatever two administrators do at one moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import Session, col, select

from casework.access import TrustRole
from casework.database import as_casework
from casework.errors import WrongAnswer
from casework.people.looking_after import disable
from casework.people.models import Account, Place
from casework.people.roles import EndRole
from casework.people.sign_in import actor_of
from tests.world import World, at

Taking = Callable[[Session, World, str, str], None]
LEO, ZOE = "it_admin", "stranger"


@pytest.fixture
def two_administrators(live: None) -> None:
    with as_casework() as session:
        session.add(Place(person_id=World(session).stranger.id, role=TrustRole.IT_ADMIN))


def closes_the_account_of(session: Session, world: World, who: str, whose: str) -> None:
    actor = actor_of(session, getattr(world, who).id)
    disable(session, actor, world.account(getattr(world, whose)).id, at())


def ends_the_role_of(session: Session, world: World, who: str, whose: str) -> None:
    held = select(Place.id).where(Place.person_id == getattr(world, whose).id)
    place = session.exec(held.where(Place.role == TrustRole.IT_ADMIN)).one()
    EndRole().perform(session, actor_of(session, getattr(world, who).id), place, at())


@pytest.mark.parametrize("first", [closes_the_account_of, ends_the_role_of])
@pytest.mark.parametrize("second", [closes_the_account_of, ends_the_role_of])
@pytest.mark.usefixtures("two_administrators")
def test_of_two_who_take_each_others_place_at_one_moment_one_stays(
    first: Taking, second: Taking
) -> None:
    together = Barrier(2)

    def act(does: Taking, who: str, whose: str) -> str:
        try:
            with as_casework() as session:
                world = World(session)
                together.wait()
                does(session, world, who, whose)
        except WrongAnswer as refused:
            return refused.answers["form"]
        return ""

    with ThreadPoolExecutor(2) as threads:
        told = [*threads.map(act, (first, second), (LEO, ZOE), (ZOE, LEO))]
    assert sorted(told) == ["", "Nobody else who can sign in is IT administrator. Give it to "
                            "somebody first"]  # fmt: skip
    with as_casework() as session:
        held = select(Place.person_id).where(
            Place.role == TrustRole.IT_ADMIN, col(Place.ends_on).is_(None)
        )
        in_use = select(Account.person_id).where(col(Account.disabled_at).is_(None))
        assert len({*session.exec(held)} & {*session.exec(in_use)}) == 1
