"""Sending the link to a room by e-mail."""

from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session

from casework.people.link_mail import Linked, link_message
from casework.people.sign_in import hashed
from casework.post import send
from casework.room.entering import is_open
from casework.room.inviting import new_room_secrets
from casework.room.models import RoomInvitation
from casework.settings import Settings


def send_link(session: Session, settings: Settings, invitation_id: UUID) -> bool:
    """Make the link of an invitation and send it; whether there was still one to send.

    The link is made here and kept only as a hash: it is in the message and nowhere else. Sent
    again after a failure, it is another one, and the one before opens nothing.

    Raises:
        DeliveryFailed: the mail server did not take it; nothing is kept.
    """
    invitation = session.get(RoomInvitation, invitation_id, with_for_update=True)
    at = datetime.now(UTC)
    if invitation is None or not is_open(invitation, at) or invitation.address is None:
        return False
    token = new_room_secrets().token
    invitation.token_hash, invitation.sent_at = hashed(token), at
    session.flush()
    linked = Linked(invitation.id, f"/room/{token}", invitation.expires_at)
    send(str(settings.smtp_url), link_message(settings, invitation.address, linked))
    return True
