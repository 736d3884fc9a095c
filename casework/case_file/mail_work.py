"""What the worker does for mails: sending them, noting what came of each, and telling of failures.

A link that was mailed, and the reader of a paper that was recalled, have a record of their own
that says whether the mail went; it is written in the transaction in which the mail ends.
"""

import asyncio
import logging
from datetime import UTC, datetime
from uuid import UUID

import procrastinate
from sqlmodel import Session

from casework import jobs
from casework.access import TrustRole
from casework.case_file.reminders import still_wanted
from casework.database import as_casework
from casework.hearing_packs.copies import PackCopy, RecallMail
from casework.letters.models import LetterDelivery
from casework.outbox.delivering import MOST_TRIES, Notes, Still, deliver, take_up_again, weed
from casework.outbox.models import MailKind
from casework.outbox.posting import For
from casework.people.notices import Notice, tell_places
from casework.registers.rounds import RoundReminder
from casework.room.models import RoomInvitation
from casework.settings import settings

log = logging.getLogger("casework.outbox")
SUBJECT = "A mail from Casework could not be sent"
SAYS = """\
Dear {name}

Casework gave up sending a mail, because the mail server did not take it. Sign in to see which kind
it was and to have it tried again: {where}

This message names nobody on purpose.
"""


def add_mail_work(app: procrastinate.App) -> None:
    """Give a worker the tasks of the outbox."""
    growing = procrastinate.RetryStrategy(max_attempts=MOST_TRIES + 3, exponential_wait=4)
    app.task(name=jobs.SEND_MAIL, retry=growing)(send_mail)
    again = procrastinate.RetryStrategy(max_attempts=3, wait=30)
    app.task(name=jobs.TELL_OF_MAIL, retry=again)(tell)
    name = "casework.take_up_mails"
    app.periodic(cron="*/10 * * * *")(app.task(name=name, queueing_lock=name)(take_up_mails))
    weeding = app.task(name="casework.weed_mails", queueing_lock="casework.weed_mails")
    app.periodic(cron="35 3 * * *")(weeding(weed_mails))


def _letter_sent(session: Session, delivery_id: UUID, at: datetime) -> None:
    if delivery := session.get(LetterDelivery, delivery_id):
        delivery.mailed_at = at


def _room_link_sent(session: Session, invitation_id: UUID, at: datetime) -> None:
    if invitation := session.get(RoomInvitation, invitation_id):
        invitation.sent_at = at


def _recall_told(session: Session, copy_id: UUID, at: datetime) -> None:
    if copy := session.get(PackCopy, copy_id):
        copy.recall_mail, copy.recall_mailed_at = RecallMail.SENT, at


def _recall_not_told(session: Session, copy_id: UUID, at: datetime) -> None:  # noqa: ARG001 (a note)
    if copy := session.get(PackCopy, copy_id):
        copy.recall_mail = RecallMail.NOT_TAKEN


def _asked_to_read(session: Session, reminder_id: UUID, at: datetime) -> None:
    if reminder := session.get(RoundReminder, reminder_id):
        reminder.sent_at = at


SENT: Notes = {
    MailKind.LETTER_LINK: _letter_sent,
    MailKind.ROOM_LINK: _room_link_sent,
    MailKind.RECALL: _recall_told,
    MailKind.READ: _asked_to_read,
}
GIVEN_UP: Notes = {MailKind.RECALL: _recall_not_told}


STILL: Still = {MailKind.DIGEST: still_wanted}


async def send_mail(mail_id: str) -> None:
    """Try one mail."""
    await asyncio.to_thread(deliver, UUID(mail_id), settings(), SENT, GIVEN_UP, still=STILL)


async def tell(day: str) -> None:
    """Tell the IT administrators that mails were given up: once a day, however many."""
    await asyncio.to_thread(_tell, day)


def _tell(day: str) -> None:
    notice = Notice(f"mail-given-up.{day}", SUBJECT, SAYS, "/operations/work")
    with as_casework() as session:
        who = (TrustRole.IT_ADMIN,)
        told = tell_places(session, settings(), notice, who, told=For(MailKind.ALERT))
    log.info("told of mails that were given up", extra={"count": told})


async def take_up_mails(timestamp: int) -> None:
    """Every ten minutes: queue again what waits and was forgotten with its task."""
    await asyncio.to_thread(_take_up, datetime.fromtimestamp(timestamp, UTC))


def _take_up(at: datetime) -> None:
    with as_casework() as session:
        if found := take_up_again(session, at):
            log.error("mails had no task any more and were queued again", extra={"count": found})


async def weed_mails(timestamp: int) -> None:
    """Every night: forget the mails of more than a month ago."""
    await asyncio.to_thread(_weed, datetime.fromtimestamp(timestamp, UTC))


def _weed(at: datetime) -> None:
    with as_casework() as session:
        weed(session, at)
