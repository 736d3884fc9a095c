"""Connecting another system: one person asks, another agrees; secrets change; it is ended."""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, col, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import NotFound, OutOfDate, WrongAnswer
from casework.journal import Event
from casework.keys import seal, unseal
from casework.people.duplicates import same_person
from casework.settings import settings
from casework.text import Line
from casework.webhooks.announcing import queue
from casework.webhooks.delivering import PURPOSE
from casework.webhooks.models import EventKind, Webhook, WebhookMessage
from casework.webhooks.reaching import Allowed, require_sendable
from casework.webhooks.signing import new_secret

BOTH_FOR = timedelta(days=1)
SHOWN = 100
SENT_BEFORE = "This was asked for already. Look at it under Other systems"
OWN = "You asked for this. Somebody else must agree"


class WebhookAsked(Event):
    webhook_id: UUID
    name: str
    url: str

    def sentence(self) -> str:
        return f"asked that {self.name} is told of events"


class WebhookDecided(Event):
    webhook_id: UUID
    agreed: bool

    def sentence(self) -> str:
        done = "agreed" if self.agreed else "did not agree"
        return f"{done} that another system is told of events"


class WebhookChanged(Event):
    webhook_id: UUID
    what: str

    def sentence(self) -> str:
        return f"{self.what} of another system that is told of events"


class AskWebhook(BaseModel):
    """Ask that another system is told that something happened, and nothing of what."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar[TrustPermission] = TrustPermission.MANAGE_ACCOUNTS

    name: Line = Field(title="which system it is")
    url: Line = Field(title="its address")
    kinds: list[EventKind] = Field(min_length=1, title="what it is told of")

    def perform(
        self, session: Session, actor: Actor, at: datetime, once: UUID | None = None
    ) -> tuple[Webhook, str]:
        """Keep it and return its secret, which is never shown again.

        Whoever sends the same form again gets the same answer: they may not have seen the first.

        Raises:
            NotPermitted: the actor does not look after accounts.
            WrongAnswer: nothing may be sent to such an address.
            OutOfDate: the form was sent before, and it has been decided on since.
        """
        require_in_trust(actor, self.permission)
        if asked := session.get(Webhook, once) if once else None:
            return asked, _secret_again(asked, actor)
        require_sendable(self.url, Allowed.said(settings().webhook_private))
        secret = new_secret()
        webhook = Webhook(
            id=once or uuid4(),
            name=self.name,
            url=self.url,
            kinds=sorted({*self.kinds, EventKind.TEST}),
            secret="",
            asked_by=actor.id,
            asked_at=at,
        )
        webhook.secret = seal(secret, PURPOSE, webhook.id)
        session.add(webhook)
        session.flush()
        event = WebhookAsked(webhook_id=webhook.id, name=self.name, url=self.url)
        journal.append(session, None, actor, event, at)
        return webhook, secret


def _secret_again(webhook: Webhook, actor: Actor) -> str:
    if webhook.asked_by != actor.id or webhook.agreed_at or webhook.ended_at:
        raise OutOfDate(SENT_BEFORE, {})
    return unseal(webhook.secret, PURPOSE, webhook.id)


def decide_webhook(
    session: Session, actor: Actor, webhook_id: UUID, agreed: bool, at: datetime
) -> None:
    """Agree as the second person, or decline, which ends it.

    Raises:
        NotPermitted, NotFound: the actor may not decide, or nothing waits.
        WrongAnswer: they asked for it themselves.
    """
    require_in_trust(actor, TrustPermission.APPROVE_ACCOUNTS)
    webhook = session.get(Webhook, webhook_id, with_for_update=True)
    if webhook is None or webhook.agreed_at or webhook.ended_at:
        raise NotFound
    if webhook.asked_by in same_person(session, actor.id):
        raise WrongAnswer({"form": OWN})
    if agreed:
        webhook.agreed_by, webhook.agreed_at = actor.id, at
    else:
        webhook.ended_at = at
    event = WebhookDecided(webhook_id=webhook.id, agreed=agreed)
    journal.append(session, None, actor, event, at)


def rotate_secret(session: Session, actor: Actor, webhook_id: UUID, at: datetime) -> str:
    """A new secret. For a day messages carry a signature by each, so that nothing is missed.

    Raises:
        NotPermitted, NotFound: the actor may not, or it has ended.
    """
    webhook = webhook_looked_after(session, actor, webhook_id)
    secret = new_secret()
    webhook.old_secret, webhook.old_secret_until = webhook.secret, at + BOTH_FOR
    webhook.secret = seal(secret, PURPOSE, webhook.id)
    _note(session, actor, webhook, "changed the secret", at)
    return secret


def end_webhook(session: Session, actor: Actor, webhook_id: UUID, at: datetime) -> None:
    """Tell it nothing more, also of what waits."""
    webhook = webhook_looked_after(session, actor, webhook_id)
    webhook.ended_at = at
    _note(session, actor, webhook, "ended the connection", at)


def enable_webhook(session: Session, actor: Actor, webhook_id: UUID, at: datetime) -> None:
    """Tell it again after it was disabled. What was given up stays so."""
    webhook = webhook_looked_after(session, actor, webhook_id)
    if webhook.disabled_at:
        webhook.disabled_at = webhook.why_disabled = None
        webhook.failures = 0
        _note(session, actor, webhook, "took up again the connection", at)


def send_test(session: Session, actor: Actor, webhook_id: UUID, at: datetime) -> None:
    """Send a message that says only that it is a test.

    Raises:
        WrongAnswer: it is not on.
    """
    webhook = webhook_looked_after(session, actor, webhook_id)
    if not webhook.is_on:
        raise WrongAnswer({"form": "Nothing is sent to it now"})
    message = WebhookMessage(webhook_id=webhook.id, kind=EventKind.TEST, at=at)
    session.add(message)
    session.flush()
    queue(session, str(message.id))


def webhook_looked_after(session: Session, actor: Actor, webhook_id: UUID) -> Webhook:
    """One that has not ended, for whoever looks after accounts.

    Raises:
        NotPermitted, NotFound: the actor may not, or there is none.
    """
    require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
    webhook = session.get(Webhook, webhook_id)
    if webhook is None or webhook.ended_at:
        raise NotFound
    return webhook


def webhooks(session: Session) -> list[Webhook]:
    """Every one that has not ended, the oldest first."""
    wanted = select(Webhook).where(col(Webhook.ended_at).is_(None))
    return list(session.exec(wanted.order_by(col(Webhook.asked_at))))


def messages_to(session: Session, webhook_id: UUID) -> list[WebhookMessage]:
    """The latest messages to one of them."""
    wanted = select(WebhookMessage).where(WebhookMessage.webhook_id == webhook_id)
    return list(session.exec(wanted.order_by(col(WebhookMessage.at).desc()).limit(SHOWN)))


def _note(session: Session, actor: Actor, webhook: Webhook, what: str, at: datetime) -> None:
    event = WebhookChanged(webhook_id=webhook.id, what=what)
    journal.append(session, None, actor, event, at)
