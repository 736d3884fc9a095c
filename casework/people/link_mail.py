"""The message that takes a link to somebody: a link, and no word of a case (UK GDPR art 32)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from uuid import UUID

from casework.settings import Settings

SUBJECT = "A link for you"
SAYS = """\
{trust} has something for you. Open this link once, by {day}:

{link}

You also need six digits, which you are given another way. Do not pass the link on.

This message says nothing more on purpose. If you did not expect it, you need do nothing.
"""


@dataclass(frozen=True)
class Linked:
    """A link that is to be sent: what made it, its path with the secret in it, and its end."""

    made_by: UUID
    path: str
    expires_at: datetime


def link_message(settings: Settings, address: str, linked: Linked) -> EmailMessage:
    """One message to one address. It names nobody, and neither does what it is called."""
    origin = settings.origin or "http://127.0.0.1:8000"
    host = origin.partition("://")[2].partition(":")[0]
    made = EmailMessage()
    made["Subject"] = SUBJECT
    made["From"] = f"casework@{host}"
    made["To"] = address
    made["Message-ID"] = f"<link.{linked.made_by}@{host}>"
    ends = linked.expires_at
    made.set_content(
        SAYS.format(
            trust=settings.trust_name or "Your employer",
            day=f"{ends:%A} {ends.day} {ends:%B}",
            link=f"{origin}{linked.path}",
        )
    )
    return made


def is_of_the_trust(address: str, known: Iterable[str | None]) -> bool:
    """Whether an address is at the same place as one of those that the trust gives its people."""
    return _place(address) in {_place(each) for each in known if each}


def _place(address: str) -> str:
    return address.rpartition("@")[2].strip().lower()
