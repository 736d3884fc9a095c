"""Sending a message: one recipient each, and nothing personal in it but their own name."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from casework.errors import DeliveryFailed

PATIENCE = 20
NO_MAILBOX = {550, 551, 553}  # RFC 5321 4.2.3: said of a recipient, it stays so


class NoSuchMailbox(DeliveryFailed):
    """The server will not take a mail to this recipient, today or later."""


def send(url: str, message: EmailMessage) -> None:
    """Hand one message to the mail server at smtp:// or smtps://.

    Raises:
        NoSuchMailbox: the server knows no such recipient.
        DeliveryFailed: the server was not reached, or did not take it.
    """
    try:
        with _connected(url) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        codes = {code for code, _ in refused.recipients.values()}
        kind = NoSuchMailbox if codes <= NO_MAILBOX else DeliveryFailed
        said = ", ".join(str(each) for each in sorted(codes))
        raise kind(f"The mail server did not take it: recipient refused ({said})") from refused
    except (OSError, smtplib.SMTPException) as failed:
        raise DeliveryFailed(f"The mail server did not take it: {_said(failed)}") from failed


def _connected(url: str) -> smtplib.SMTP:
    """smtp:// upgrades to TLS where the server offers it; smtps:// is TLS from the start."""
    parts = urlsplit(url)
    host, context = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=PATIENCE, context=context
        )
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=PATIENCE)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _said(failed: Exception) -> str:
    """The kind and code only: a server's words may repeat an address."""
    code = getattr(failed, "smtp_code", "")
    return f"{type(failed).__name__} {code}".strip()
