"""The pages of whoever looks after the machines in a real browser: both widths, both schemes."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser
from sqlalchemy import update

from casework.database import as_casework
from casework.operations.models import JobFailure
from casework.outbox.models import Mail, MailKind
from casework.people.models import SignedIn
from casework.webhooks.models import EventKind
from tests.chromium import Window, answering, chromium, opened_session
from tests.commands.test_webhooks import connected
from tests.faults import faults_on
from tests.listening import HERE, reaching_here
from tests.operations.test_operations import FAILED
from tests.world import World, at

pytestmark = pytest.mark.browser


@pytest.fixture
def address(live: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    assert live
    with reaching_here(monkeypatch), answering() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def browser_process() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def a_trust_with_something_to_look_at() -> tuple[World, str]:
    with as_casework() as session:
        world, now = World(session), datetime.now(UTC)
        told = {"args": json.dumps({"pack_id": "x"})}
        job = session.execute(FAILED, told).scalar_one()
        session.add(JobFailure(job_id=job, kind="casework.errors.DeliveryFailed", at=now))
        for called, ended in (("<a@b>", now), ("<c@d>", None)):
            mail = Mail(called=called, kind=MailKind.ROOM_LINK, sealed="sealed:", queued_at=now)
            mail.failed = "The mail server did not take it: SMTPDataError 451"
            mail.given_up_at, mail.tries = ended, 9
            session.add(mail)
        webhook, _ = connected(world, f"http://{HERE}:9/hook", EventKind.CASE_CHANGED)
        webhook.disabled_at, webhook.why_disabled = at(), "30 tries came to nothing"
        return world, str(webhook.id)


def test_nothing_is_wrong_with_them_at_any_size(browser_process: Browser, address: str) -> None:
    world, webhook = a_trust_with_something_to_look_at()
    places = {
        world.it_admin: (
            "/operations",
            "/operations/work",
            "/connections",
            f"/connections/webhooks/{webhook}",
            "/connections/webhooks/new",
            "/account",
        ),
        world.hr_director: ("/approvals/webhooks", "/settings/past"),
    }
    for who, theirs in places.items():
        window = Window(browser_process, address)
        window.sign_in(opened_session(who))
        _confirmed()
        for place in theirs:
            assert window.go(place) == 200
            assert "Confirm that it is you" not in window.page.content()
            faults = [fault for turn in (0, 1) for fault in faults_on(window.page, turn)]
            assert faults == [], place
        assert window.complaints == []


def _confirmed() -> None:
    """As if they had just shown who they are, which webhooks and tokens ask for."""
    with as_casework() as session:
        session.execute(update(SignedIn).values(confirmed_at=datetime.now(UTC)))
