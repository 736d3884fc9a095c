"""Looking after accounts: by IT alone, and never their own or anybody's password."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from casework.journal import entries
from casework.people.models import Account, SignedIn
from casework.people.sign_in import make_token
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.web.looking_after import ASKING, with_password_and_app
from tests.world import World


@pytest.fixture
def admin(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.it_admin)


@pytest.fixture
def maya(world: World) -> Account:
    return with_password_and_app(world)


@pytest.mark.parametrize("address", ["/accounts", "/accounts/new", "/approvals"])
@pytest.mark.parametrize("who", ["reporter", "case_manager", "chief_executive", "principal"])
def test_nobody_else_looks_after_accounts(
    world: World, signed_in_as: SignedInAs, who: str, address: str
) -> None:
    assert signed_in_as(getattr(world, who)).get(address).status_code == 403


def test_the_director_of_hr_approves_and_looks_after_none(
    world: World, signed_in_as: SignedInAs, maya: Account
) -> None:
    director = signed_in_as(world.hr_director)
    assert director.get("/approvals").status_code == 200
    for address in ("/accounts", f"/accounts/{maya.id}", "/accounts/new"):
        assert director.get(address).status_code == 403
    for act in ("disable", "enable", "end-sessions", "way-back"):
        assert director.post(f"/accounts/{maya.id}/{act}", data=ASKING).status_code == 403


def test_it_shows_again_who_they_are_before_they_see_accounts(admin: Browser, world: World) -> None:
    world.session.exec(select(SignedIn)).one().confirmed_at = None
    assert admin.get("/accounts").headers["location"].startswith("/sign-in/confirm")
    assert admin.post("/accounts/new", data={"username": "x"}).status_code == 403


def test_accounts_are_listed_and_found_by_name(admin: Browser, maya: Account) -> None:
    page = admin.get("/accounts").text
    assert "Maya Lockwood" in page
    assert "Leo Sandford" in page
    assert "IT administrator" in page
    found = admin.post("/accounts", data={"words": "lock may"}).text
    assert "Maya Lockwood" in found
    assert "Head of Year 9" in found
    assert "/accounts/" + str(maya.id) in found
    assert 'class="strong"' not in admin.post("/accounts", data={"words": "%"}).text


def test_a_disabled_account_is_out_with_its_next_request_and_its_tokens_too(
    admin: Browser, maya: Account, world: World, signed_in_as: SignedInAs
) -> None:
    hers = signed_in_as(world.reporter)
    token = make_token(world.session, maya.id, "Rota", datetime.now(UTC))
    calling = Browser(world.session, token=token)
    assert calling.get("/api/v1/openapi.json").status_code == 200
    admin.post(f"/accounts/{maya.id}/disable")
    assert hers.get("/account").status_code == 303
    assert calling.get("/api/v1/openapi.json").status_code == 401
    assert "Disabled" in admin.get(f"/accounts/{maya.id}").text
    admin.post(f"/accounts/{maya.id}/enable")
    assert calling.get("/api/v1/openapi.json").status_code == 200
    kinds = [each.kind for each in entries(world.session, None, 2)]
    assert kinds == ["AccountEnabled", "AccountDisabled"]


def test_sessions_are_ended_for_somebody(
    admin: Browser, maya: Account, world: World, signed_in_as: SignedInAs
) -> None:
    hers = signed_in_as(world.reporter)
    admin.post(f"/accounts/{maya.id}/end-sessions")
    assert hers.get("/account").status_code == 303


@pytest.mark.parametrize("act", ["disable", "enable", "way-back"])
def test_nobody_does_it_to_their_own_account(admin: Browser, world: World, act: str) -> None:
    own = world.account(world.it_admin)
    answer = admin.post(f"/accounts/{own.id}/{act}", data=ASKING)
    assert answer.status_code == 422
    assert "mebody else must do it" in answer.text or "Another IT administrator" in answer.text


def test_an_added_account_has_no_password_and_opens_nothing(admin: Browser, world: World) -> None:
    told = {"staff_number": "103", "username": "ruth"}
    answer = admin.post("/accounts/new", data=told)
    assert answer.status_code == 303
    made = world.session.exec(select(Account).where(Account.username == "ruth")).one()
    assert made.password_hash == ""
    for password in ("", "ruth", "anything at all"):
        entering = Browser(world.session).post(
            "/sign-in", data={"username": "ruth", "password": password}
        )
        assert entering.status_code == 401
    again = admin.post("/accounts/new", data=told | {"staff_number": "999"})
    assert again.status_code == 422
    assert "Nobody has staff number 999" in again.text
    assert 'value="ruth"' in again.text
