"""A data protection officer, and a request of the employee of a case."""

from typing import Any

import pytest
from sqlmodel import select

from casework.access import Actor, TrustRole
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.data_rights.kinds import RequestKind
from casework.data_rights.models import DataRequest
from casework.data_rights.recording import RecordRequest
from casework.people.models import Place
from tests.world import DAY, World, at

ASKED: dict[str, Any] = {
    "kind": RequestKind.ACCESS,
    "reply_to": "12 Elm Road, Ashdene",
    "received_on": DAY,
    "about": "Everything that is written about me.",
    "identity_how": "Her passport, seen at the office",
    "identity_on": DAY,
}


@pytest.fixture
def dpo(world: World) -> Actor:
    person = world.person(world.colleague)
    person.phone = "01632 960456"
    world.session.add(Place(person_id=world.colleague.id, role=TrustRole.DPO))
    world.session.flush()
    roles = frozenset({TrustRole.DPO})
    return Actor(world.colleague.id, world.colleague.name, roles, confirmed=True)


@pytest.fixture
def case(world: World) -> Case:
    """A case about the employee, with an exhibit and an allegation."""
    case = world.case(Stage.INVESTIGATION)
    world.exhibit(case, b"A screenshot", title="Screenshot of a post")
    world.allegation(case)
    world.session.flush()
    return case


def record(world: World, by: Actor, **more: Any) -> DataRequest:
    """A request of the employee, unless it says of whom."""
    whole = {"person_id": world.employee.id, "from_name": world.employee.name} | ASKED | more
    RecordRequest.model_validate(whole).perform(world.session, by, at())
    newest = select(DataRequest).order_by(DataRequest.number.desc())  # type: ignore[attr-defined]
    return world.session.exec(newest).first() or pytest.fail("nothing was recorded")
