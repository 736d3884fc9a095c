"""Sending the link to a room by e-mail."""

from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session

from casework.outbox.models import MailKind
from casework.outbox.posting import For, post, was_posted
from casework.people.link_mail import Linked, link_message
from casework.people.sign_in import hashed
from casework.room.entering import is_open
from casework.room.inviting import new_room_secrets
from casework.room.models import RoomInvitation
from casework.settings import Settings


def send_link(session: Session, settings: Settings, invitation_id: UUID) -> bool:
    """Make the link of an invitation and send it; whether there was still one to send.

    The link is made here and kept only as a hash: it is in the message and nowhere else, and the
    outbox keeps that sealed until it is sent.
    """
    invitation = session.get(RoomInvitation, invitation_id, with_for_update=True)
    at = datetime.now(UTC)
    if invitation is None or not is_open(invitation, at) or invitation.address is None:
        return False
    told = For(MailKind.ROOM_LINK, invitation.id)
    if was_posted(session, told):
        return False
    token = new_room_secrets().token
    invitation.token_hash = hashed(token)
    linked = Linked(invitation.id, f"/room/{token}", invitation.expires_at)
    return post(session, link_message(settings, invitation.address, linked), told) is not None
