"""A pack is put in order in a real browser: dragged with a mouse, and by the keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.hearing_packs.beside import Beside
from casework.hearing_packs.listing import listing
from casework.hearing_packs.recipes import PackKind
from tests.chromium import Window, answering, chromium, opened_session
from tests.web.test_two_build_a_pack import _case, of_three
from tests.world import World, at

pytestmark = pytest.mark.browser
MOST_TABS = 200


@pytest.fixture(scope="module")
def browser_process() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def builder(live: str, browser_process: Browser) -> Iterator[tuple[Window, str]]:
    """The page of a pack with three exhibits, and the reference of its case."""
    with as_casework() as session:
        world = World(session)
        reference, hr = of_three(world).reference, world.case_manager
    with answering() as port:
        window = Window(browser_process, f"http://127.0.0.1:{port}")
        window.sign_in(opened_session(hr))
        assert window.go(f"/cases/{reference}/hearing") == 200
        yield window, reference
        assert window.complaints == []


def rows(window: Window) -> Locator:
    return window.page.locator("section.sec", has_text="Exhibits").locator("li[data-what]")


def kept(reference: str) -> list[str]:
    """The order as the pack would be made."""
    with reading_as_casework() as session:
        world = World(session)
        case = _case(world, reference)
        assert case.stage is Stage.HEARING
        told = listing(session, case, PackKind.MANAGEMENT, Beside(), at(hour=14))
        section = next(each for each in told if each.letter == "E")
        return [each.exhibit for each in section.entries]


def test_a_document_is_dragged_to_where_it_is_dropped(builder: tuple[Window, str]) -> None:
    window, reference = builder
    numbers = rows(window).locator(".pg").all_inner_texts()
    with window.page.expect_navigation():
        rows(window).nth(2).drag_to(rows(window).nth(0), target_position={"x": 40, "y": 2})
    expect(rows(window).nth(0)).to_contain_text("Three")
    assert kept(reference) == ["E3", "E1", "E2"]
    assert rows(window).locator(".pg").all_inner_texts() == numbers  # they follow the order


def test_a_document_is_moved_with_the_keyboard_alone(builder: tuple[Window, str]) -> None:
    window, reference = builder
    _tab_to(window, "Move E2 Two up")
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
    assert kept(reference) == ["E2", "E1", "E3"]
    # Whoever moved it is still at it, and goes on from there.
    assert "Two" in window.page.locator(":target").inner_text()
    _tab_to(window, "Move E2 Two down", most=12)
    with window.page.expect_navigation():
        window.page.keyboard.press("Space")
    assert kept(reference) == ["E1", "E2", "E3"]
    _tab_to(window, "Leave out… E2 Two", most=12)
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
    assert "/pack-place" in window.page.url


def _tab_to(window: Window, said: str, most: int = MOST_TABS) -> None:
    """Press the tab key until what has the focus is called so."""
    words = "document.activeElement.innerText.replace(/\\s+/g, ' ').trim()"
    for _ in range(most):
        window.page.keyboard.press("Tab")
        if window.page.evaluate(words) == said:
            return
    raise AssertionError(f"No tab leads to “{said}”")
