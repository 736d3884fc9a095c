"""Closed cases whose day has come, and the people who decide about them."""

from datetime import date

import pytest

from casework.access import Actor, TrustRole
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.people.models import Place
from casework.retention.deciding import ApproveDisposal, ProposeDisposal
from tests.world import World, at

LONG_BEFORE = date(2020, 1, 7)
LONG_AFTER = date(2036, 1, 7)


def due_case(world: World) -> Case:
    """A case that was settled informally in `LONG_BEFORE`."""
    case = world.case(Stage.CLOSED)
    case.ending = Ending.INFORMAL
    case.opened_at = case.closed_at = at(LONG_BEFORE)
    world.session.flush()
    return case


def propose(world: World, case: Case) -> None:
    told = ProposeDisposal(reason="Its day has come, and nothing speaks for keeping it.")
    world.perform(world.case_manager, case, told, at(LONG_AFTER))


def approve(world: World, case: Case, actor: Actor) -> None:
    told = ApproveDisposal(reason="I looked at the list of what goes.")
    world.perform(actor, case, told, at(LONG_AFTER))


@pytest.fixture
def dpo(world: World) -> Actor:
    world.session.add(Place(person_id=world.colleague.id, role=TrustRole.DPO))
    world.session.flush()
    roles = frozenset({TrustRole.DPO})
    return Actor(world.colleague.id, world.colleague.name, roles, confirmed=True)
