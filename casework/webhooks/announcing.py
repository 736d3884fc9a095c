"""Queueing a message to every endpoint that wants to know, in the transaction of what happened."""

from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session

from casework import jobs
from casework.webhooks.models import EventKind

# One statement, whether anybody listens or not: most trusts have no endpoint at all.
_QUEUED = text(
    """
    INSERT INTO webhook_messages (id, webhook_id, kind, at, tries)
    SELECT gen_random_uuid(), w.id, CAST(:kind AS varchar), :at, 0 FROM webhooks AS w
    WHERE w.agreed_at IS NOT NULL AND w.disabled_at IS NULL AND w.ended_at IS NULL
      AND w.kinds @> to_jsonb(CAST(:kind AS varchar)::text)
    RETURNING id
    """
)


def announce_opening(session: Session, closed_at: datetime | None, at: datetime) -> None:
    """A case was opened; one that is imported was so long ago, and nobody is told."""
    if closed_at is None:
        announce(session, EventKind.CASE_OPENED, at)


def announce_act(session: Session, closed_at: datetime | None, at: datetime) -> None:
    """Something was done in a case: its end, or one more step."""
    ended = closed_at == at
    announce(session, EventKind.CASE_CLOSED if ended else EventKind.CASE_CHANGED, at)


def announce(session: Session, kind: EventKind, at: datetime) -> None:
    """Tell whoever listens; nothing is sent unless the caller's transaction commits."""
    for message in session.scalars(_QUEUED, {"kind": kind.value, "at": at}).all():
        queue(session, str(message))


def queue(session: Session, message: str) -> None:
    """Queue one message. It is tried by one worker at a time."""
    jobs.enqueue(session, jobs.DELIVER_WEBHOOK, lock=f"webhook.{message}", message_id=message)
