"""Trying one message: at most once at a time, again with growing waits, given up after a day."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, delete, or_, select

from casework import jobs, journal
from casework.access import CASEWORK
from casework.database import as_casework, reading_as_casework
from casework.errors import DeliveryFailed
from casework.journal import Event
from casework.keys import unseal
from casework.settings import Settings
from casework.webhooks.models import Webhook, WebhookMessage
from casework.webhooks.reaching import Allowed, NotReached, Resolve, post, resolve
from casework.webhooks.signing import body_of, headers_of

PURPOSE = "webhook"
MOST_TRIES = 8  # with waits of 5, 25, 125 seconds and so on: the last after more than a day
MOST_FAILURES = 30
GONE = 410
KEPT = timedelta(days=30)
NOT_ITS_KEY = {"key_share": True}  # so that acts may queue messages to it meanwhile
STOPPED = "The system there says that the address is gone"
TOO_MANY = f"{MOST_FAILURES} tries one after the other came to nothing"


class WebhookDisabled(Event):
    webhook_id: UUID
    why: str

    def sentence(self) -> str:
        return "stopped telling another system of events: it did not take them"


def deliver(
    message_id: UUID, settings: Settings, at: datetime | None = None, resolve: Resolve = resolve
) -> None:
    """Try one message. What was delivered, or has nobody to go to any more, is left alone.

    Raises:
        DeliveryFailed: it was not taken, and is to be tried again.
    """
    moment = at or datetime.now(UTC)
    with reading_as_casework() as session:
        message = session.get(WebhookMessage, message_id)
        if message is None or message.delivered_at or message.given_up_at:
            return
        webhook = session.get_one(Webhook, message.webhook_id)
        on, url = webhook.is_on, webhook.url
        body = body_of(message.id, message.kind, message.at)
        headers = headers_of(message.id, body, moment, _secrets(webhook, moment))
    taken, answer = False, "It was not sent: the endpoint is off"
    if on:
        taken, answer = _sent(url, headers, body, Allowed.said(settings.webhook_private), resolve)
    if not _noted(message_id, taken, answer, moment, on=on):
        raise DeliveryFailed("A webhook was not taken")


def _sent(
    url: str, headers: dict[str, str], body: bytes, allowed: Allowed, resolve: Resolve
) -> tuple[bool, str]:
    try:
        status = post(url, headers, body, allowed, resolve)
    except NotReached as failed:
        return False, str(failed)
    return 200 <= status < 300, f"Answered {status}"


def _secrets(webhook: Webhook, at: datetime) -> list[str]:
    """The secret, and the one before it while both sides change over."""
    told = [unseal(webhook.secret, PURPOSE, webhook.id)]
    if webhook.old_secret and webhook.old_secret_until and at < webhook.old_secret_until:
        told.append(unseal(webhook.old_secret, PURPOSE, webhook.id))
    return told


def _noted(message_id: UUID, taken: bool, answer: str, at: datetime, *, on: bool) -> bool:
    """Write down what came of it; whether that is the end of it."""
    with as_casework() as session:
        wanted = select(WebhookMessage).where(WebhookMessage.id == message_id)
        message = session.exec(wanted.with_for_update()).one()
        webhook = session.get_one(Webhook, message.webhook_id, with_for_update=NOT_ITS_KEY)
        message.answer, message.tried_at = answer, at
        message.tries += on
        if taken:
            message.delivered_at, webhook.failures = at, 0
            return True
        if on:
            webhook.failures += 1
            _stop_if_hopeless(session, webhook, answer, at)
        if message.tries >= MOST_TRIES or not webhook.is_on:
            message.given_up_at = at
        return message.given_up_at is not None


def weed(session: Session, at: datetime) -> None:
    """Forget what was sent long ago; what waits stays."""
    over = or_(
        col(WebhookMessage.delivered_at) < at - KEPT, col(WebhookMessage.given_up_at) < at - KEPT
    )
    session.execute(delete(WebhookMessage).where(over))


def _stop_if_hopeless(session: Session, webhook: Webhook, answer: str, at: datetime) -> None:
    why = STOPPED if answer == f"Answered {GONE}" else TOO_MANY
    if why is TOO_MANY and webhook.failures < MOST_FAILURES:
        return
    webhook.disabled_at, webhook.why_disabled = at, why
    event = WebhookDisabled(webhook_id=webhook.id, why=why)
    journal.append(session, None, CASEWORK, event, at)
    lock = f"{jobs.TELL_OF_WEBHOOK}.{webhook.id}"
    jobs.enqueue(session, jobs.TELL_OF_WEBHOOK, lock=lock, webhook_id=str(webhook.id))
