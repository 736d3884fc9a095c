"""Signing in with the trust's own sign-in: a real provider, a real browser, code and PKCE."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from casework.database import as_casework, reading_as_casework
from casework.journal import JournalEntry
from casework.people.credentials import Identity
from casework.people.models import Account, Person, SignedIn
from casework.settings import settings
from tests import oidc
from tests.chromium import chromium
from tests.journeys.here import answering
from tests.world import World

pytestmark = pytest.mark.browser
MAYA = "maya.lockwood@trust.example"
PEOPLE = {
    "maya": {"email": MAYA, "email_verified": True, "amr": ["pwd", "mfa"]},
    "unverified": {"email": MAYA, "email_verified": False, "amr": ["mfa"]},
    "password only": {"email": MAYA, "email_verified": True, "amr": ["pwd"]},
    "stranger": {"email": "nobody@elsewhere.example", "email_verified": True, "amr": ["mfa"]},
    "zoe": {"email": "zoe.kestrel@trust.example", "email_verified": True, "amr": ["otp"]},
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def trust(live: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Casework, told of a provider; the reporter and the stranger have accounts."""
    with as_casework() as session:
        world = World(session)
        world.account(world.reporter).needs_second_factor = True
        world.account(world.stranger)
    with answering() as address, oidc.provider(f"{address}/sign-in/trust/back", PEOPLE) as issuer:
        monkeypatch.setenv("OIDC_ISSUER", issuer)
        monkeypatch.setenv("OIDC_CLIENT_ID", oidc.CLIENT)
        monkeypatch.setenv("OIDC_CLIENT_SECRET", oidc.SECRET)
        monkeypatch.setenv("OIDC_NAME", "your Tansley Vale account")
        monkeypatch.setenv("OIDC_REQUIRE_MFA", "true")
        settings.cache_clear()
        yield address
    monkeypatch.undo()
    settings.cache_clear()


def arrive(browser: Browser, address: str, who: str, to: str = "/account") -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{address}/sign-in?to={to}")
    page.get_by_role("link", name="Sign in with your Tansley Vale account").click()
    tell(page, who)
    return page


def tell(page: Page, who: str) -> None:
    page.get_by_label("Who are you?").fill(who)
    page.get_by_role("button", name="Sign in at the Trust").click()
    page.wait_for_load_state()


def last_of_the_journal() -> str:
    with reading_as_casework() as session:
        newest = select(JournalEntry).where(JournalEntry.case_id == None)  # noqa: E711
        entries = session.exec(newest).all()
        return max(entries, key=lambda each: each.number).sentence


def test_somebody_of_the_trust_is_let_in_and_bound_by_subject(browser: Browser, trust: str) -> None:
    page = arrive(browser, trust, "maya")
    assert urlsplit(page.url).path == "/account"
    expect(page.locator("main")).to_contain_text("Maya Lockwood")
    expect(page.locator("main")).to_contain_text("with the Trust’s sign-in")
    with as_casework() as session:
        bound = session.exec(select(Identity)).one()
        assert bound.subject == "maya"
        person = session.exec(select(Person).where(Person.email == MAYA)).one()
        person.email = "maya.married@trust.example"
    again = arrive(browser, trust, "maya")
    expect(again.locator("main")).to_contain_text("Maya Lockwood")


@pytest.mark.parametrize("who", ["unverified", "stranger"])
def test_whoever_is_not_known_is_refused_and_journaled(
    browser: Browser, trust: str, who: str
) -> None:
    page = arrive(browser, trust, who)
    expect(page.locator("h1")).to_have_text("You are not signed in")
    expect(page.locator("main")).to_contain_text("it opens nothing here")
    assert "nobody matches" in last_of_the_journal()
    with reading_as_casework() as session:
        assert session.exec(select(SignedIn)).all() == []


def test_a_second_factor_at_the_trust_is_asked_for_evidence(browser: Browser, trust: str) -> None:
    page = arrive(browser, trust, "password only")
    expect(page.locator("main")).to_contain_text("did not ask for a second factor")
    with reading_as_casework() as session:
        assert session.exec(select(Identity)).all() == []


@pytest.mark.parametrize("how", ["left", "disabled"])
def test_whoever_has_left_or_is_disabled_is_refused(browser: Browser, trust: str, how: str) -> None:
    arrive(browser, trust, "maya")
    with as_casework() as session:
        person = session.exec(select(Person).where(Person.email == MAYA)).one()
        account = session.exec(select(Account).where(Account.person_id == person.id)).one()
        if how == "left":
            person.left_on = date(2026, 9, 30)
        else:
            account.disabled_at = datetime.now(UTC)
    page = arrive(browser, trust, "maya")
    expect(page.locator("h1")).to_have_text("You are not signed in")
    assert "refused somebody" in last_of_the_journal()


def test_two_people_with_one_address_are_told_apart_by_nobody(browser: Browser, trust: str) -> None:
    with as_casework() as session:
        zoe = session.exec(select(Person).where(Person.given_name == "Zoe")).one()
        zoe.email = MAYA.upper()
    page = arrive(browser, trust, "maya")
    expect(page.locator("h1")).to_have_text("You are not signed in")
    assert "more than one person matches" in last_of_the_journal()


def test_an_answer_is_only_for_the_browser_that_asked(browser: Browser, trust: str) -> None:
    asking = browser.new_context().new_page()
    asking.goto(f"{trust}/sign-in/trust")
    asking.context.clear_cookies(name="casework_session_trust")
    tell(asking, "maya")
    expect(asking.locator("h1")).to_have_text("You are not signed in")
    with reading_as_casework() as session:
        assert session.exec(select(SignedIn)).all() == []


def test_the_trip_carries_a_challenge_a_state_and_a_nonce(browser: Browser, trust: str) -> None:
    context = browser.new_context()
    answer = context.request.get(f"{trust}/sign-in/trust?to=//evil.example", max_redirects=0)
    asked = parse_qs(urlsplit(answer.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert len(asked["state"][0]) >= 22
    assert len(asked["nonce"][0]) >= 22


def test_nobody_is_sent_to_another_site_after_signing_in(browser: Browser, trust: str) -> None:
    page = arrive(browser, trust, "maya", to="//evil.example/")
    assert page.url.startswith(trust)


def test_the_same_person_confirms_there_that_it_is_them(browser: Browser, trust: str) -> None:
    page = arrive(browser, trust, "maya")
    with as_casework() as session:
        opened = session.exec(select(SignedIn)).one()
        opened.confirmed_at = datetime.now(UTC) - timedelta(minutes=6)
        before = opened.id_hash
    page.goto(f"{trust}/second-factor")
    expect(page.locator("h1")).to_have_text("Confirm that it is you")
    page.get_by_role("link", name="Confirm with your Tansley Vale account").click()
    tell(page, "maya")
    expect(page.locator("h1")).to_have_text("Set up a second factor")
    with reading_as_casework() as session:
        assert session.exec(select(SignedIn)).one().id_hash != before


def test_somebody_else_cannot_confirm_it(browser: Browser, trust: str) -> None:
    page = arrive(browser, trust, "maya")
    with as_casework() as session:
        session.exec(select(SignedIn)).one().confirmed_at = None
    page.goto(f"{trust}/sign-in/confirm?to=/second-factor")
    page.get_by_role("link", name="Confirm with your Tansley Vale account").click()
    tell(page, "zoe")
    expect(page.locator("h1")).to_have_text("You are not signed in")
    with reading_as_casework() as session:
        assert session.exec(select(SignedIn)).one().confirmed_at is None
