"""A file is given with parts hidden only as the redacted copy that was released."""

import pytest

from casework.access import Actor
from casework.cases.models import Case
from casework.data_rights.kinds import Giving, OtherPeople, Thing
from casework.errors import ProcedureBreach
from tests.data_rights.conftest import record
from tests.data_rights.test_access_requests import decide, item_of, opened
from tests.world import World


def test_an_exhibit_with_parts_hidden_needs_a_released_copy(
    world: World, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo)
    item = item_of(opened(world, dpo, request), "captures")
    assert item.thing is Thing.EXHIBIT
    told = {"giving": Giving.REDACTED, "others": OtherPeople.NOBODY, "exemption": "P16", "why": "x"}
    with pytest.raises(ProcedureBreach, match="released redacted copy"):
        decide(world, dpo, request, item, **told, hidden="A screenshot")
