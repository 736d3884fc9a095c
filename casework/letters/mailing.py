"""Mailing the link to a letter: one message to one address, which says nothing of a case."""

from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session

from casework.letters.models import LetterDelivery
from casework.outbox.models import MailKind
from casework.outbox.posting import For, post, was_posted
from casework.people.credentials import TaskLink
from casework.people.link_mail import Linked, link_message
from casework.people.task_links import is_open, new_secrets
from casework.settings import Settings


def mail_link(session: Session, settings: Settings, delivery_id: UUID) -> bool:
    """Make the link anew and mail it; whether there was still one to mail.

    It is kept only as a hash, and in the message, which the outbox keeps sealed until it is sent.
    """
    delivery = session.get(LetterDelivery, delivery_id, with_for_update=True)
    if delivery is None or delivery.address is None or delivery.link_id is None:
        return False
    link = session.get_one(TaskLink, delivery.link_id, with_for_update=True)
    at = datetime.now(UTC)
    told = For(MailKind.LETTER_LINK, delivery.id)
    if not is_open(link, at) or was_posted(session, told):
        return False
    made = new_secrets()
    link.token_hash = made.token_hash
    linked = Linked(delivery.id, f"/letter/{made.token}", link.expires_at)
    return post(session, link_message(settings, delivery.address, linked), told) is not None
