"""A way back in and a witness's words, handed from browser to browser; every page on the way."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from casework.cases.stages import Stage
from casework.database import as_casework
from casework.people.passwords import password_hash
from tests.chromium import chromium
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
    with as_casework() as session:
        world = World(session)
        for who in (
            world.reporter,
            world.it_admin,
            world.hr_director,
            world.investigating_officer,
        ):
            world.account(who).password_hash = password_hash(PASSWORD)
    with answering() as address:
        yield address


def somebody(browser: Browser, casework: str, username: str = "", scripts: bool = True) -> Page:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    if username:
        page.goto(f"{casework}/sign-in")
        page.get_by_label("User name").fill(username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
    return page


def test_a_way_back_is_handed_over_and_leads_to_a_second_factor(
    browser: Browser, casework: str
) -> None:
    it = somebody(browser, casework, "p116")
    it.goto(f"{casework}/accounts/new")
    sound(it)
    it.goto(f"{casework}/accounts")
    sound(it)
    it.get_by_role("link", name="Maya Lockwood").click()
    sound(it)
    it.get_by_label("In person").check(force=True)
    it.get_by_label("Who made sure?").fill("Ruth Calder")
    it.get_by_role("button", name="Ask for a way in").click()
    expect(it.locator("#said")).to_contain_text("a way in was asked for")
    director = somebody(browser, casework, "p110")
    director.goto(f"{casework}/approvals")
    sound(director)
    director.get_by_role("button", name="Approve and show the link").click()
    sound(director)
    owner = somebody(browser, casework)
    owner.goto(director.locator("#link").input_value())
    sound(owner)
    owner.get_by_label("Your staff number").fill("102")
    owner.get_by_label("The day you started").fill("2019-09-01")
    owner.get_by_label("New password").fill("four large green owls")
    owner.get_by_role("button", name="Use this password").click()
    expect(owner.locator("h1")).to_have_text("Set up a second factor")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_witness_writes_with_a_link_and_a_code(
    browser: Browser, casework: str, scripts: bool
) -> None:
    with as_casework() as session:
        case = World(session).case(Stage.INVESTIGATION).reference
    officer = somebody(browser, casework, "p107", scripts)
    officer.goto(f"{casework}/cases/{case}/evidence")
    officer.get_by_role("link", name="Witnesses").click()
    officer.get_by_role("link", name="Ask a witness").click()
    look = sound if scripts else _nothing
    look(officer)
    officer.get_by_label("Or somebody else").fill("Pat Doyle")
    officer.get_by_label("What do you ask them?").fill("What did you see at the gate?")
    officer.get_by_role("button", name="Make the link").click()
    look(officer)
    witness = somebody(browser, casework, scripts=scripts)
    witness.goto(officer.locator("#link").input_value())
    look(witness)
    witness.get_by_label("The six digits").fill(officer.locator("#code").input_value())
    witness.get_by_role("button", name="Continue").click()
    look(witness)
    witness.get_by_label("In your own words").fill("I saw the post. It was late.")
    witness.get_by_role("button", name="Send what I wrote").click()
    expect(witness.locator("h1")).to_have_text("It was sent. Thank you")
    look(witness)
    officer.get_by_role("link", name="I have both").click()
    expect(officer.locator("main")).to_contain_text("I saw the post. It was late.")
    look(officer)


def _nothing(_: Page) -> None:
    """Without scripts axe cannot run; the same pages were looked at with them."""
