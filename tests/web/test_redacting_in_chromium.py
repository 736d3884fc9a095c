"""Redacting in a real browser: with a pointer, with the keyboard alone, and without scripts."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.evidence.models import Exhibit
from casework.evidence.redacted import copies_of
from casework.redaction import making, reading
from casework.redaction.models import RedactionBox
from casework.redaction.queries import reading_of
from tests.chromium import Window, answering, chromium, opened_session
from tests.redaction.at_work import an_exhibit, pupil
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser_process() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def address(live: str) -> Iterator[str]:
    with answering() as port:
        yield f"http://127.0.0.1:{port}"


def an_open_desk(page: Page, world: World, case: Case, exhibit: Exhibit, address: str) -> None:
    """Opened by its button; the words are read meanwhile."""
    page.goto(f"{address}/cases/{case.reference}/evidence/E1/redact")
    page.get_by_role("button", name="Open to redact").click()
    page.wait_for_url("**opened=**")
    with reading_as_casework() as session:
        found = reading_of(session, exhibit.capture_id)
        assert found
        number = found.id
    reading.read(number)
    page.reload()


def prepared() -> tuple[World, Case, Exhibit]:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        pupil(world, case)
        return world, case, an_exhibit(world, case)


def boxes(exhibit: Exhibit) -> list[RedactionBox]:
    with reading_as_casework() as session:
        wanted = select(RedactionBox).where(RedactionBox.capture_id == exhibit.capture_id)
        found = list(session.exec(wanted))
        session.expunge_all()
        return found


def test_a_box_is_drawn_with_a_pointer_and_moved_with_keys(
    browser_process: Browser, address: str
) -> None:
    world, case, exhibit = prepared()
    browsing = Window(browser_process, address)
    browsing.sign_in(opened_session(world.case_manager))
    page = browsing.page
    an_open_desk(page, world, case, exhibit, address)
    drawing = page.locator("svg.rxs")
    place = drawing.bounding_box()
    assert place
    page.mouse.move(place["x"] + place["width"] * 0.1, place["y"] + place["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] * 0.4, place["y"] + place["height"] * 0.6)
    page.mouse.up()
    expect(page.locator("#p-reason")).to_be_focused()
    page.locator("#p-reason").select_option("PUPIL")
    page.get_by_role("button", name="Hide this place").click()
    expect(page.locator("svg.rxs rect.box")).to_have_count(1)
    (box,) = boxes(exhibit)
    assert (round(box.from_left), round(box.wide)) == (10, 30)
    page.locator("svg.rxs a", has=page.locator("rect.box")).focus()
    page.keyboard.press("Enter")
    selected = page.locator("svg.rxs a[data-selected]")
    expect(selected).to_have_count(1)
    selected.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Recorded:")).to_be_visible()
    (moved,) = boxes(exhibit)
    assert round(moved.from_left - box.from_left, 1) == 1.0
    assert round(moved.wide - box.wide, 1) == 0.5
    page.locator("svg.rxs a[data-selected]").focus()
    page.keyboard.press("Delete")
    expect(page.get_by_role("button", name="Remove redaction 1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("svg.rxs rect.box")).to_have_count(0)
    assert boxes(exhibit) == []
    assert browsing.complaints == []


def test_everything_is_done_without_scripts(browser_process: Browser, address: str) -> None:
    world, case, exhibit = prepared()
    context = browser_process.new_context(java_script_enabled=False)
    browsing = Window(browser_process, address)
    browsing.sign_in(opened_session(world.case_manager))
    context.add_cookies(browsing.context.cookies())  # type: ignore[arg-type]
    page = context.new_page()
    an_open_desk(page, world, case, exhibit, address)
    page.locator("#p-from_left").fill("10")
    page.locator("#p-from_top").fill("60")
    page.locator("#p-wide").fill("20")
    page.locator("#p-high").fill("5")
    page.locator("#p-reason").select_option("THIRD_PARTY")
    page.get_by_role("button", name="Hide this place").click()
    page.get_by_label("Thursday").check()
    page.locator("#w-reason").select_option("IRRELEVANT")
    page.get_by_role("button", name="Hide these words").click()
    page.get_by_role("button", name="Redact Maisiewren, line 1").click()
    expect(page.locator("svg.rxs rect.box")).to_have_count(3)
    page.get_by_role("button", name="Make redacted copy").click()
    with reading_as_casework() as session:
        copy_id = copies_of(session, exhibit.capture_id)[0].id
    making.make(copy_id)
    page.reload()
    page.get_by_role("link", name="Copy 1").click()
    page.get_by_role("button", name="Show the copy").click()
    expect(page.locator("figure img")).to_have_count(1)
    page.get_by_role("button", name="Ask a second person").click()
    expect(page.get_by_text("Recorded:")).to_be_visible()
    assert sorted(each.reason for each in boxes(exhibit)) == ["IRRELEVANT", "PUPIL", "THIRD_PARTY"]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible_and_fit(
    browser_process: Browser, address: str, width: int, scheme: str
) -> None:
    world, case, exhibit = prepared()
    browsing = Window(browser_process, address, width)
    browsing.sign_in(opened_session(world.case_manager))
    page = browsing.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    an_open_desk(page, world, case, exhibit, address)
    desk = page.url
    page.locator("#p-from_left").fill("10")
    page.locator("#p-from_top").fill("60")
    page.locator("#p-wide").fill("20")
    page.locator("#p-high").fill("5")
    page.locator("#p-reason").select_option("PUPIL")
    page.get_by_role("button", name="Hide this place").click()
    page.locator("svg.rxs a", has=page.locator("rect.box")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**box=**")
    base = f"{address}/cases/{case.reference}"
    for place in ("", desk, f"{base}/pseudonyms", f"{base}/give-pseudonym"):
        if place:
            page.goto(place)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (place, wide)
    assert browsing.complaints == []
