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

ALARM = """\
Casework refused to sign the journal of {origin}.

{says}.

Leave the database as it is, keep its backups and these checkpoints, and have "casework verify" run
on the server: it names the first entry that does not hold. Nothing is signed until this is settled.
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
        message = self._begun(f"Checkpoint {copy.number} of {self.origin}")
        message["Message-ID"] = f"<checkpoint.{copy.number}.{self.sender}>"
        message.set_content(SAYS.format(number=copy.number, origin=self.origin))
        for name, content in copy.files.items():
            # As bytes: line ends belong to what was signed.
            message.add_attachment(
                content.encode(), maintype="text", subtype="plain", filename=name, cte="base64"
            )
        self._send(message)

    def warn(self, says: str) -> None:
        """Tell whoever keeps the checkpoints that nothing could be signed.

        Raises:
            DeliveryFailed: the mail server did not take it.
        """
        message = self._begun(f"The journal of {self.origin} needs looking at")
        message.set_content(ALARM.format(origin=self.origin, says=says))
        self._send(message)

    def _begun(self, subject: str) -> EmailMessage:
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = subject, self.sender, self.address
        return message

    def _send(self, message: EmailMessage) -> None:
        send(self.server, message)


def mailboxes_of(settings: Settings) -> list[Mailbox]:
    """One for each recipient that is set."""
    origin = origin_of(settings)
    sender = f"casework@{origin.removeprefix('casework.').removesuffix('/journal')}"
    addresses = (settings.checkpoint_mail or "").split(",")
    server = settings.smtp_url or ""
    return [Mailbox(server, sender, each, origin) for each in addresses if each]
