"""Checkpoints in people's mailboxes: one message each, with nothing personal in it."""

from dataclasses import dataclass
from email.message import EmailMessage

from casework.journal.keys import origin_of
from casework.journal.places import Copy
from casework.post import send
from casework.settings import Settings

PATIENCE = 20
SAYS = """\
This is checkpoint {number} of the journal of {origin}.

It proves what the journal held when it was signed. Keep this message with its two attachments
and do not delete it: should anybody change the journal later, this shows it. There is nothing
to do, and nothing in it about any person.
"""


@dataclass(frozen=True)
class Mailbox:
    server: str
    sender: str
    address: str
    origin: str

    @property
    def name(self) -> str:
        return f"mail to {self.address}"

    def deliver(self, copy: Copy) -> None:
        send(self.server, self._message(copy))

    def _message(self, copy: Copy) -> EmailMessage:
        message = EmailMessage()
        message["Subject"] = f"Checkpoint {copy.number} of {self.origin}"
        message["From"] = self.sender
        message["To"] = self.address
        message["Message-ID"] = f"<checkpoint.{copy.number}.{self.sender}>"
        message.set_content(SAYS.format(number=copy.number, origin=self.origin))
        for name, content in copy.files.items():
            # As bytes: line ends belong to what was signed.
            message.add_attachment(
                content.encode(), maintype="text", subtype="plain", filename=name, cte="base64"
            )
        return message


def mailboxes_of(settings: Settings) -> list[Mailbox]:
    """One for each recipient that is set."""
    origin = origin_of(settings)
    sender = f"casework@{origin.removeprefix('casework.').removesuffix('/journal')}"
    addresses = (settings.checkpoint_mail or "").split(",")
    server = settings.smtp_url or ""
    return [Mailbox(server, sender, each, origin) for each in addresses if each]
