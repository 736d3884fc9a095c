"""Every error is a page in one voice, and the statement that anybody may read."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Scope

from casework import database
from casework.cases.stages import Stage
from tests.browser import Browser, one_loop
from tests.conftest import SignedInAs
from tests.world import World
from web.app import app


@pytest.mark.parametrize("address", ["/nowhere", "/cases/SM26-9999", "/cases/%00", "/cases/%ff"])
def test_what_is_not_there_is_not_found(
    world: World, signed_in_as: SignedInAs, address: str
) -> None:
    answer = signed_in_as(world.case_manager).get(address)
    assert answer.status_code == 404
    assert "We cannot find that page" in answer.text


def test_what_a_part_does_not_allow_is_said(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.HEARING)
    answer = signed_in_as(world.hearing_manager).get(f"/cases/{case.reference}/appoint")
    assert answer.status_code == 403
    assert "You cannot do this" in answer.text


def test_characters_that_cannot_be_stored_are_never_a_failure(browser: Browser) -> None:
    answer = browser.post("/sign-in", data={"username": "nul \x00", "password": "x"})
    assert answer.status_code == 422
    assert "Some answers need another look" in answer.text


@pytest.mark.parametrize("charset", ["utf-7", "undefined", "punycode", "unicode_escape"])
def test_a_form_in_a_character_set_of_its_own_is_refused(browser: Browser, charset: str) -> None:
    lone = (
        b'--x\r\nContent-Disposition: form-data; name="username"\r\n\r\n+2AA-\\ud800\r\n--x--\r\n'
    )
    strange = {"content-type": f"multipart/form-data; boundary=x; charset={charset}"}
    answer = browser.post("/sign-in", content=lone, headers=strange)
    assert answer.status_code == 400
    problem = browser.post("/api/v1/reports", content=lone, headers=strange)
    assert (problem.status_code, problem.json()["title"]) == (400, "Send the form as UTF-8")
    plain = {"content-type": "multipart/form-data; boundary=x; charset=UTF-8"}
    assert browser.post("/sign-in", content=lone, headers=plain).status_code == 401


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_signs_nobody_in(browser: Browser, site: str) -> None:
    told = {"username": "somebody", "password": "of theirs"}
    answer = browser.post("/sign-in", data=told, headers={"sec-fetch-site": site})
    assert answer.status_code == 403
    assert "another site" in answer.text


def test_too_much_at_once_is_refused_before_it_is_read(browser: Browser) -> None:
    huge = {"content-length": str(5 * 1024**3)}
    page = browser.post("/sign-in", content=b"x", headers=huge)
    assert page.status_code == 413
    assert "That file is too big" in page.text
    problem = browser.post("/api/v1/reports", content=b"x", headers=huge)
    assert problem.status_code == 413
    assert problem.headers["content-type"] == "application/problem+json"


def test_a_body_without_a_length_is_refused(browser: Browser) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"{}"

    answer = browser.post("/api/v1/reports", content=chunks())
    assert answer.status_code == 411
    assert answer.json()["title"] == "Send the length of the body with it"


@pytest.mark.usefixtures("world")
def test_whoever_hangs_up_while_sending_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    told = [{"type": "http.request", "body": b"username=", "more_body": True}]
    headers = {
        b"content-type": b"application/x-www-form-urlencoded",
        b"content-length": b"100",
        b"sec-fetch-site": b"same-origin",
    }
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/sign-in",
        "query_string": b"",
        "headers": list(headers.items()),
    }

    async def receive() -> Message:
        return told.pop() if told else {"type": "http.disconnect"}

    async def send(_: Message) -> None:
        """Nobody is there to read it."""

    with caplog.at_level("INFO", "casework.web"):
        one_loop().call(app, scope, receive, send)
    said = {(each.levelname, each.message) for each in caplog.records}
    assert ("INFO", "somebody hung up") in said
    assert "ERROR" not in {level for level, _ in said}


def test_a_database_that_is_away_is_said() -> None:
    database.disconnect()
    answer = TestClient(app, raise_server_exceptions=False).get("/accessibility")
    assert answer.status_code == 503
    assert "Casework is not available for the moment" in answer.text


@pytest.mark.parametrize("known", [True, False])
def test_anybody_reads_the_accessibility_statement(
    world: World, browser: Browser, signed_in_as: SignedInAs, known: bool
) -> None:
    page = (signed_in_as(world.reporter) if known else browser).get("/accessibility")
    assert page.status_code == 200
    assert "01632 960100" in page.text
    assert (world.reporter.name in page.text) is known
