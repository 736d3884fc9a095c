"""Putting a mail into the outbox, in the transaction of whatever asks for it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from casework import jobs
from casework.keys import seal
from casework.outbox.models import Mail, MailKind

PURPOSE = "mail"


@dataclass(frozen=True)
class For:
    """What a mail is for, and the record that says when it was sent."""

    kind: MailKind = MailKind.NOTICE
    about: UUID | None = None


PLAIN = For()


def post(session: Session, message: EmailMessage, told: For = PLAIN) -> UUID | None:
    """Have one mail sent once the caller's transaction commits; None where it is there already.

    The Message-ID is what tells one mail from the next, so whoever posts it again posts nothing.

    Raises:
        StoreUnavailable: there is no key to seal it with.
    """
    number = uuid4()
    row = {
        "id": number,
        "called": str(message["Message-ID"]),
        "kind": told.kind,
        "about": told.about,
        "sealed": seal(message.as_bytes(policy=SMTP).decode(), PURPOSE, number),
        "queued_at": datetime.now(UTC),
        "tries": 0,
    }
    asked = insert(Mail).values(row).on_conflict_do_nothing(index_elements=["called"])
    if session.execute(asked.returning(col(Mail.id))).first() is None:
        return None
    queue(session, number)
    return number


def queue(session: Session, number: UUID) -> None:
    """Have a mail tried, by one worker at a time."""
    jobs.enqueue(session, jobs.SEND_MAIL, lock=f"mail.{number}", mail_id=str(number))


def was_posted(session: Session, told: For) -> bool:
    """Whether a mail for this record is in the outbox, whatever became of it."""
    wanted = select(Mail.id).where(Mail.kind == told.kind, Mail.about == told.about).limit(1)
    return session.exec(wanted).first() is not None


def not_delivered(session: Session, kind: MailKind, about: set[UUID]) -> set[UUID]:
    """Which of these records no mail can be sent for: it was given up."""
    if not about:
        return set()
    wanted = select(Mail.about).where(
        Mail.kind == kind, col(Mail.about).in_(about), col(Mail.given_up_at).is_not(None)
    )
    return {each for each in session.exec(wanted) if each}
