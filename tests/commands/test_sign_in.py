"""Accounts, signing in, sessions, and personal tokens."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from casework.access import CASEWORK
from casework.errors import NotFound, SignInRefused
from casework.people.commands import add_account
from casework.people.entrance import Visit, give_password
from casework.people.models import Account, FailedSignIn
from casework.people.sign_in import (
    make_token,
    session_holder,
    sign_out,
    token_holder,
    touch,
)
from casework.people.tokens import ApiToken
from tests.browser import Browser
from tests.refusing import wrong_answers
from tests.world import World, at

PASSWORD = "a long and secret sentence"


def sign_in(session: Session, name: str, password: str, when: datetime) -> str:
    """Sign in with a password alone, as an account that needs no second factor may."""
    return give_password(session, name, password, Visit(when)).secret


def account(world: World, **told: Any) -> Account:
    whole = {"staff_number": "102", "username": "Maya", "password": PASSWORD} | told
    return add_account(world.session, CASEWORK, **whole, at=at(), needs_second_factor=False)


def test_somebody_signs_in(world: World) -> None:
    account(world)
    secret = sign_in(world.session, " MAYA ", PASSWORD, at())
    found = session_holder(world.session, secret, at())
    assert found
    assert found[1] == world.reporter


def test_an_account_is_for_somebody_known(world: World) -> None:
    with pytest.raises(NotFound, match="staff number 999"):
        account(world, staff_number="999")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"username": " maya"}, "username"),
        ({"username": "  "}, "username"),
        ({"username": "other", "password": "short"}, "password"),
    ],
)
def test_an_account_that_cannot_be_made(world: World, told: dict[str, str], field: str) -> None:
    account(world)
    with wrong_answers(field):
        account(world, **told)


@pytest.mark.parametrize(
    ("username", "password"),
    [("maya", "wrong"), ("nobody", PASSWORD), ("", ""), ("maya", "half \ud83d")],
)
def test_a_refusal_never_says_which_was_wrong(world: World, username: str, password: str) -> None:
    account(world)
    with pytest.raises(SignInRefused, match=r"^Check your user name and password$"):
        sign_in(world.session, username, password, at())


def test_a_disabled_account_neither_opens_nor_stays_open(world: World) -> None:
    kept = account(world)
    secret = sign_in(world.session, "maya", PASSWORD, at())
    kept.disabled_at = at()
    assert session_holder(world.session, secret, at()) is None
    with pytest.raises(SignInRefused):
        sign_in(world.session, "maya", PASSWORD, at())


def test_guessing_is_slowed_down_and_forgiven_after_a_while(world: World, browser: Browser) -> None:
    account(world)
    for _ in range(10):
        answer = browser.post("/sign-in", data={"username": "maya", "password": "guess"})
        assert answer.status_code == 401
    told = {"username": "maya", "password": PASSWORD}
    assert "Wait 5 minutes" in browser.post("/sign-in", data=told).text
    later = datetime.now().astimezone() + timedelta(minutes=6)
    assert sign_in(world.session, "maya", PASSWORD, later)


def test_signing_in_forgives_earlier_tries(world: World) -> None:
    account(world)
    world.session.add_all([FailedSignIn(username="maya", at=at()) for _ in range(9)])
    sign_in(world.session, "maya", PASSWORD, at())
    with pytest.raises(SignInRefused, match="Check"):
        sign_in(world.session, "maya", "guess", at())
    assert sign_in(world.session, "maya", PASSWORD, at())


def opened(world: World) -> str:
    account(world)
    secret = sign_in(world.session, "maya", PASSWORD, at())
    world.session.flush()
    return secret


def test_a_session_ends_when_idle_and_lives_on_when_used(world: World) -> None:
    secret = opened(world)
    used = at() + timedelta(minutes=14)
    assert session_holder(world.session, secret, used)
    touch(world.session, secret, used)
    world.session.flush()
    assert session_holder(world.session, secret, used + timedelta(minutes=14))
    assert session_holder(world.session, secret, used + timedelta(minutes=15)) is None


def test_a_session_ends_after_a_day_however_busy(world: World) -> None:
    secret = opened(world)
    for minutes in range(10, 8 * 60, 10):
        touch(world.session, secret, at() + timedelta(minutes=minutes))
    world.session.flush()
    assert session_holder(world.session, secret, at() + timedelta(hours=7, minutes=59))
    assert session_holder(world.session, secret, at() + timedelta(hours=8)) is None


def test_signing_out_ends_the_session(world: World) -> None:
    secret = opened(world)
    sign_out(world.session, secret)
    assert session_holder(world.session, secret, at()) is None


def test_no_secret_is_kept(world: World) -> None:
    secret = opened(world)
    token = make_token(world.session, world.account(world.reporter).id, "Rota", at())
    kept = [*world.session.exec(select(ApiToken)), *world.session.exec(select(Account))]
    for each in kept:
        assert secret not in str(each.model_dump())
        assert token not in str(each.model_dump())
        assert PASSWORD not in str(each.model_dump())


def test_a_token_acts_as_its_person_until_it_ends(world: World) -> None:
    token = make_token(world.session, world.account(world.reporter).id, "Rota", at(), days=30)
    world.session.flush()
    by_token = replace(world.reporter, confirmed=False)
    assert token_holder(world.session, token, at()) == by_token, "a token proves nothing anew"
    assert token_holder(world.session, token, at() + timedelta(days=30)) is None
    assert token_holder(world.session, "cw_guess", at()) is None


def test_a_revoked_token_and_one_of_a_disabled_account_open_nothing(world: World) -> None:
    kept = world.account(world.reporter)
    token = make_token(world.session, kept.id, "Rota", at())
    world.session.flush()
    row = world.session.exec(select(ApiToken)).one()
    row.revoked_at = at()
    assert token_holder(world.session, token, at()) is None
    row.revoked_at, kept.disabled_at = None, at()
    assert token_holder(world.session, token, at()) is None
