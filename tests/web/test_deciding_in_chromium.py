"""The long forms of a decision in a real browser: on a desk, on a phone, and for everybody."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from casework.cases.stages import Stage
from casework.database import as_casework
from casework.outcomes.commands import DecideOutcome
from casework.outcomes.ladder import Sanction
from tests.chromium import Window, answering, chromium, opened_session
from tests.staging import decided, held, screened, weighed
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser_process() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_a_decision_fit_and_read_well(
    browser_process: Browser, live: str, width: int
) -> None:
    with as_casework() as session:
        world = World(session)
        asked, heard = world.case(Stage.DECISION), world.case(Stage.OUTCOME)
        screened(world, asked)
        held(world, heard)
        world.found(heard)
        weighed(world, heard)
        told = decided(Sanction.SUMMARY_DISMISSAL)
        at_outcome = world.case(Stage.OUTCOME)
        held(world, at_outcome)
        world.found(at_outcome)
        weighed(world, at_outcome)
        world.perform(world.hearing_manager, at_outcome, DecideOutcome.model_validate(told))
        manager, chair = world.case_manager, world.hearing_manager
        pages = (
            (manager, f"/cases/{asked.reference}/protected-content"),
            (manager, f"/cases/{asked.reference}/allegations"),
            (chair, f"/cases/{heard.reference}/outcome"),
            (chair, f"/cases/{at_outcome.reference}/decision"),
        )
    with answering() as port:
        for who, path in pages:
            window = Window(browser_process, f"http://127.0.0.1:{port}", width)
            window.sign_in(opened_session(who))
            assert window.go(path) == 200
            found = Axe().run(window.page).response["violations"]
            assert [each["id"] for each in found] == [], path
            wide = window.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, path
            assert window.complaints == []
