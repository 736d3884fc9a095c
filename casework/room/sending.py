"""Sending the link to a room by e-mail. The message says nothing of why, and names nobody."""

from datetime import UTC, datetime
from email.message import EmailMessage
from uuid import UUID

from sqlmodel import Session

from casework.people.sign_in import hashed
from casework.post import send
from casework.room.entering import is_open
from casework.room.inviting import new_room_secrets
from casework.room.models import RoomInvitation
from casework.settings import Settings

SUBJECT = "A link for you"
SAYS = """\
{trust} has something for you. Open this link once, by {day}:

{link}

You also need six digits, which you are given another way. Do not pass the link on.

This message says nothing more on purpose. If you did not expect it, you need do nothing.
"""


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
    send(str(settings.smtp_url), message(settings, invitation, token))
    return True


def message(settings: Settings, invitation: RoomInvitation, token: str) -> EmailMessage:
    """The message: a link, and no word of a case."""
    origin = settings.origin or "http://127.0.0.1:8000"
    host = origin.partition("://")[2].partition(":")[0]
    made = EmailMessage()
    made["Subject"] = SUBJECT
    made["From"] = f"casework@{host}"
    made["To"] = invitation.address
    made["Message-ID"] = f"<room.{invitation.id}@{host}>"
    ends = invitation.expires_at
    made.set_content(
        SAYS.format(
            trust=settings.trust_name or "Your employer",
            day=f"{ends:%A} {ends.day} {ends:%B}",
            link=f"{origin}/room/{token}",
        )
    )
    return made
