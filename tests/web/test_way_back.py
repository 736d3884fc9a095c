"""A way back in: asked for by one, approved by another, used once by its owner and nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlmodel import select

from casework.journal import entries
from casework.people.credentials import WayBack
from casework.people.models import Account
from casework.people.sign_in import make_token
from casework.people.tokens import ApiToken
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.web.looking_after import ASKING, PROOF, asked_for, handed, with_password_and_app
from tests.world import World


@pytest.fixture
def admin(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.it_admin)


@pytest.fixture
def maya(world: World) -> Account:
    return with_password_and_app(world)


def test_a_way_back_takes_two_people_and_its_owner(
    admin: Browser, maya: Account, world: World, signed_in_as: SignedInAs
) -> None:
    hers = signed_in_as(world.reporter)
    token = make_token(world.session, maya.id, "Rota", datetime.now(UTC))
    link = handed(signed_in_as(world.hr_director), asked_for(admin, maya))
    assert hers.get("/account").status_code == 200  # until it is used, nothing changes
    coming = Browser(world.session)
    assert coming.get(link).status_code == 200
    answer = coming.post(link, data=PROOF)
    assert answer.headers["location"] == "/second-factor?to=%2F"
    assert hers.get("/account").status_code == 303
    assert Browser(world.session, token=token).get("/api/v1/openapi.json").status_code == 401
    assert world.session.get_one(Account, maya.id).totp_secret is None
    assert coming.get("/second-factor").status_code == 200
    assert coming.get("/account").status_code == 303  # not in before the second factor is there
    assert coming.get(link).status_code == 404
    assert coming.post(link, data=PROOF).status_code == 404
    kinds = [each.kind for each in entries(world.session, None, 3)]
    assert kinds == ["WayBackUsed", "WayBackDecided", "WayBackAsked"]
    assert "Ruth Calder" in entries(world.session, None, 3)[2].sentence


def test_nobody_approves_what_they_asked_for(admin: Browser, maya: Account) -> None:
    asked = asked_for(admin, maya)
    answer = admin.post(f"/approvals/ways-back/{asked.id}/approve")
    assert answer.status_code == 422
    assert "You asked for this" in answer.text
    assert asked.token_hash is None


def test_nobody_approves_their_own_way_back(
    admin: Browser, world: World, signed_in_as: SignedInAs
) -> None:
    asked = asked_for(admin, world.account(world.hr_director))
    answer = signed_in_as(world.hr_director).post(f"/approvals/ways-back/{asked.id}/approve")
    assert answer.status_code == 422
    assert "Somebody else must do it" in answer.text


def test_a_declined_way_back_opens_nothing(
    admin: Browser, maya: Account, world: World, signed_in_as: SignedInAs
) -> None:
    asked = asked_for(admin, maya)
    director = signed_in_as(world.hr_director)
    answer = director.post(f"/approvals/ways-back/{asked.id}/decline")
    assert answer.headers["location"] == "/approvals?said=declined"
    assert director.post(f"/approvals/ways-back/{asked.id}/approve").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"staff_number": "103"}, {"employed_from": "2 September 2019"}, {"employed_from": "soon"}],
)
def test_whoever_finds_the_link_does_not_come_in(
    admin: Browser, maya: Account, world: World, signed_in_as: SignedInAs, wrong: dict[str, str]
) -> None:
    link = handed(signed_in_as(world.hr_director), asked_for(admin, maya))
    finder = Browser(world.session)
    for _ in range(10):
        answer = finder.post(link, data=PROOF | wrong)
        assert answer.status_code == 401
        assert "as the Trust has them" in answer.text
    assert "Too many tries" in finder.post(link, data=PROOF).text
    assert world.session.get_one(Account, maya.id).totp_secret is not None


def test_a_poor_password_is_refused_and_the_link_still_works(
    admin: Browser, maya: Account, world: World, signed_in_as: SignedInAs
) -> None:
    link = handed(signed_in_as(world.hr_director), asked_for(admin, maya))
    coming = Browser(world.session)
    answer = coming.post(link, data=PROOF | {"password": "MayaLockwood1"})
    assert answer.status_code == 422
    assert "easily guessed" in answer.text
    assert 'value="102"' in answer.text
    assert "MayaLockwood1" not in answer.text
    assert coming.post(link, data=PROOF).status_code == 303


def test_a_way_back_lasts_a_day_and_a_later_one_replaces_it(
    admin: Browser, maya: Account, world: World, signed_in_as: SignedInAs
) -> None:
    director = signed_in_as(world.hr_director)
    first = handed(director, asked_for(admin, maya))
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=24, seconds=1)):
        assert Browser(world.session).get(first).status_code == 404
    admin.post(f"/accounts/{maya.id}/way-back", data=ASKING)
    assert Browser(world.session).get(first).status_code == 404


@pytest.mark.parametrize("wrong", [{"identity_check": ""}, {"checked_by": " "}])
def test_a_way_back_says_who_made_sure_and_how(
    admin: Browser, maya: Account, wrong: dict[str, str]
) -> None:
    answer = admin.post(f"/accounts/{maya.id}/way-back", data=ASKING | wrong)
    assert answer.status_code == 422
    assert next(iter(wrong)) in answer.text
    assert admin.session.exec(select(WayBack)).all() == []


def test_the_tokens_of_a_way_back_are_not_kept(
    admin: Browser, maya: Account, world: World, signed_in_as: SignedInAs
) -> None:
    link = handed(signed_in_as(world.hr_director), asked_for(admin, maya))
    kept = [*world.session.exec(select(WayBack)), *world.session.exec(select(ApiToken))]
    assert all(link.rsplit("/", 1)[1] not in str(each.model_dump()) for each in kept)
