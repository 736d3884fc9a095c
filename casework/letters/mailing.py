"""Mailing the link to a letter: one message to one address, which says nothing of a case."""

from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session

from casework.letters.models import LetterDelivery
from casework.people.credentials import TaskLink
from casework.people.link_mail import Linked, link_message
from casework.people.task_links import is_open, new_secrets
from casework.post import send
from casework.settings import Settings


def mail_link(session: Session, settings: Settings, delivery_id: UUID) -> bool:
    """Make the link anew and mail it; whether there was still one to mail.

    It is kept only as a hash. Sent again after a failure, it is another one, and the one before
    opens nothing.

    Raises:
        DeliveryFailed: the mail server did not take it; nothing is kept.
    """
    delivery = session.get(LetterDelivery, delivery_id, with_for_update=True)
    if delivery is None or delivery.address is None or delivery.link_id is None:
        return False
    link = session.get_one(TaskLink, delivery.link_id, with_for_update=True)
    at = datetime.now(UTC)
    if not is_open(link, at):
        return False
    made = new_secrets()
    link.token_hash, delivery.mailed_at = made.token_hash, at
    session.flush()
    linked = Linked(delivery.id, f"/letter/{made.token}", link.expires_at)
    send(str(settings.smtp_url), link_message(settings, delivery.address, linked))
    return True
