"""A session ends with a warning, covers what is on the screen, and loses no word."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect
from sqlmodel import select

from casework.access import Actor
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.people.models import Account, SignedIn
from casework.people.sign_in import hashed
from tests.chromium import Window, answering, chromium, opened_session
from tests.world import World

pytestmark = pytest.mark.browser
WARNING, OVER = "#session-warning", "#session-over"


@pytest.fixture(scope="module")
def browser_process() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def address(live: str) -> Iterator[str]:
    with answering() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def case() -> tuple[World, str]:
    with as_casework() as session:
        world = World(session)
        return world, world.case(Stage.HEARING).reference


class Desk:
    """Somebody signed in at a browser whose clock, and whose session's, the test moves."""

    def __init__(self, browser: Browser, address: str, person: Actor) -> None:
        self.window = Window(browser, address)
        self.page = self.window.page
        self.secret = opened_session(person)
        self.window.sign_in(self.secret)
        self.page.clock.install()

    def pass_minutes(self, minutes: float) -> None:
        """The server's session grows old first, then the clock of the page goes on."""
        with as_casework() as session:
            opened = session.get_one(SignedIn, hashed(self.secret))
            opened.seen_at -= timedelta(minutes=minutes)
            opened.ends_at -= timedelta(minutes=minutes)
        self.page.clock.fast_forward(f"{int(minutes * 60) // 60:02d}:{int(minutes * 60) % 60:02d}")

    def seen_at(self) -> datetime:
        with reading_as_casework() as session:
            return session.get_one(SignedIn, hashed(self.secret)).seen_at


@pytest.fixture
def desk(browser_process: Browser, address: str, case: tuple[World, str]) -> Iterator[Desk]:
    at = Desk(browser_process, address, case[0].case_manager)
    yield at
    assert at.window.complaints == []
    at.window.context.close()


def test_a_warning_comes_two_minutes_before_and_one_press_extends(desk: Desk) -> None:
    desk.window.go("/cases")
    desk.pass_minutes(11)
    expect(desk.page.locator(WARNING)).to_be_hidden()
    desk.pass_minutes(1.75)
    expect(desk.page.locator(WARNING)).to_be_visible()
    expect(desk.page.locator(WARNING)).to_contain_text("You will be signed out at")
    assert "signed out soon" in desk.page.title()
    desk.page.get_by_role("button", name="Stay signed in").click()
    expect(desk.page.locator(WARNING)).to_be_hidden()
    assert datetime.now(UTC) - desk.seen_at() < timedelta(minutes=1)
    expect(desk.page.locator("#live")).to_have_text("You stay signed in")
    assert desk.window.go("/cases") == 200


def test_whoever_writes_is_not_interrupted(desk: Desk) -> None:
    desk.window.go("/account/password")
    desk.pass_minutes(9)
    with desk.page.expect_response(re.compile("/session/extend")) as extended:
        desk.page.locator('[name="old"]').fill("a long answer")
    assert extended.value.status == 204
    desk.pass_minutes(5)
    expect(desk.page.locator(WARNING)).to_be_hidden()
    assert desk.window.go("/cases") == 200


def test_a_page_that_only_waits_does_not_stay_open_by_it(desk: Desk) -> None:
    desk.window.go("/reports")
    with desk.page.expect_response(re.compile("/reports/new")) as asked:
        desk.pass_minutes(5)
    assert asked.value.status == 200
    assert datetime.now(UTC) - desk.seen_at() > timedelta(minutes=4)


def test_when_it_has_ended_nothing_of_the_page_is_left(desk: Desk, case: tuple[World, str]) -> None:
    _, reference = case
    desk.window.go(f"/cases/{reference}")
    desk.pass_minutes(16)
    expect(desk.page.locator(OVER)).to_be_visible()
    assert reference not in desk.page.locator("body").inner_text()
    assert desk.page.title() == "Casework"
    desk.page.keyboard.press("Escape")
    expect(desk.page.locator(OVER)).to_be_visible()
    link = desk.page.get_by_role("link", name="Sign in")
    assert link.get_attribute("href") == f"/sign-in?to={f'/cases/{reference}'.replace('/', '%2F')}"
    link.click()
    expect(desk.page.locator("h1")).to_have_text("Sign in")


def test_words_that_were_typed_are_kept_and_sent_after_signing_in_again(
    desk: Desk, case: tuple[World, str], address: str
) -> None:
    world, _ = case
    desk.window.go("/account/password")
    desk.page.locator('[name="old"]').fill("what I had typed")
    desk.pass_minutes(16)
    expect(desk.page.locator(OVER)).to_be_visible()
    expect(desk.page.locator(OVER)).to_contain_text("What you typed is still here")
    desk.page.get_by_role("button", name="Go on").click()
    expect(desk.page.locator(OVER)).to_contain_text("You are not signed in yet")
    desk.window.sign_in(opened_session(world.case_manager))
    other = desk.window.tab()
    other.goto(f"{address}/cases")
    expect(desk.page.locator(OVER)).to_be_hidden()
    assert desk.page.locator('[name="old"]').input_value() == "what I had typed"
    desk.page.locator("main form button[type=submit]").click()
    expect(desk.page.locator("body")).to_contain_text("Enter the new password")


def test_somebody_else_who_signs_in_does_not_uncover_it(
    desk: Desk, case: tuple[World, str], address: str
) -> None:
    world, _ = case
    desk.window.go("/account/password")
    desk.page.locator('[name="old"]').fill("what I had typed")
    desk.pass_minutes(16)
    expect(desk.page.locator(OVER)).to_be_visible()
    desk.window.sign_in(opened_session(world.reporter))
    desk.window.tab().goto(f"{address}/report")
    desk.page.wait_for_url(re.compile(r"/report$"))
    assert desk.page.locator('[name="old"]').count() == 0


def test_using_one_tab_settles_the_others(desk: Desk, address: str) -> None:
    desk.window.go("/cases")
    desk.pass_minutes(13)
    expect(desk.page.locator(WARNING)).to_be_visible()
    other = desk.window.tab()
    other.goto(f"{address}/cases")
    expect(desk.page.locator(WARNING)).to_be_hidden()
    other.locator(".top summary").click()
    other.locator(".top").get_by_role("button", name="Sign out").click()
    expect(desk.page.locator(OVER)).to_be_visible()


def test_after_signing_out_back_shows_nothing(desk: Desk, case: tuple[World, str]) -> None:
    _, reference = case
    desk.window.go(f"/cases/{reference}")
    expect(desk.page.locator("body")).to_contain_text(reference)
    desk.page.locator(".top summary").click()
    with desk.page.expect_response(re.compile("/sign-out$")) as left:
        desk.page.locator(".top").get_by_role("button", name="Sign out").click()
    assert left.value.all_headers()["clear-site-data"] == '"cache", "storage"'
    expect(desk.page.locator("h1")).to_have_text("Sign in")
    desk.page.go_back()
    expect(desk.page.locator("h1")).to_have_text("Sign in")
    assert reference not in desk.page.locator("body").inner_text()
    assert desk.window.context.cookies() == []


def test_the_screen_is_hidden_at_once_and_signs_out_in_five_minutes(
    desk: Desk, case: tuple[World, str]
) -> None:
    _, reference = case
    desk.window.go(f"/cases/{reference}")
    title = desk.page.title()
    assert reference in title
    hide = desk.page.get_by_role("button", name="Hide screen")
    desk.page.set_viewport_size({"width": 390, "height": 844})
    expect(hide).to_be_visible()  # an icon on a phone, named all the same
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    hide.click()
    cover = desk.page.locator("dialog.cover[open]")
    expect(cover).to_contain_text("Screen hidden")
    size = cover.bounding_box()
    assert size
    assert (size["x"], size["y"], size["width"], size["height"]) == (0, 0, 1280, 900)
    assert desk.page.title() == "Casework"
    desk.page.keyboard.press("Enter")
    expect(cover).to_have_count(0)
    expect(desk.page).to_have_title(title)  # said once the dialogue is closed
    hide.click()
    expect(cover).to_be_visible()
    desk.page.clock.fast_forward("05:01")
    expect(desk.page.locator("h1")).to_have_text("Sign in")
    with reading_as_casework() as session:
        open_now = session.exec(select(SignedIn).join(Account)).all()
    assert open_now == []
