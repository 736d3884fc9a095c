"""The message that something is to be read: one recipient each, sent once, and nothing in it."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import procrastinate
from sqlmodel import Session

from casework import jobs
from casework.database import as_casework
from casework.outbox.models import MailKind
from casework.outbox.posting import For, post, was_posted
from casework.people.models import Person
from casework.people.notices import Notice, message_to
from casework.registers.round_progress import missing_from
from casework.registers.rounds import AcknowledgementRound, RoundReminder
from casework.settings import Settings, settings
from casework.working_days import local_day

SUBJECT = "A policy waits for you to read it"
SAYS = """\
Dear {name}

You are asked to read a policy and to say that you have. Sign in to see it: {where}

This message says nothing more on purpose.
"""


def add_round_mail(app: procrastinate.App) -> None:
    """Give a worker this message to send."""
    retry = procrastinate.RetryStrategy(max_attempts=10, exponential_wait=4)
    app.task(name=jobs.REMIND_TO_READ, retry=retry)(remind_to_read)


async def remind_to_read(reminder_id: str) -> None:
    """Send one reminder, unless it went or is no longer needed."""
    await asyncio.to_thread(_remind, UUID(reminder_id))


def _remind(reminder_id: UUID) -> None:
    with as_casework() as session:
        mail_reminder(session, settings(), reminder_id)


def mail_reminder(session: Session, settings: Settings, reminder_id: UUID) -> bool:
    """Put a reminder into the outbox, unless it is there or no longer needed; whether it was put.

    Held so that no other worker does the same.
    """
    reminder = session.get(RoundReminder, reminder_id, with_for_update=True)
    told = For(MailKind.READ, reminder_id)
    if not settings.smtp_url or reminder is None or was_posted(session, told):
        return False
    asked = session.get_one(AcknowledgementRound, reminder.round_id)
    missing = {each.id for each in missing_from(session, asked, local_day(datetime.now(UTC)))}
    person = session.get_one(Person, reminder.person_id)
    if asked.closed_at is not None or person.id not in missing or not person.email:
        return False
    notice = Notice(f"read.{reminder.id}", SUBJECT, SAYS, "/account/registers")
    return post(session, message_to(person, settings, notice), told) is not None
