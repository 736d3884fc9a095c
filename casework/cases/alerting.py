"""Telling those who oversee that something needs them. The message says no more than that."""

from email.message import EmailMessage
from uuid import UUID

from sqlmodel import Session, col, select

from casework.access import TrustRole
from casework.cases.independence import BreakGlass
from casework.people.models import Person, Place
from casework.post import send
from casework.settings import Settings

TOLD = (TrustRole.HR_DIRECTOR, TrustRole.DPO)
SAYS = """\
Dear {name}

Something in Casework waits for your review. Sign in to see it: {where}

This message says nothing about it on purpose.
"""


def tell_overseers(session: Session, settings: Settings, opening_id: UUID) -> int:
    """Write to the Director of HR and the data protection officer; return to how many.

    Raises:
        DeliveryFailed: the mail server did not take one of the messages.
    """
    opening = session.get_one(BreakGlass, opening_id)
    return _tell(session, settings, f"review.{opening_id}", opening.person_id)


def raise_alarm(session: Session, settings: Settings, about: UUID) -> int:
    """Write to the same people that an original is no longer what was taken in; to how many.

    Raises:
        DeliveryFailed: the mail server did not take one of the messages.
    """
    return _tell(session, settings, f"alarm.{about}", None)


def _tell(session: Session, settings: Settings, called: str, but: UUID | None) -> int:
    wanted = (
        select(Person)
        .where(
            col(Person.id).in_(select(Place.person_id).where(col(Place.role).in_(TOLD))),
            col(Person.id).is_distinct_from(but),
            col(Person.left_on).is_(None),
        )
        .order_by(Person.staff_number)
    )
    people = [each for each in session.exec(wanted) if each.email]
    if not settings.smtp_url:
        return 0
    for each in people:
        send(settings.smtp_url, _message(each, settings, called))
    return len(people)


def _message(person: Person, settings: Settings, called: str) -> EmailMessage:
    where = settings.origin or "http://127.0.0.1:8000"
    host = where.partition("://")[2].partition(":")[0]
    message = EmailMessage()
    message["Subject"] = "Something in Casework waits for your review"
    message["From"] = f"casework@{host}"
    message["To"] = person.email
    message["Message-ID"] = f"<{called}.{person.id}@{host}>"
    message.set_content(SAYS.format(name=person.name, where=f"{where}/oversight"))
    return message
