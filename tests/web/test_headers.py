"""What every answer carries, whoever asks, however, and whatever comes of it."""

import re

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import text

from casework import settings as of_casework
from casework.cases.stages import Stage
from tests.addresses import every_address
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World
from web.app import app
from web.frame.assets import FOREVER, asset
from web.frame.headers import NOTHING, TWO_YEARS

PINNED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
PAGE = re.compile(
    r"default-src 'none'; script-src 'nonce-(?P<nonce>[\w-]{22})'; style-src 'nonce-(?P=nonce)'; "
    r"img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    r"frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types htmx casework"
)
SEALED = "sandbox; default-src 'none'"
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "DELETE", "BREW")
# Every page is asked for in test_nothing_inline; what else there is, is answered alike in one place
# for every address, so that some will do.
SOME = {"GET": 3, "HEAD": 3, "POST": 3}


def faults(answer: Response) -> list[str]:
    """What this answer lacks."""
    headers = answer.headers
    wrong = [name for name, value in PINNED.items() if headers.get(name) != value]
    if headers.get("cache-control") != "no-store":
        wrong.append("cache-control")
    if not re.fullmatch(r"[0-9a-f]{16}", headers.get("x-request-id", "")):
        wrong.append("x-request-id")
    if "geolocation=()" not in headers.get("permissions-policy", ""):
        wrong.append("permissions-policy")
    policy = headers.get("content-security-policy", "")
    is_page = headers.get("content-type", "").startswith("text/html")
    if not (PAGE.fullmatch(policy) if is_page else policy in {NOTHING, SEALED}):
        wrong.append(f"content-security-policy: {policy}")
    return wrong


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("known", [True, False])
def test_every_route_answers_with_every_header(
    world: World, signed_in_as: SignedInAs, browser: Browser, method: str, known: bool
) -> None:
    case = world.case(Stage.HEARING)
    world.exhibit(case)
    asking = signed_in_as(world.case_manager) if known else browser
    lacking, seen = {}, set()
    addresses = sorted({(each.route, each.path) for each in every_address(case.reference)})
    for route, path in addresses[:: SOME.get(method, 7)]:
        if known:
            asking.sign_in(world.account(world.case_manager))
        answer = asking.request(method, path)
        seen.add(answer.status_code)
        if wrong := faults(answer):
            lacking[route] = wrong
        assert answer.status_code < 500, route
        if method == "HEAD":
            assert answer.content == b"", route
    assert lacking == {}
    assert len(seen) > 1  # pages, redirects and refusals alike


@pytest.mark.parametrize("path", ["/cases", "/api/v1/cases", "/accessibility", "/nowhere"])
def test_a_head_says_what_the_whole_would(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs, path: str
) -> None:
    asking = (api_as if path.startswith("/api") else signed_in_as)(world.case_manager)
    plain = {"accept-encoding": "identity"}  # what is packed differs by chance
    whole, head = asking.get(path, headers=plain), asking.head(path, headers=plain)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    changing = {"x-request-id", "content-security-policy"}
    told = [{k: v for k, v in each.headers.items() if k not in changing} for each in (whole, head)]
    assert told[0] == told[1]


@pytest.mark.parametrize("path", ["/cases", "/api/v1/cases"])
def test_a_failure_is_covered_too(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs, path: str
) -> None:
    asking = (api_as if path.startswith("/api") else signed_in_as)(world.case_manager)
    asking.get(path)
    world.session.execute(text("ALTER TABLE appointments RENAME TO mislaid"))
    answer = TestClient(
        app, headers=dict(asking.headers), cookies=asking.cookies, raise_server_exceptions=False
    ).get(path)
    assert answer.status_code == 500
    assert faults(answer) == []


def test_a_nonce_is_never_used_twice(browser: Browser) -> None:
    answers = [browser.get("/sign-in") for _ in range(20)]
    nonces = {
        re.findall(r"nonce-([\w-]+)", each.headers["content-security-policy"])[0]
        for each in answers
    }
    assert len(nonces) == 20
    for each in answers:
        used = set(re.findall(r'nonce="([^"]*)"', each.text))
        assert len(used) == 1
        assert used <= nonces


def test_the_look_may_be_kept_and_nothing_else_may(browser: Browser) -> None:
    kept = browser.get(asset("app.css"))
    assert kept.headers["cache-control"] == FOREVER
    assert {name for name, value in PINNED.items() if kept.headers.get(name) != value} == set()
    font = "/static/made/casework-sans-5.3.0.woff2"
    again = browser.get(font)
    unchanged = browser.get(font, headers={"if-none-match": again.headers["etag"]})
    assert unchanged.status_code == 304
    assert unchanged.headers["x-content-type-options"] == "nosniff"
    assert browser.get("/static/icon.svg").headers["cache-control"] == "no-store"
    assert browser.get("/static/none.css?v=1").headers["cache-control"] == "no-store"


def test_transport_security_is_asked_for_where_the_address_is_https(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "strict-transport-security" not in browser.get("/sign-in").headers
    monkeypatch.setenv("CASEWORK_ORIGIN", "https://casework.school.example")
    of_casework.settings.cache_clear()
    try:
        assert browser.get("/sign-in").headers["strict-transport-security"] == TWO_YEARS
    finally:
        monkeypatch.undo()
        of_casework.settings.cache_clear()


def test_over_plain_http_to_another_machine_a_post_can_say_its_origin(browser: Browser) -> None:
    del browser.headers["sec-fetch-site"]
    assert browser.get("/sign-in").headers["referrer-policy"] == "same-origin"
    for host in ("localhost:8000", "127.0.0.1:8000", "[::1]:8000"):
        answer = browser.get("/sign-in", headers={"host": host})
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_an_original_leaves_as_bytes_that_nothing_runs_in(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.INVESTIGATION)
    script = b"<!doctype html><script>alert(1)</script>"
    world.exhibit(case, script, name='evil".html\r\nX-Owned: yes')
    officer = world.investigating_officer
    told = {"reason": "For the police"}
    page = signed_in_as(officer).post(f"/cases/{case.reference}/evidence/E1/copy", data=told)
    assert page.content == script
    assert page.headers["content-type"] == "application/octet-stream"
    assert page.headers["content-security-policy"] == SEALED
    named = page.headers["content-disposition"]
    assert re.fullmatch(r'attachment; filename="[\w.-]+"', named)
    assert "x-owned" not in page.headers
    assert faults(page) == []
