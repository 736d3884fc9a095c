"""What a token opens beside what its owner may do: read, report, or act; used, ended, revoked."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from api.app import app
from api.scopes import OPENS, READ_BY_POST, asked_of
from casework.access import TrustPermission
from casework.cases.stages import Stage
from casework.people.sign_in import make_token
from casework.people.tokens import ApiToken, TokenScope
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import Somebody, World
from web.frame.serving import every_route

ROUTES = [
    (method, route)
    for path, route in every_route(app)
    if path.startswith("/v1/")
    for method in sorted(route.methods or ())
]


def program(world: World, who: Somebody, scope: TokenScope) -> Browser:
    account = world.account(who)
    secret = make_token(world.session, account.id, "A test", datetime.now(UTC), scope=scope)
    world.session.flush()
    return Browser(world.session, token=secret)


def opened(scope: TokenScope) -> set[tuple[str, str]]:
    told = [asked_of(method, route) for method, route in ROUTES]
    return {(each.method, each.path) for each in told if OPENS[scope](each)}


def test_a_token_that_reads_opens_nothing_that_changes() -> None:
    posts = {path for method, path in opened(TokenScope.READ) if method != "GET"}
    assert posts == set(READ_BY_POST)
    assert len(opened(TokenScope.READ)) > 50


def test_a_token_that_reports_opens_what_a_report_needs_and_no_case() -> None:
    found = opened(TokenScope.REPORT)
    assert ("GET", "/me") in found
    assert ("POST", "/reports") in found
    assert not any(path.startswith("/cases") for _, path in found)
    for method, route in ROUTES:
        asked = asked_of(method, route)
        if (method, asked.path) in found and asked.path != "/me":
            assert asked.serves == {TrustPermission.REPORT_BREACH}


def test_a_token_that_acts_opens_all_that_its_owner_may() -> None:
    assert len(opened(TokenScope.ACT)) == len(ROUTES)


def test_a_scope_takes_away_and_never_gives(world: World) -> None:
    case = world.case(Stage.CLOSED)
    hold = {"kind": "legal_claim", "reason": "A claim is expected"}
    place = f"/api/v1/cases/{case.reference}"
    reading = program(world, world.case_manager, TokenScope.READ)
    assert reading.get(place).status_code == 200
    refused = reading.post(f"{place}/place-hold", json=hold)
    assert refused.status_code == 403
    assert refused.json()["detail"] == TokenScope.READ.label
    assert program(world, world.stranger, TokenScope.READ).get(place).status_code == 404
    reporting = program(world, world.case_manager, TokenScope.REPORT)
    assert reporting.get(place).status_code == 403
    assert reporting.get("/api/v1/me").status_code == 200
    missing = reporting.get("/api/v1/cases/SM26-9999")
    assert (missing.status_code, missing.json()) == (403, reporting.get(place).json())


def test_its_owner_chooses_sees_its_last_use_and_revokes_it_at_once(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.case_manager)
    form = browser.get("/account/tokens/new").text
    assert TokenScope.READ.label in form
    wrong = {"name": "Figures", "scope": "read", "days": "366"}
    assert browser.post("/account/tokens/new", data=wrong).status_code == 422
    made = browser.post("/account/tokens/new", data=wrong | {"days": "365"}).text
    secret = "cw_" + made.partition('value="cw_')[2].partition('"')[0]
    calling = Browser(world.session, token=secret)
    assert "Never" in browser.get("/account").text
    assert calling.get("/api/v1/me").status_code == 200
    token = world.session.exec(select(ApiToken)).one()
    assert (token.scope, token.last_used_at is not None) == (TokenScope.READ, True)
    assert "Never" not in browser.get("/account").text
    assert browser.post(f"/account/tokens/{token.id}/revoke").status_code == 303
    assert calling.get("/api/v1/me").status_code == 401


def test_the_database_keeps_no_token_for_longer_than_a_year(world: World) -> None:
    account, now = world.account(world.stranger), datetime.now(UTC)
    make_token(world.session, account.id, "For ever", now, days=400)
    with pytest.raises(IntegrityError):
        world.session.flush()
