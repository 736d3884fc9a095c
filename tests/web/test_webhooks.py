"""Connecting a system in the browser: asked for, agreed by another, tried, and ended."""

import re
from collections.abc import Iterator

import pytest
from sqlmodel import select

from casework.settings import Settings
from casework.webhooks.delivering import deliver
from casework.webhooks.models import Webhook
from tests.commands.test_webhooks import queued
from tests.conftest import SignedInAs
from tests.listening import listening, reaching_here
from tests.world import World


@pytest.fixture
def within(monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    with reaching_here(monkeypatch) as told:
        yield told


def test_in_the_browser_one_asks_another_agrees_and_the_log_tells(
    world: World, signed_in_as: SignedInAs, within: Settings
) -> None:
    browser, second = signed_in_as(world.it_admin), signed_in_as(world.hr_director)
    assert "No system is told of events" in browser.get("/connections").text
    new = "/connections/webhooks/new"
    wrong = browser.post(new, data={"name": "Dashboard", "url": "http://example.org"})
    assert wrong.status_code == 422
    assert 'value="Dashboard"' in wrong.text
    with listening() as other:
        told = {"name": "Dashboard", "url": other.url, "kinds": ["case.opened", "case.closed"]}
        made = browser.post(new, data=told)
        assert "whsec_" in made.text
        webhook = world.session.exec(select(Webhook)).one()
        place = f"/connections/webhooks/{webhook.id}"
        assert "Waits for a second person" in browser.get(place).text
        assert "You asked for this" in browser.get("/approvals/webhooks").text
        answer = browser.post(f"/approvals/webhooks/{webhook.id}/approve")
        assert (answer.status_code, "Somebody else must agree" in answer.text) == (422, True)
        assert "1 system waits" in second.get("/approvals").text
        assert "A case was opened" in second.get("/approvals/webhooks").text
        assert second.post(f"/approvals/webhooks/{webhook.id}/approve").status_code == 303
        assert browser.post(f"{place}/test").status_code == 303
        deliver(queued(world)[0].id, within)
    page = browser.get(place).text
    assert "Delivered" in page
    assert "Answered 204" in page
    assert "whsec_" in browser.post(f"{place}/secret").text
    assert second.get(place).status_code == 403
    assert browser.post(f"{place}/end").status_code == 303
    assert browser.get(place).status_code == 404
    for who in (world.case_manager, world.stranger):
        assert signed_in_as(who).get(new).status_code == 403
        assert signed_in_as(who).get("/approvals/webhooks").status_code == 403


def test_a_form_that_is_sent_twice_connects_one_system_and_shows_its_secret_again(
    world: World, signed_in_as: SignedInAs, within: Settings
) -> None:
    browser, new = signed_in_as(world.it_admin), "/connections/webhooks/new"
    once = one(r'name="once" value="([0-9a-f-]+)"', browser.get(new).text)
    with listening() as other:
        told = {"name": "Dashboard", "url": other.url, "kinds": ["case.opened"], "once": once}
        secrets = {one(r"(whsec_[\w+/=]+)", browser.post(new, data=told).text) for _ in range(2)}
        webhook = world.session.exec(select(Webhook)).one()
        assert len(secrets) == 1
        signed_in_as(world.hr_director).post(f"/approvals/webhooks/{webhook.id}/approve")
        late = browser.post(new, data=told)
    assert (late.status_code, "whsec_" in late.text) == (409, False)


def one(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found, pattern
    return found[1]
