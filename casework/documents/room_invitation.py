"""The paper with half of the way into a room: the link, or the code, and never both."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from casework.documents.printing import PrintedDocument, printed


@dataclass(frozen=True, kw_only=True)
class RoomLetter:
    """What the employee reads: where to go, with what, and until when. No word of why."""

    template: ClassVar[str] = "room_invitation.html"

    trust: str
    employee: str
    dated: date
    place: str
    username: str
    token: str
    code: str
    ends_at: datetime
    help_phone: str


def print_room_letter(letter: RoomLetter) -> PrintedDocument:
    """The letter as a PDF."""
    return printed(letter.template, letter=letter)
