"""A real mail server for tests, on a port of its own."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from sqlmodel import col, select

from casework.case_file.mail_work import GIVEN_UP, SENT, STILL
from casework.database import reading_as_casework
from casework.outbox.delivering import deliver
from casework.outbox.models import Mail
from casework.settings import Settings


class Inbox:
    """What arrived, and whether anything is taken at all."""

    def __init__(self) -> None:
        self.arrived: list[tuple[list[str], EmailMessage]] = []
        self.refuses = False
        self.knows_nobody = False

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if self.knows_nobody:
            return "550 No such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuses:
            return "451 Try again later"
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.arrived.append((envelope.rcpt_tos, message))
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[tuple[Inbox, str]]:
    """What arrives, and the address of the server."""
    inbox = Inbox()
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield inbox, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def deliver_all(url: str | None) -> int:
    """Do what a worker does with the outbox, once for each mail that waits; how many there were.

    Raises:
        DeliveryFailed: the mail server did not take one of them.
    """
    with reading_as_casework() as session:
        waits = select(Mail.id).where(col(Mail.sent_at).is_(None), col(Mail.given_up_at).is_(None))
        found = session.exec(waits.order_by(col(Mail.queued_at))).all()
    for each in found:
        deliver(each, Settings(smtp_url=url), SENT, GIVEN_UP, still=STILL)
    return len(found)
