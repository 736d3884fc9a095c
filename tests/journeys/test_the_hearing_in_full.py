"""In Chromium: the employee asks for another day, HR answers, and each sees what is arranged."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from casework.database import as_casework
from casework.investigation.drafting import ShareDraft
from casework.investigation.planning import PlanStep
from tests.chromium import Window, answering, chromium, opened_session
from tests.commands.arranging import notified
from tests.commands.inquiring import begun, officer
from tests.faults import faults_on
from tests.world import DAY, World

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser_process() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def address(live: str) -> Iterator[str]:
    with answering() as port:
        yield f"http://127.0.0.1:{port}"


def looked_at(window: Window, path: str, turn: int) -> None:
    """The page answers, is no wider than a phone, and stands in nobody's way."""
    assert window.go(path) == 200
    assert list(faults_on(window.page, turn)) == []


def test_another_day_is_asked_for_and_granted(browser_process: Browser, address: str) -> None:
    with as_casework() as session:
        world = World(session)
        case = notified(world)
        inquiry = begun(world)
        step = {"says": "Look at the account", "looks_for": "either", "due_on": DAY}
        officer(world, inquiry, PlanStep, **step)
        officer(world, inquiry, ShareDraft, words="A draft.")
        base, other = f"/cases/{case.reference}", f"/cases/{inquiry.reference}"
    employee = Window(browser_process, address, 390)
    employee.sign_in(opened_session(world.employee))
    looked_at(employee, base, 0)
    employee.page.click("text=Say who accompanies you")
    employee.page.fill("#name", "Bea Holt")
    employee.page.get_by_label("A fellow worker").check()
    employee.page.click("text=Send it")
    assert "Bea Holt accompanies you." in employee.page.inner_text("#your-part")
    looked_at(employee, f"{base}/my-postponement-request", 1)
    employee.page.get_by_label("The companion cannot be there").check()
    employee.page.fill("#wanted_day", "2026-10-26")
    employee.page.fill("#words", "She is on a course that day.")
    employee.page.click("text=Send it")
    manager = Window(browser_process, address)
    manager.sign_in(opened_session(world.case_manager))
    looked_at(manager, f"{base}/hearing", 0)
    looked_at(manager, f"{base}/postponement-decision", 1)
    looked_at(manager, f"{other}/investigation", 1)
    assert employee.complaints == manager.complaints == []
