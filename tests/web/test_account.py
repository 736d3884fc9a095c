"""One's own account: password, tokens, sessions, and how pages look."""

import re

import pytest
from sqlmodel import select

from casework.journal import entries
from casework.people.models import Account, SignedIn
from casework.people.sign_in import hashed, password_hash
from casework.people.tokens import ApiToken
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World
from web.frame.deps import COOKIE

OLD, NEW = "three small grey owls", "four large green owls"


@pytest.fixture
def settled(world: World, signed_in_as: SignedInAs) -> Browser:
    """The reporter, signed in to an account whose password they know."""
    browser = signed_in_as(world.reporter)
    world.account(world.reporter).password_hash = password_hash(OLD)
    return browser


def account(world: World) -> Account:
    return world.session.get_one(Account, world.account(world.reporter).id)


def test_the_page_says_who_is_signed_in(settled: Browser, world: World) -> None:
    page = settled.get("/account").text
    assert world.reporter.name in page
    assert "1 session" in page


@pytest.mark.parametrize(("theme", "shown"), [("dark", 'data-theme="dark"'), ("device", "")])
def test_a_theme_is_chosen(settled: Browser, world: World, theme: str, shown: str) -> None:
    assert settled.post("/account/theme", data={"theme": theme}).status_code == 303
    page = settled.get("/account").text
    assert account(world).theme == theme
    assert shown in page if shown else "data-theme" not in page


def test_shortcuts_are_turned_on_and_off(settled: Browser, world: World) -> None:
    assert 'data-keys="on"' not in settled.get("/account").text
    settled.post("/account/shortcuts", data={"shortcuts": "on"})
    assert 'data-keys="on"' in settled.get("/account").text
    settled.post("/account/shortcuts", data={"shortcuts": "off"})
    assert account(world).shortcuts is False


@pytest.mark.parametrize(("what", "value"), [("theme", "plaid"), ("shortcuts", ""), ("theme", "")])
def test_a_choice_that_was_not_offered_is_refused(
    settled: Browser, world: World, what: str, value: str
) -> None:
    answer = settled.post(f"/account/{what}", data={what: value})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert (account(world).theme, account(world).shortcuts) == ("device", False)


def test_a_new_password_ends_every_other_session(
    settled: Browser, world: World, browser: Browser
) -> None:
    browser.sign_in(account(world))
    answer = settled.post("/account/password", data={"old": OLD, "new": NEW})
    assert answer.headers["location"] == "/account?said=password"
    assert settled.get("/account").status_code == 200
    assert browser.get("/account").headers["location"] == "/sign-in?to=/account"
    assert entries(world.session, None, 1)[0].kind == "PasswordChanged"
    fresh = Browser(world.session)
    told = {"username": account(world).username}
    assert fresh.post("/sign-in", data=told | {"password": OLD}).status_code == 401
    assert fresh.post("/sign-in", data=told | {"password": NEW}).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("wrong", NEW, "This is not your password now"),
        (OLD, "too short", "Use at least 12 characters"),
        (OLD, OLD, "Choose a password that differs"),
        ("", NEW, "Enter your password now"),
        (OLD, "", "Enter the new password"),
        (OLD, "x" * 201, "Shorten the new password to 200 characters or fewer"),
    ],
)
def test_a_password_is_refused_at_its_field_and_never_sent_back(
    settled: Browser, world: World, old: str, new: str, says: str
) -> None:
    before = account(world).password_hash
    answer = settled.post("/account/password", data={"old": old, "new": new})
    assert answer.status_code == 422
    assert says in answer.text
    assert OLD not in answer.text
    assert NEW not in answer.text
    assert account(world).password_hash == before


def test_guessing_the_password_in_an_open_session_is_slowed_down(
    settled: Browser, world: World
) -> None:
    for _ in range(10):
        settled.post("/account/password", data={"old": "a guess", "new": NEW})
    answer = settled.post("/account/password", data={"old": OLD, "new": NEW})
    assert "Too many tries" in answer.text


def test_a_token_is_shown_once_and_opens_the_api(settled: Browser, world: World) -> None:
    assert "personal token" not in entries(world.session, None, 1)[0].sentence
    answer = settled.post("/account/tokens/new", data={"name": "Monthly figures"})
    found = re.search(r"cw_[\w-]{20,}", answer.text)
    assert found
    secret = found[0]
    page = settled.get("/account").text
    assert "Monthly figures" in page
    assert secret not in page
    kept = world.session.exec(select(ApiToken)).one()
    assert kept.token_hash == hashed(secret)
    assert (
        entries(world.session, None, 1)[0].sentence == "made the personal token “Monthly figures”"
    )
    calling = Browser(world.session, token=secret)
    assert calling.get("/api/v1/me").json()["name"] == world.reporter.name
    settled.post(f"/account/tokens/{kept.id}/revoke")
    assert calling.get("/api/v1/me").status_code == 401
    assert "Monthly figures" not in settled.get("/account").text


def test_a_token_needs_a_name_and_there_are_not_too_many(settled: Browser, world: World) -> None:
    assert settled.post("/account/tokens/new", data={"name": " "}).status_code == 422
    for number in range(10):
        settled.post("/account/tokens/new", data={"name": f"Program {number}"})
    answer = settled.post("/account/tokens/new", data={"name": "One more"})
    assert "You have 10 tokens. Revoke one you no longer need" in answer.text
    assert len(world.session.exec(select(ApiToken)).all()) == 10


def test_nobody_revokes_the_token_of_somebody_else(
    settled: Browser, world: World, signed_in_as: SignedInAs
) -> None:
    settled.post("/account/tokens/new", data={"name": "Mine"})
    token = world.session.exec(select(ApiToken)).one()
    other = signed_in_as(world.dsl)
    assert other.post(f"/account/tokens/{token.id}/revoke").status_code == 404
    assert other.post("/account/tokens/nothing/revoke").status_code == 404
    assert world.session.exec(select(ApiToken)).one().revoked_at is None


def test_signing_out_everywhere_ends_every_session(
    settled: Browser, world: World, browser: Browser
) -> None:
    browser.sign_in(account(world))
    answer = settled.post("/account/sign-out-everywhere")
    assert answer.headers["location"] == "/sign-in"
    assert COOKIE in answer.headers["set-cookie"]
    assert browser.get("/account").status_code == 303
    assert world.session.exec(select(SignedIn)).all() == []
    assert entries(world.session, None, 1)[0].sentence == "signed out everywhere"


@pytest.mark.parametrize("address", ["/account", "/account/password", "/account/tokens/new"])
def test_nobody_gets_there_without_signing_in(browser: Browser, address: str) -> None:
    assert browser.get(address).headers["location"].startswith("/sign-in")


def test_when_somebody_is_written_to_and_of_what_is_their_own_choice(
    settled: Browser, world: World
) -> None:
    assert 'value="daily" checked' in settled.get("/account").text
    place = "/account/reminders"
    told = {"reminders": "3", "kinds": ["reports", "decisions", "salaries"]}
    assert settled.post(place, data=told).status_code == 303
    world.session.expire_all()
    kept = account(world)
    assert (kept.reminders, kept.digest_day, kept.digest_kinds) == (
        True,
        3,
        ["reports", "decisions"],
    )
    for wrong in ({"reminders": "5", "kinds": ["tasks"]}, {"reminders": "daily"}):
        answer = settled.post(place, data=wrong)
        assert answer.status_code == 422
        assert "There is a problem" in answer.text
    assert settled.post(place, data={"reminders": "never"}).status_code == 303
    world.session.expire_all()
    assert account(world).reminders is False
    assert account(world).digest_kinds == ["reports", "decisions"]
