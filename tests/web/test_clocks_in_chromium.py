"""The pages of clocks and tasks in a real browser: both widths, both schemes, no faults."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act
from casework.cases.stages import Stage
from casework.database import as_casework
from casework.reports.looked_up import LookedUpAt, keep_look_up
from tests.chromium import Window, answering, chromium, opened_session
from tests.faults import faults_on
from tests.world import DAY, World, at

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser_process() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def address(live: str) -> Iterator[str]:
    assert live
    with answering() as port:
        yield f"http://127.0.0.1:{port}"


def case_with_clocks() -> tuple[World, str, str]:
    """A case with one clock that runs and one that was done late; who manages it, and a clock."""
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.INVESTIGATION)
        act = Act(session, case, world.case_manager, at())
        runs = start_clock(act, "T4", DAY, world.case_manager.id)
        late = start_clock(act, "T1-IO", DAY, world.case_manager.id)
        late.met_at, late.done_late = at(), True
        return world, case.reference, str(runs.id)


def test_clocks_are_read_and_moved_at_every_size(browser_process: Browser, address: str) -> None:
    world, reference, clock = case_with_clocks()
    window = Window(browser_process, address)
    window.sign_in(opened_session(world.case_manager))
    base = f"/cases/{reference}"
    places = (f"{base}/clocks", f"{base}/extend-clock?clock={clock}", "/tasks", "/account")
    for place in places:
        assert window.go(place) == 200
        faults = [fault for turn in (0, 1) for fault in faults_on(window.page, turn)]
        assert faults == [], place
    window.go(f"{base}/extend-clock?clock={clock}")
    page = window.page
    page.locator("#until").fill("2027-01-29")
    page.locator("#reason").fill("Two more people are to be heard.")
    page.get_by_role("button", name="Extend it").click()
    expect(page.locator("#running")).to_contain_text("Two more people are to be heard.")
    assert window.complaints == []


def case_with_everything() -> tuple[World, str, str]:
    """A case with days that come by themselves and what registers said; a report to triage."""
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.TRIAGE)
        act = Act(session, case, world.case_manager, at())
        for kind in ("T5-N", "T6", "T12-F", "T18"):
            start_clock(act, kind, DAY)
        keep_look_up(act, LookedUpAt.TRIAGE)
        start_clock(act, "T16", at(), world.case_manager.id)
        return world, case.reference, world.case(Stage.REPORTED).reference


def test_what_is_new_beside_the_stages_is_read_at_every_size(
    browser_process: Browser, address: str
) -> None:
    world, reference, report = case_with_everything()
    window = Window(browser_process, address)
    window.sign_in(opened_session(world.case_manager))
    base = f"/cases/{reference}"
    places = (
        f"{base}/clocks",
        base,
        "/settings/procedure",
        "/registers/import",
        f"/reports/{report}",
        f"{base}/reasons-asked",
    )
    for place in places:
        assert window.go(place) == 200
        faults = [fault for turn in (0, 1) for fault in faults_on(window.page, turn)]
        assert faults == [], place
    window.go(f"{base}/clocks")
    expect(window.page.locator("#passing")).to_contain_text("The time to bring a claim ends")
    window.go(f"/reports/{report}")
    window.page.get_by_text("Deal with it informally").click()
    expect(window.page.get_by_text("Does anything point to gross misconduct?")).to_be_visible()
    assert window.complaints == []
