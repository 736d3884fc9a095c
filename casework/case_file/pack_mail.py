"""Two messages about what leaves as a file: that a copy was recalled, and that an export waits.

One recipient each, and neither says of what.
"""

import asyncio
import logging
from uuid import UUID

import procrastinate
from sqlmodel import Session, col, select

from casework import jobs
from casework.access import TrustRole
from casework.database import as_casework
from casework.hearing_packs.copies import PackCopy, RecallMail
from casework.hearing_packs.exports import CaseExport
from casework.outbox.models import MailKind
from casework.outbox.posting import For, post
from casework.people.models import Person
from casework.people.notices import Notice, message_to, tell_places
from casework.room.models import RoomInvitation
from casework.settings import Settings, settings

log = logging.getLogger("casework.worker")
SUBJECT = "A paper was recalled"
SAYS = """\
A paper that you were given was recalled. It cannot be opened any more.

If you saved or printed it, do not read it or pass it on. Whoever gave it to you says what to do.

This message says nothing more on purpose.
"""
WAITS = "Something in Casework waits for your decision"
WAITS_SAYS = """\
Dear {name}

Something in Casework waits for your decision. Sign in to see it: {where}

This message says nothing about it on purpose.
"""


def add_pack_mail(app: procrastinate.App) -> None:
    """Give a worker these two messages to send."""
    retry = procrastinate.RetryStrategy(max_attempts=10, exponential_wait=4)
    app.task(name=jobs.TELL_OF_RECALL, retry=retry)(tell_of_recall)
    app.task(name=jobs.TELL_OF_EXPORT, retry=retry)(tell_of_export)


async def tell_of_recall(copy_id: str) -> None:
    """Tell a reader that their copy was recalled."""
    await asyncio.to_thread(_tell_of_recall, UUID(copy_id))


def _tell_of_recall(copy_id: UUID) -> None:
    with as_casework() as session:
        mail_recall(session, settings(), copy_id)


async def tell_of_export(export_id: str) -> None:
    """Tell whoever decides that something was asked to be taken out."""
    await asyncio.to_thread(_tell_of_export, UUID(export_id))


def _tell_of_export(export_id: UUID) -> None:
    with as_casework() as session:
        told = mail_export(session, settings(), export_id)
    log.info("told that an export waits", extra={"count": told})


def mail_export(session: Session, settings: Settings, export_id: UUID) -> int:
    """Write to the data protection officer unless it was decided meanwhile; return to how many."""
    asked = session.get(CaseExport, export_id)
    if asked is None or asked.decided_at is not None:
        return 0
    notice = Notice(f"export.{export_id}", WAITS, WAITS_SAYS, "/oversight")
    return tell_places(session, settings, notice, [TrustRole.DPO], asked.asked_by)


def mail_recall(session: Session, settings: Settings, copy_id: UUID) -> bool:
    """Tell the reader of a copy that was recalled; whether there was still somebody to tell."""
    copy = session.get(PackCopy, copy_id, with_for_update=True)
    if copy is None or copy.recall_mail is not RecallMail.WAITING:
        return False
    reader = session.get_one(Person, copy.person_id)
    address = _address(session, copy, reader)
    if address is None:
        copy.recall_mail = RecallMail.NO_ADDRESS
        return False
    notice = Notice(f"recall.{copy.id}", SUBJECT, SAYS)
    message = message_to(reader, settings, notice, address)
    return post(session, message, For(MailKind.RECALL, copy.id)) is not None


def _address(session: Session, copy: PackCopy, reader: Person) -> str | None:
    """Where the reader reads: an employee in their room may have lost the address of the trust."""
    wanted = select(RoomInvitation.address).where(
        RoomInvitation.case_id == copy.case_id,
        RoomInvitation.person_id == copy.person_id,
        col(RoomInvitation.used_at).is_not(None),
        col(RoomInvitation.address).is_not(None),
    )
    own = session.exec(wanted.order_by(col(RoomInvitation.used_at).desc())).first()
    return own or (reader.email if reader.left_on is None else None)
