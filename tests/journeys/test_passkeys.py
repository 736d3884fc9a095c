"""Passkeys, an app and recovery codes in a real browser, on a phone and at a desk."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from casework.database import as_casework, reading_as_casework
from casework.people.credentials import Passkey
from casework.people.models import FailedSignIn, SignedIn
from casework.people.passwords import password_hash
from tests.chromium import chromium
from tests.journeys.chromium import with_authenticator
from tests.journeys.here import answering
from tests.journeys.soundness import sound
from tests.world import World

pytestmark = pytest.mark.browser
PASSWORD = "three small grey owls"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def casework(live: str) -> Iterator[str]:
    """Casework, where the reporter has an account that wants a second factor and has none."""
    with as_casework() as session:
        world = World(session)
        account = world.account(world.reporter)
        account.password_hash, account.needs_second_factor = password_hash(PASSWORD), True
    with answering() as address:
        yield address


def at_the_door(page: Page, casework: str, to: str = "/account") -> None:
    page.goto(f"{casework}/sign-in?to={to}")
    page.get_by_label("User name").fill("p102")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def with_passkey(browser: Browser, casework: str) -> Page:
    """Somebody who has just added their first passkey, on the page with their recovery codes."""
    page = with_authenticator(browser.new_context())
    at_the_door(page, casework)
    page.get_by_label("What is it on?").fill("My laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("h1")).to_have_text("Your recovery codes")
    return page


def test_a_first_passkey_opens_the_door_and_from_then_on_no_password_is_needed(
    browser: Browser, casework: str
) -> None:
    page = with_passkey(browser, casework)
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.locator("main")).to_contain_text("The passkey “My laptop”")
    page.goto(f"{casework}/account")
    page.locator("summary.top-btn").click()
    page.locator("form[data-sign-out] button").click()
    page.wait_for_url("**/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: urlsplit(url).path != "/sign-in")
    page.goto(f"{casework}/account")
    expect(page.locator("main")).to_contain_text("with passkey")


def test_a_passkey_opens_where_the_name_is_locked_by_guesses(
    browser: Browser, casework: str
) -> None:
    page = with_passkey(browser, casework)
    with as_casework() as session:
        session.exec(select(SignedIn)).one().ends_at = datetime.now(UTC)
        now = datetime.now(UTC)
        session.add_all(
            [FailedSignIn(username="p102", address="192.0.2.1", at=now) for _ in range(10)]
        )
    at_the_door(page, casework)
    expect(page.locator("main")).to_contain_text("Too many tries")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/account")


def test_a_passkey_confirms_that_it_is_them_under_a_new_session_id(
    browser: Browser, casework: str
) -> None:
    page = with_passkey(browser, casework)
    with as_casework() as session:
        opened = session.exec(select(SignedIn)).one()
        opened.confirmed_at = datetime.now(UTC) - timedelta(minutes=6)
        before = opened.id_hash
    page.goto(f"{casework}/account")
    page.get_by_role("button", name="Make new codes").click()
    expect(page.locator("h1")).to_have_text("Confirm that it is you")
    sound(page)
    page.get_by_role("button", name="Confirm with a passkey").click()
    expect(page.locator("h1")).to_have_text("Your recovery codes")
    with reading_as_casework() as session:
        assert session.exec(select(SignedIn)).one().id_hash != before


def test_a_device_without_the_passkey_is_told_what_to_do(browser: Browser, casework: str) -> None:
    with_passkey(browser, casework)
    other = with_authenticator(browser.new_context())
    other.goto(f"{casework}/sign-in")
    other.get_by_role("button", name="Sign in with a passkey").click()
    expect(other.locator("[data-passkey-says]")).to_contain_text("Try again, or use another way")


def test_a_copied_passkey_is_noticed(browser: Browser, casework: str) -> None:
    page = with_passkey(browser, casework)
    with as_casework() as session:
        session.exec(select(Passkey)).one().sign_count = 1000  # another copy was used since
        session.exec(select(SignedIn)).one().ends_at = datetime.now(UTC)
    page.goto(f"{casework}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator(".errsum")).to_contain_text("This passkey opens nothing here")


def test_an_app_is_set_up_and_asked_for_and_every_page_on_the_way_is_sound(
    browser: Browser, casework: str
) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{casework}/sign-in")
    sound(page)
    at_the_door(page, casework)
    expect(page.locator("h1")).to_have_text("Set up a second factor")
    sound(page)
    page.get_by_role("button", name="Set up an app").click()
    sound(page)
    secret = page.locator("#secret").inner_text().replace(" ", "")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Use this app").click()
    expect(page.locator(".errsum")).to_contain_text("Check the code that the app shows now")
    assert page.locator("#secret").inner_text().replace(" ", "") == secret
    shown = pyotp.TOTP(secret)
    page.get_by_label("Code").fill(shown.at(datetime.now(UTC)))
    page.get_by_role("button", name="Use this app").click()
    expect(page.locator("h1")).to_have_text("Your recovery codes")
    sound(page)
    code = page.locator(".codes li").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    sound(page)
    other = browser.new_context().new_page()
    at_the_door(other, casework)
    sound(other)
    other.get_by_label("Code").fill(code.lower().replace("-", " "))
    other.get_by_role("button", name="Continue").click()
    expect(other.locator("main")).to_contain_text("9 recovery codes not used yet")


def test_no_page_shows_a_passkey_where_there_are_no_scripts(
    browser: Browser, casework: str
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    at_the_door(page, casework)
    expect(page.get_by_role("button", name="Set up an app")).to_be_visible()
    expect(page.get_by_role("button", name="Add a passkey")).to_be_hidden()
