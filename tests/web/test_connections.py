"""The directory has a token of its own: made, used, revoked by an IT administrator."""

from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi.routing import APIRoute
from sqlmodel import select

from api.scim.app import app, directory
from casework.people.services import ServiceToken
from tests.api.test_scim import BASE, secret_of
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World


def test_only_a_token_of_the_directory_opens_it_and_it_opens_nothing_else(
    world: World, session: Any, api_as: SignedInAs, browser: Browser
) -> None:
    every = [each for each in app.routes if isinstance(each, APIRoute)]
    assert every
    assert all(_asks(each.dependant, directory) for each in every)
    assert api_as(world.it_admin).get(f"{BASE}/Users").status_code == 401
    assert browser.get(f"{BASE}/Users").headers["www-authenticate"] == "Bearer"
    secret = secret_of(world)
    program = Browser(session, token=secret)
    assert program.get("/api/v1/me").status_code == 401
    assert program.get(f"{BASE}/Users").status_code == 200
    token = session.exec(select(ServiceToken)).one()
    assert token.last_used_at
    token.expires_at = datetime.now(UTC) - timedelta(1)
    assert program.get(f"{BASE}/Users").status_code == 401


def _asks(dependant: Any, who: object) -> bool:
    return dependant.call is who or any(_asks(each, who) for each in dependant.dependencies)


def test_an_administrator_makes_and_revokes_its_token(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.it_admin)
    assert "No directory is connected" in browser.get("/connections").text
    wrong = browser.post("/connections/tokens", data={"name": "Entra", "days": "400"})
    assert wrong.status_code == 422
    assert 'value="Entra"' in wrong.text
    made = browser.post("/connections/tokens", data={"name": "Entra", "days": "365"})
    secret = "cs_" + made.text.partition('value="cs_')[2].partition('"')[0]
    program = Browser(world.session, token=secret)
    assert program.get(f"{BASE}/Users").status_code == 200
    assert "Entra" in browser.get("/connections").text
    token = world.session.exec(select(ServiceToken)).one()
    assert browser.post(f"/connections/tokens/{token.id}/revoke").status_code == 303
    assert program.get(f"{BASE}/Users").status_code == 401
    assert browser.post(f"/connections/tokens/{token.id}/revoke").status_code == 404
    for who in (world.hr_director, world.case_manager, world.stranger):
        assert signed_in_as(who).get("/connections").status_code == 403
        assert signed_in_as(who).post("/connections/tokens", data={}).status_code == 403
