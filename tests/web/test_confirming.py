"""Step-up: what is asked for again, and that not a word is lost by it."""

import html
import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlmodel import select

from casework.people.models import FailedSignIn, SignedIn
from casework.people.passwords import password_hash
from tests.browser import Browser
from tests.world import World
from web.frame.deps import COOKIE

PASSWORD = "three small grey owls"
SECRET = pyotp.random_base32()


@pytest.fixture
def stale(world: World, browser: Browser) -> Browser:
    """The reporter, who showed six minutes ago who they are. They have no second factor."""
    account = world.account(world.reporter)
    account.password_hash = password_hash(PASSWORD)
    browser.sign_in(account)
    opened = world.session.exec(select(SignedIn)).one()
    opened.confirmed_at = datetime.now(UTC) - timedelta(minutes=5, seconds=1)
    return browser


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in found}


def test_a_page_that_asks_for_it_is_come_back_to(stale: Browser) -> None:
    answer = stale.get("/second-factor?to=/policy")
    assert answer.headers["location"] == "/sign-in/confirm?to=/second-factor%3Fto%3D/policy"
    page = stale.get(answer.headers["location"])
    assert "Confirm that it is you" in page.text
    told = hidden(page.text) | {"password": PASSWORD}
    answer = stale.post("/sign-in/confirm", data=told)
    assert answer.headers["location"] == "/second-factor?to=/policy"
    assert stale.get("/second-factor").status_code == 200


def test_the_session_goes_on_under_another_id(stale: Browser) -> None:
    before = stale.cookies[COOKIE]
    stale.post("/sign-in/confirm", data={"to": "/account", "password": PASSWORD})
    assert stale.cookies[COOKIE] != before
    assert stale.get("/account").status_code == 200
    stale.cookies.clear()
    stale.cookies.set(COOKIE, before)
    assert stale.get("/account").status_code == 303


def test_what_was_posted_is_carried_along_and_posted_again(stale: Browser) -> None:
    words = 'He said “<b>no</b>” & "left"\nat once'
    asked = stale.post("/second-factor/app", data={"to": words, "other": ["one", "two"]})
    assert asked.status_code == 403
    assert "Nothing you typed is lost" in asked.text
    assert asked.text.count('name="typed.other"') == 2
    told = hidden(asked.text)
    assert told["typed.to"] == words
    wrong = stale.post("/sign-in/confirm", data=told | {"password": "not it"})
    assert wrong.status_code == 401
    assert hidden(wrong.text)["typed.to"] == words
    done = stale.post("/sign-in/confirm", data=told | {"password": PASSWORD})
    assert 'action="/second-factor/app" data-carry-on' in done.text
    assert hidden(done.text)["to"] == words
    assert "password" not in hidden(done.text)
    assert stale.post("/second-factor/app", data=hidden(done.text)).status_code == 200


def test_files_are_to_be_chosen_again_and_the_page_says_so(stale: Browser) -> None:
    asked = stale.post("/second-factor/app", data={"to": "/"}, files={"file": b"a picture"})
    assert asked.status_code == 403
    assert "Choose your files again afterwards" in asked.text


def test_a_second_factor_is_asked_for_again_where_there_is_one(
    stale: Browser, world: World
) -> None:
    account = world.account(world.reporter)
    account.totp_secret = SECRET
    told = {"to": "/account", "password": PASSWORD}
    assert stale.post("/sign-in/confirm", data=told).status_code == 401
    assert stale.post("/sign-in/confirm", data=told | {"code": "000000"}).status_code == 401
    right = pyotp.TOTP(SECRET).at(datetime.now(UTC))
    assert stale.post("/sign-in/confirm", data=told | {"code": right}).status_code == 303


def test_wrong_tries_count(stale: Browser) -> None:
    for _ in range(10):
        stale.post("/sign-in/confirm", data={"password": "a guess"})
    assert len(stale.session.exec(select(FailedSignIn)).all()) == 10
    answer = stale.post("/sign-in/confirm", data={"password": PASSWORD})
    assert "Too many tries" in answer.text


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "x"])
def test_nobody_is_sent_to_another_site(stale: Browser, to: str) -> None:
    answer = stale.post("/sign-in/confirm", data={"to": to, "password": PASSWORD})
    assert answer.headers["location"] == "/"


def test_only_somebody_signed_in_confirms(browser: Browser) -> None:
    assert browser.get("/sign-in/confirm").headers["location"].startswith("/sign-in?")
    answer = browser.post("/sign-in/confirm", data={"password": PASSWORD})
    assert answer.headers["location"].startswith("/sign-in?")
