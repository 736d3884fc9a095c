"""A second factor: asked for before anything opens, each code once, and never fewer than needed."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from sqlmodel import select

from casework.journal import entries
from casework.people.credentials import SignInStep
from casework.people.models import Account, SignedIn
from casework.people.passwords import password_hash
from tests.browser import Browser
from tests.world import World
from web.frame.deps import COOKIE

PASSWORD = "three small grey owls"
SECRET = pyotp.random_base32()


@pytest.fixture
def account(world: World) -> Account:
    """The reporter's account; its password is known, and it has no second factor yet."""
    account = world.account(world.reporter)
    account.password_hash, account.needs_second_factor = password_hash(PASSWORD), True
    return account


@pytest.fixture
def with_app(account: Account) -> Account:
    account.totp_secret = SECRET
    return account


def give_password(browser: Browser, to: str = "/account") -> str:
    told = {"username": "p102", "password": PASSWORD, "to": to}
    answer = browser.post("/sign-in", data=told)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def give_code(browser: Browser, code: str, to: str = "/account") -> int:
    return int(browser.post("/sign-in/code", data={"code": code, "to": to}).status_code)


def shown(at: datetime | None = None) -> str:
    return pyotp.TOTP(SECRET).at(at or datetime.now(UTC))


def test_without_a_second_factor_the_password_leads_to_setting_one_up_and_opens_nothing(
    account: Account, browser: Browser
) -> None:
    assert give_password(browser) == "/second-factor?to=%2Faccount"
    assert browser.get("/second-factor").status_code == 200
    for address in ("/account", "/report", "/policy", "/"):
        assert browser.get(address).headers["location"].startswith("/sign-in")
    assert COOKIE not in browser.cookies
    assert browser.session.exec(select(SignedIn)).all() == []


def test_an_app_is_set_up_and_recovery_codes_are_shown_once(
    account: Account, browser: Browser
) -> None:
    give_password(browser)
    page = browser.post("/second-factor/app", data={"to": "/account"}).text
    step = re.findall(r'name="step" value="([^"]+)"', page)[0]
    secret = re.findall(r'id="secret">([^<]+)<', page)[0].replace(" ", "")
    told = {"step": step, "to": "/account", "code": pyotp.TOTP(secret).at(datetime.now(UTC))}
    answer = browser.post("/second-factor/app/confirm", data=told)
    codes = re.findall(r"<li>([A-Z2-9-]{19})</li>", answer.text)
    assert len(set(codes)) == 10
    assert browser.get("/account").status_code == 200
    assert "10 recovery codes not used yet" in browser.get("/account").text
    assert not set(codes) & set(re.findall(r"[A-Z2-9-]{19}", browser.get("/account").text))
    kinds = [each.kind for each in entries(browser.session, None, 3)]
    assert kinds == ["RecoveryCodesMade", "SessionOpened", "AppAdded"]


def test_a_code_opens_the_door_once(with_app: Account, browser: Browser) -> None:
    code = shown()
    assert give_password(browser) == "/sign-in/code?to=%2Faccount"
    assert give_code(browser, code) == 303
    again = Browser(browser.session)
    give_password(again)
    assert give_code(again, code) == 401
    assert again.get("/account").status_code == 303


def test_an_earlier_code_is_refused_after_a_later_one(with_app: Account, browser: Browser) -> None:
    now = datetime.now(UTC)
    give_password(browser)
    assert give_code(browser, shown(now + timedelta(seconds=30))) == 303
    again = Browser(browser.session)
    give_password(again)
    assert give_code(again, shown(now)) == 401


@pytest.mark.parametrize("seconds", [-90, 90, 3600])
def test_a_code_of_another_time_is_refused(
    with_app: Account, browser: Browser, seconds: int
) -> None:
    give_password(browser)
    assert give_code(browser, shown(datetime.now(UTC) + timedelta(seconds=seconds))) == 401


@pytest.mark.parametrize("code", ["", "000000000", "١٢٣٤٥٦", "half \ud83d", "x" * 5000])
def test_what_is_no_code_is_refused(with_app: Account, browser: Browser, code: str) -> None:
    give_password(browser)
    told = {"code": code.encode("utf-8", "surrogatepass").decode("utf-8", "replace")}
    assert browser.post("/sign-in/code", data=told).status_code == 401


def test_a_code_without_the_password_opens_nothing(with_app: Account, browser: Browser) -> None:
    assert browser.get("/sign-in/code").headers["location"] == "/sign-in"
    assert give_code(browser, shown()) == 401
    browser.cookies.set(f"{COOKIE}_step", "a guess")
    assert give_code(browser, shown()) == 401


def test_the_step_between_password_and_code_lasts_ten_minutes(
    with_app: Account, browser: Browser
) -> None:
    give_password(browser)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=10, seconds=1)):
        assert give_code(browser, shown()) == 401
    assert browser.session.exec(select(SignedIn)).all() == []


def test_codes_cannot_be_guessed_by_giving_the_password_again(
    with_app: Account, browser: Browser
) -> None:
    for _ in range(10):
        give_password(browser)
        assert give_code(browser, "000000") == 401
    answer = browser.post("/sign-in", data={"username": "p102", "password": PASSWORD})
    assert "Too many tries" in answer.text


def test_a_disabled_account_takes_no_code(with_app: Account, browser: Browser) -> None:
    give_password(browser)
    with_app.disabled_at = datetime.now(UTC)
    assert give_code(browser, shown()) == 401


def test_whoever_has_a_factor_cannot_set_up_another_with_the_password_alone(
    account: Account, browser: Browser
) -> None:
    give_password(browser)
    account.totp_secret = SECRET
    assert browser.get("/second-factor").headers["location"].startswith("/sign-in")
    assert browser.post("/second-factor/app").headers["location"].startswith("/sign-in")


def test_the_last_factor_stays_where_one_is_needed(with_app: Account, browser: Browser) -> None:
    browser.sign_in(with_app)
    answer = browser.post("/second-factor/app/remove")
    page = browser.get(answer.headers["location"]).text
    assert "This is your only second factor" in page
    with_app.needs_second_factor = False
    assert browser.post("/second-factor/app/remove").headers["location"].endswith("factor-removed")
    assert browser.session.get_one(Account, with_app.id).totp_secret is None


def test_an_account_of_the_demo_says_that_it_needs_none(world: World, browser: Browser) -> None:
    browser.sign_in(world.account(world.reporter))
    assert "does not need one" in browser.get("/account").text


def test_steps_that_nobody_takes_are_cleared_away(account: Account, browser: Browser) -> None:
    give_password(browser)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11)):
        give_password(Browser(browser.session))
    assert len(browser.session.exec(select(SignInStep)).all()) == 1
