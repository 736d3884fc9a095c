"""How long a session lasts, as the page is told."""

from datetime import timedelta

import pytest
from sqlmodel import select

from casework.people.models import SignedIn
from casework.settings import Settings
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World


def opened(world: World) -> SignedIn:
    return world.session.exec(select(SignedIn)).one()


def test_asking_does_not_use_the_session_and_extending_does(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.case_manager)
    opened(world).seen_at -= timedelta(minutes=13)
    asked = browser.get("/session")
    assert asked.status_code == 204
    assert 100 < int(asked.headers["session-seconds"]) <= 120
    assert asked.headers["session-extends"] == "yes"
    assert int(browser.get("/session").headers["session-seconds"]) <= 120
    extended = browser.post("/session/extend")
    assert extended.status_code == 204
    assert 890 < int(extended.headers["session-seconds"]) <= 900


def test_the_last_minutes_cannot_be_extended(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.case_manager)
    opened(world).ends_at -= timedelta(hours=7, minutes=58)
    answer = browser.post("/session/extend")
    assert answer.headers["session-extends"] == "no"
    assert 100 < int(answer.headers["session-seconds"]) <= 120


@pytest.mark.parametrize("ended", [True, False])
def test_a_session_that_has_ended_says_only_that(
    world: World, signed_in_as: SignedInAs, browser: Browser, ended: bool
) -> None:
    asking = browser
    if ended:
        asking = signed_in_as(world.case_manager)
        opened(world).seen_at -= timedelta(minutes=16)
    answer = asking.get("/session")
    assert answer.status_code == 401
    assert "session-account" not in answer.headers
    assert asking.post("/session/extend").status_code == 303


def test_a_page_that_asks_by_itself_does_not_use_the_session(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.case_manager)
    opened(world).seen_at -= timedelta(minutes=5)
    before = opened(world).seen_at
    place = "/account/password"
    assert browser.get(place, headers={"HX-Request": "true"}).status_code == 200
    assert opened(world).seen_at == before
    assert browser.get(place).status_code == 200
    assert opened(world).seen_at > before


def test_a_session_ends_after_a_quarter_of_an_hour_without_use() -> None:
    assert Settings().idle_minutes == 15


def test_the_page_warns_by_the_shortest_time_there_can_be(
    world: World, signed_in_as: SignedInAs
) -> None:
    page = signed_in_as(world.case_manager).get("/cases").text
    assert 'data-idle-seconds="840"' in page
    assert 'id="session-warning"' in page
