"""Sending one mail: by one worker at a time, again with growing waits, given up after a day.

The row stays locked while the mail server takes it, and the lock goes with whoever held it. So a
worker that is killed before the server took the mail has sent nothing, and two workers never send
it both. Only one that is killed between the server's word and our own note sends it again, under
the same Message-ID (RFC 5322 3.6.4), by which a mailbox knows it for the same.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, delete, or_, select

from casework import jobs
from casework.database import as_casework
from casework.errors import DeliveryFailed
from casework.keys import unseal
from casework.outbox.models import Mail, MailKind
from casework.outbox.posting import PURPOSE, queue
from casework.post import NoSuchMailbox, send
from casework.settings import Settings

log = logging.getLogger("casework.outbox")
MOST_TRIES = 9  # with waits of 4, 16, 64 seconds and so on: the last after more than a day
KEPT = timedelta(days=30)
FORGOTTEN = timedelta(minutes=10)
_FORGOTTEN = text(
    """
    SELECT m.id FROM mails m
    WHERE m.sent_at IS NULL AND m.given_up_at IS NULL AND m.queued_at < :before
      AND NOT EXISTS (
        SELECT FROM procrastinate_jobs j WHERE j.task_name = :task
          AND j.status IN ('todo', 'doing') AND j.args ->> 'mail_id' = m.id::text)
    """
)
NO_SERVER = "No mail server is set"
Note = Callable[[Session, UUID, datetime], None]
Notes = Mapping[MailKind, Note]
Still = Mapping[MailKind, Callable[[Session, UUID], bool]]


def deliver(
    mail_id: UUID,
    settings: Settings,
    sent: Notes,
    given_up: Notes,
    at: datetime | None = None,
    still: Still = MappingProxyType({}),
) -> None:
    """Try one mail, and note in its record what came of it. One that has ended is left alone.

    One whose reader is no longer to have it, as `still` says, is forgotten unsent.

    Raises:
        DeliveryFailed: it was not taken, or another worker is at it; it is to be tried again.
    """
    moment = at or datetime.now(UTC)
    with as_casework() as session:
        wanted = select(Mail).where(Mail.id == mail_id).with_for_update(skip_locked=True)
        mail = session.exec(wanted).first()
        if mail is None:
            ended = session.get(Mail, mail_id) is None  # else it is locked by another worker
        elif mail.waits and not _wanted(session, mail, still):
            session.delete(mail)
            ended = True
        else:
            ended = not mail.waits or _tried(session, mail, settings, moment)
            notes = sent if mail.sent_at == moment else given_up
            if ended and moment in (mail.sent_at, mail.given_up_at):
                _note(session, mail, notes, moment)
    if not ended:
        raise DeliveryFailed("A mail was not taken")


def _wanted(session: Session, mail: Mail, still: Still) -> bool:
    asked = still.get(mail.kind)
    return asked is None or mail.about is None or asked(session, mail.about)


def _tried(session: Session, mail: Mail, settings: Settings, at: datetime) -> bool:
    """Hand it to the server; whether that is the end of it."""
    mail.tries, mail.tried_at = mail.tries + 1, at
    try:
        _sent(mail, settings)
    except DeliveryFailed as failed:
        mail.failed = str(failed)
        if mail.tries >= MOST_TRIES or isinstance(failed, NoSuchMailbox):
            _give_up(session, mail, at)
        return mail.given_up_at is not None
    mail.sent_at, mail.sealed, mail.failed = at, None, None
    return True


def _sent(mail: Mail, settings: Settings) -> None:
    if not settings.smtp_url:
        raise DeliveryFailed(NO_SERVER)
    words = unseal(mail.sealed or "", PURPOSE, mail.id).encode()
    send(settings.smtp_url, message_from_bytes(words, policy=policy.default))


def _give_up(session: Session, mail: Mail, at: datetime) -> None:
    mail.given_up_at = at
    log.error("a mail was given up: see the page of background work")
    if mail.kind is not MailKind.ALERT:  # that a mail cannot be sent is not mailed for ever
        lock = f"{jobs.TELL_OF_MAIL}.{mail.id}"
        jobs.enqueue(session, jobs.TELL_OF_MAIL, lock=lock, day=at.date().isoformat())


def _note(session: Session, mail: Mail, notes: Notes, at: datetime) -> None:
    note = notes.get(mail.kind)
    if note and mail.about:
        note(session, mail.about, at)


def take_up_again(session: Session, at: datetime) -> int:
    """Queue what waits and has no task any more, because it ended its workers; how many."""
    found = session.scalars(_FORGOTTEN, {"before": at - FORGOTTEN, "task": jobs.SEND_MAIL}).all()
    for each in found:
        queue(session, each)
    return len(found)


def weed(session: Session, at: datetime) -> None:
    """Forget what ended long ago; what waits stays."""
    over = or_(col(Mail.sent_at) < at - KEPT, col(Mail.given_up_at) < at - KEPT)
    session.execute(delete(Mail).where(over))
