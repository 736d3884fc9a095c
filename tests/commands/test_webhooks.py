"""Another system is told that something happened: signed, once for each id, and no more."""

import base64
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from sqlmodel import col, delete, select

from casework.cases.clock_acts import ExplainDelay
from casework.cases.gateway import begin
from casework.cases.stages import Stage
from casework.errors import DeliveryFailed, NotFound, NotPermitted, WrongAnswer
from casework.journal import JournalEntry
from casework.retention.holding import PlaceHold
from casework.retention.models import HoldKind
from casework.settings import Settings
from casework.webhooks.announcing import announce, announce_act, announce_opening
from casework.webhooks.delivering import MOST_FAILURES, MOST_TRIES, deliver, weed
from casework.webhooks.keeping import (
    AskWebhook,
    decide_webhook,
    enable_webhook,
    end_webhook,
    messages_to,
    rotate_secret,
)
from casework.webhooks.models import EventKind, Webhook, WebhookMessage
from tests.listening import HERE, listening, reaching_here
from tests.world import World, at


@pytest.fixture
def within(monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    with reaching_here(monkeypatch) as told:
        yield told


def connected(world: World, url: str, *kinds: EventKind) -> tuple[Webhook, str]:
    asked = AskWebhook(name="Dashboard", url=url, kinds=list(kinds or [EventKind.CASE_CHANGED]))
    webhook, secret = asked.perform(world.session, world.it_admin, at())
    decide_webhook(world.session, world.hr_director, webhook.id, True, at())
    world.session.flush()
    return webhook, secret


def queued(world: World) -> list[WebhookMessage]:
    world.session.expire_all()
    return list(world.session.exec(select(WebhookMessage).order_by(col(WebhookMessage.at))))


def one_message(world: World, webhook: Webhook) -> WebhookMessage:
    """The next message to it, a minute after the one before."""
    after = timedelta(minutes=len(queued(world)))
    announce(world.session, EventKind.CASE_CHANGED, at() + after)
    return messages_to(world.session, webhook.id)[0]


def is_right(secret: str, headers: dict[str, str], body: bytes) -> list[bool]:
    """Checked as the other side does, from the words of Standard Webhooks."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    right = base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()
    return [each == f"v1,{right}" for each in headers["webhook-signature"].split(" ")]


def test_a_message_is_signed_and_says_nothing_of_the_case(world: World, within: Settings) -> None:
    with listening() as other:
        webhook, secret = connected(world, other.url)
        message = one_message(world, webhook)
        sent_at = datetime(2026, 10, 5, 9, 1, tzinfo=UTC)
        deliver(message.id, within, sent_at)
        ((headers, body),) = other.got
    assert is_right(secret, headers, body) == [True]
    assert headers["webhook-timestamp"] == str(int(sent_at.timestamp()))
    told = json.loads(body)
    assert set(told) == {"type", "timestamp", "data"}
    assert told["type"] == "case.changed"
    assert told["data"] == {"id": message.id.hex}
    assert headers["webhook-id"] == f"msg_{message.id.hex}"
    (kept,) = queued(world)
    assert (kept.state, kept.answer, kept.tries) == ("Delivered", "Answered 204", 1)


def test_it_is_delivered_once(world: World, within: Settings) -> None:
    with listening() as other:
        message = one_message(world, connected(world, other.url)[0])
        deliver(message.id, within)
        deliver(message.id, within)
        assert len(other.got) == 1


def test_an_act_and_its_message_are_one_transaction(world: World, within: Settings) -> None:
    kinds = (EventKind.CASE_OPENED, EventKind.CASE_CHANGED)
    webhook, _ = connected(world, f"http://{HERE}:9/hook", *kinds)
    case = world.case(Stage.TRIAGE)
    begin(world.session, world.reporter, world.told(), at())
    assert [each.kind for each in queued(world)] == [EventKind.CASE_OPENED]
    missing = ExplainDelay(clock_id=case.id, reason="Waiting")
    with pytest.raises(NotFound):
        world.perform(world.case_manager, case, missing)
    assert len(queued(world)) == 1
    hold = PlaceHold(kind=HoldKind.LEGAL_CLAIM, reason="A claim is expected")
    world.perform(world.case_manager, world.case(Stage.CLOSED), hold, at(hour=11))
    assert sorted(each.kind for each in queued(world)) == ["case.changed", "case.opened"]
    world.session.execute(delete(WebhookMessage))
    announce_opening(world.session, at(), at())  # imported, and closed long ago
    announce_act(world.session, at(), at())  # its end, which it did not ask to be told
    assert messages_to(world.session, webhook.id) == []


def test_what_is_not_taken_is_tried_again_under_the_same_id_and_given_up(
    world: World, within: Settings
) -> None:
    with listening() as other:
        message = one_message(world, connected(world, other.url)[0])
        other.answers = 503
        for _ in range(MOST_TRIES - 1):
            with pytest.raises(DeliveryFailed):
                deliver(message.id, within)
        deliver(message.id, within)
        deliver(message.id, within)
        assert len(other.got) == MOST_TRIES
        assert len({headers["webhook-id"] for headers, _ in other.got}) == 1
    (kept,) = queued(world)
    assert (kept.state, kept.answer) == ("Given up", "Answered 503")


def test_an_address_that_fails_again_and_again_is_disabled_and_said_so(
    world: World, within: Settings
) -> None:
    with listening() as other:
        webhook, _ = connected(world, other.url)
        other.answers = 500
        webhook.failures = MOST_FAILURES - 1
        world.session.flush()
        deliver(one_message(world, webhook).id, within)
        world.session.expire_all()
        assert "tries one after the other" in (webhook.why_disabled or "")
        announce(world.session, EventKind.CASE_CHANGED, at())
        assert len(queued(world)) == 1
        kinds = world.session.exec(select(JournalEntry.kind)).all()
        assert "WebhookDisabled" in kinds
        assert "casework.tell_of_webhook" in _jobs(world)
        enable_webhook(world.session, world.it_admin, webhook.id, at())
        world.session.flush()
        other.answers = 410
        deliver(one_message(world, webhook).id, within)
        world.session.expire_all()
        assert webhook.why_disabled == "The system there says that the address is gone"


def _jobs(world: World) -> set[str]:
    told = world.session.connection().exec_driver_sql("SELECT task_name FROM procrastinate_jobs")
    return {each[0] for each in told}


def test_nothing_is_followed_from_there(world: World, within: Settings) -> None:
    with listening() as other:
        message = one_message(world, connected(world, other.url)[0])
        other.answers = 302
        with pytest.raises(DeliveryFailed):
            deliver(message.id, within)
        assert len(other.got) == 1


def test_after_a_change_of_the_secret_both_sign_for_a_day(world: World, within: Settings) -> None:
    with listening() as other:
        webhook, old = connected(world, other.url)
        new = rotate_secret(world.session, world.it_admin, webhook.id, at())
        world.session.flush()
        deliver(one_message(world, webhook).id, within, at() + timedelta(hours=1))
        deliver(one_message(world, webhook).id, within, at() + timedelta(days=2))
    (headers, body), (later, said) = other.got
    assert (is_right(new, headers, body), is_right(old, headers, body)) == (
        [True, False],
        [False, True],
    )
    assert (is_right(new, later, said), is_right(old, later, said)) == ([True], [False])


def test_nothing_is_sent_before_another_person_agreed_nor_after_the_end(
    world: World, within: Settings
) -> None:
    asked = AskWebhook(name="D", url=f"http://{HERE}:9/", kinds=[EventKind.CASE_CHANGED])
    webhook, _ = asked.perform(world.session, world.it_admin, at())
    world.session.flush()
    announce(world.session, EventKind.CASE_CHANGED, at())
    assert queued(world) == []
    with pytest.raises(WrongAnswer, match="Somebody else must agree"):
        decide_webhook(world.session, world.it_admin, webhook.id, True, at())
    for who in (world.case_manager, world.stranger):
        with pytest.raises(NotPermitted):
            decide_webhook(world.session, who, webhook.id, True, at())
        with pytest.raises(NotPermitted):
            asked.perform(world.session, who, at())
    decide_webhook(world.session, world.hr_director, webhook.id, True, at())
    world.session.flush()
    message = one_message(world, webhook)
    end_webhook(world.session, world.it_admin, webhook.id, at())
    world.session.flush()
    deliver(message.id, within)  # nothing listens there: it is not even tried
    (kept,) = queued(world)
    assert (kept.state, kept.tries) == ("Given up", 0)


def test_old_messages_are_forgotten_and_what_waits_stays(world: World, within: Settings) -> None:
    webhook, _ = connected(world, f"http://{HERE}:9/hook")
    for _ in range(2):
        announce(world.session, EventKind.CASE_CHANGED, at())
    old, waits = queued(world)
    old.delivered_at = at()
    world.session.flush()
    weed(world.session, at() + timedelta(days=31))
    world.session.expire_all()
    assert [each.id for each in messages_to(world.session, webhook.id)] == [waits.id]
