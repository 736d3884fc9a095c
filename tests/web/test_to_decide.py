"""Whoever heard a case finds it on their first page until they have decided it."""

from casework.cases.stages import Stage
from casework.outcomes.ladder import Sanction
from tests.conftest import SignedInAs
from tests.staging import outcome
from tests.world import World


def test_whoever_heard_a_case_has_it_until_they_decided(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.hearing_manager)
    case = world.case(Stage.HEARING)
    assert "To decide" not in browser.get("/work").text, "it was not heard yet"
    case.stage = Stage.OUTCOME
    page = browser.get("/work").text
    assert f'href="/cases/{case.reference}"' in page.partition('id="to-decide"')[2]
    assert "Findings and outcome needed" in page
    assert "To decide" not in signed_in_as(world.note_taker).get("/work").text
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING)
    assert "To decide" not in browser.get("/work").text
