"""Sessions: a new id at each sign-in, seen and ended by their owner, over at once when they end."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from casework.journal import entries
from casework.people.models import Account, FailedSignIn, SignedIn
from casework.people.passwords import password_hash
from casework.people.sign_in import extend, hashed, seconds_left
from casework.settings import settings
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World, at
from web.entering.devices import device_in_words
from web.frame.deps import COOKIE, cookie_called

PASSWORD = "three small grey owls"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0"
)


@pytest.fixture
def account(world: World) -> Account:
    account = world.account(world.reporter)
    account.password_hash = password_hash(PASSWORD)
    return account


def sign_in(browser: Browser, agent: str = EDGE, to: str = "/account") -> str:
    told = {"username": "p102", "password": PASSWORD, "to": to}
    answer = browser.post("/sign-in", data=told, headers={"user-agent": agent})
    return str(answer.headers["location"])


def test_an_id_that_was_there_before_is_never_signed_in(account: Account, browser: Browser) -> None:
    browser.cookies.set(COOKIE, "planted", domain="testserver.local", path="/")
    sign_in(browser)
    secret = browser.cookies[COOKIE]
    assert secret != "planted"
    assert len(secret) >= 43  # 256 bits
    other = Browser(browser.session)
    other.cookies.set(COOKIE, "planted")
    assert other.get("/account").status_code == 303


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(
    account: Account, browser: Browser
) -> None:
    told = {"username": "p102", "password": PASSWORD}
    cookie = browser.post("/sign-in", data=told).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "domain" not in cookie
    assert cookie_called("https://casework.example") == "__Host-casework"
    assert cookie_called("http://localhost:8000") == cookie_called(None) == "casework_session"


def test_the_account_page_says_where_and_one_is_signed_out_from_there(
    account: Account, browser: Browser, world: World
) -> None:
    phone = Browser(world.session)
    sign_in(phone, IPHONE)
    sign_in(browser)
    page = browser.get("/account").text
    assert "2 sessions" in page
    assert page.index("Edge on Windows") < page.index("(this one)")
    assert "Safari on an iPhone" in page
    lines = re.findall(r'action="/account/sessions/([0-9a-f-]+)/end".*?</span>', page)
    ended = [each for each in lines if each != str(_number(browser))]
    answer = browser.post(f"/account/sessions/{ended[0]}/end")
    assert answer.headers["location"] == "/account?said=session"
    assert phone.get("/account").status_code == 303
    assert browser.get("/account").status_code == 200


def _number(browser: Browser) -> object:
    return browser.session.get_one(SignedIn, hashed(browser.cookies[COOKIE])).number


def test_signing_this_one_out_leads_to_the_door(account: Account, browser: Browser) -> None:
    sign_in(browser)
    answer = browser.post(f"/account/sessions/{_number(browser)}/end")
    assert answer.headers["location"] == "/sign-in"
    assert "Clear-Site-Data" in answer.headers


@pytest.mark.parametrize("number", ["nothing", "00000000-0000-0000-0000-000000000007"])
def test_no_session_of_that_number_is_not_found(
    world: World, signed_in_as: SignedInAs, number: str
) -> None:
    answer = signed_in_as(world.reporter).post(f"/account/sessions/{number}/end")
    assert answer.status_code == 404


def test_nobody_ends_the_session_of_somebody_else(
    account: Account, browser: Browser, world: World, signed_in_as: SignedInAs
) -> None:
    sign_in(browser)
    other = signed_in_as(world.dsl)
    assert other.post(f"/account/sessions/{_number(browser)}/end").status_code == 404
    assert browser.get("/account").status_code == 200


def test_an_account_disabled_meanwhile_is_out_with_the_next_request(
    account: Account, browser: Browser
) -> None:
    sign_in(browser)
    assert browser.get("/account").status_code == 200
    account.disabled_at = datetime.now(UTC)
    assert browser.get("/account").status_code == 303


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_signing_in_leads_to_no_other_site(account: Account, browser: Browser, to: str) -> None:
    assert sign_in(browser, to=to) == "/"


def test_nobody_is_signed_in_by_another_site(account: Account, browser: Browser) -> None:
    told = {"username": "p102", "password": PASSWORD}
    for address in ("/sign-in", "/sign-in/code", "/sign-in/passkey", "/sign-in/passkey/begin"):
        answer = browser.post(address, data=told, headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403
    assert browser.session.exec(select(SignedIn)).all() == []


def test_what_is_left_of_a_session_is_known_and_lengthened_only_while_it_lasts(
    world: World, account: Account, browser: Browser
) -> None:
    browser.sign_in(account)
    secret = browser.cookies[COOKIE]
    opened = world.session.exec(select(SignedIn)).one()
    opened.seen_at, opened.ends_at = at(), at() + timedelta(minutes=40)
    later = at() + timedelta(minutes=14)
    assert seconds_left(world.session, secret, later) == 60
    assert extend(world.session, secret, later) == 15 * 60
    assert extend(world.session, secret, later + timedelta(minutes=14)) == 12 * 60
    assert extend(world.session, secret, at() + timedelta(minutes=41)) == 0
    assert seconds_left(world.session, "a guess", at()) == 0


def test_devices_are_named_as_people_name_them() -> None:
    assert device_in_words(IPHONE) == "Safari on an iPhone"
    assert device_in_words(EDGE) == "Edge on Windows"
    assert device_in_words("") == "Not known"
    assert device_in_words("curl/8 (Linux)") == "A browser on Linux"


@pytest.mark.parametrize(
    ("proxies", "told", "believed"),
    [
        ("0", "198.51.100.7", "testclient"),
        ("1", "198.51.100.7", "198.51.100.7"),
        ("1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("2", "a lie, 198.51.100.7, 192.0.2.1", "198.51.100.7"),
        ("2", "198.51.100.7", "testclient"),
        ("1", "", "testclient"),
    ],
)
def test_an_address_is_believed_only_from_our_own_proxies(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, proxies: str, told: str, believed: str
) -> None:
    monkeypatch.setenv("CASEWORK_TRUSTED_PROXIES", proxies)
    settings.cache_clear()
    headers = {"x-forwarded-for": told} if told else {}
    browser.post("/sign-in", data={"username": "x", "password": "y"}, headers=headers)
    assert browser.session.exec(select(FailedSignIn)).one().address == believed
    monkeypatch.undo()
    settings.cache_clear()


def test_signing_in_and_out_is_journaled(account: Account, browser: Browser, world: World) -> None:
    sign_in(browser)
    browser.post("/sign-out")
    said = [(each.sentence, each.actor_name) for each in entries(world.session, None, 2)]
    assert said == [("signed out", "Maya Lockwood"), ("signed in with password", "Maya Lockwood")]
