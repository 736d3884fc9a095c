"""Printing the half of an invitation that goes on paper. What is printed is kept nowhere."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from casework.cases.models import Case
from casework.documents.printing import PrintedDocument
from casework.documents.room_invitation import RoomLetter, print_room_letter
from casework.errors import NotFound
from casework.particulars import particulars
from casework.people.credentials import CodeBy
from casework.people.passwords import matches
from casework.people.queries import known
from casework.people.sign_in import hashed
from casework.room.entering import is_open
from casework.room.inviting import in_fours, normal
from casework.room.models import LinkBy, RoomInvitation
from casework.settings import settings


@dataclass(frozen=True)
class Secret:
    """What whoever made an invitation was shown, handed back to be printed."""

    invitation_id: str
    token: str
    code: str


def printable(session: Session, case: Case, told: Secret, at: datetime) -> RoomInvitation:
    """An open invitation whose link, or code, goes on paper and is the one handed back.

    Raises:
        NotFound: there is none.
    """
    try:
        found = session.get(RoomInvitation, UUID(told.invitation_id))
    except ValueError:
        raise NotFound from None
    if found is None or found.case_id != case.id or not is_open(found, at):
        raise NotFound
    link = found.link_by is LinkBy.LETTER and found.token_hash == hashed(normal(told.token))
    code = found.code_by is CodeBy.LETTER and matches(found.code_hash, told.code)
    if not (link or code):
        raise NotFound
    return found


def print_invitation(
    session: Session,
    invitation: RoomInvitation,
    told: Secret,
    place: str,
    today: date,
) -> PrintedDocument:
    """The letter: the link or the code, as the invitation says, and never both."""
    link = invitation.link_by is LinkBy.LETTER
    return print_room_letter(
        RoomLetter(
            trust=settings().trust_name,
            employee=known(session, invitation.person_id).name,
            dated=today,
            place=place,
            username=invitation.username,
            token=in_fours(told.token) if link else "",
            code="" if link else told.code,
            ends_at=invitation.expires_at,
            help_phone=particulars(session)["help_phone"],
        )
    )
