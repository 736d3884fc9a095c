"""A message to somebody of the trust that something needs them. It says no more than that."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from uuid import UUID

from sqlmodel import Session, col, or_, select

from casework.access import TrustRole
from casework.outbox.posting import PLAIN, For, post
from casework.people.models import COUNTS, TODAY, Person, Place
from casework.people.queries import IN_USE
from casework.settings import Settings


@dataclass(frozen=True)
class Notice:
    """What is said, and the page it leads to. `called` tells one message from the next.

    `says` may name {name} and {where}, and nothing of any case.
    """

    called: str
    subject: str
    says: str
    page: str = ""


def tell_places(
    session: Session,
    settings: Settings,
    notice: Notice,
    places: Iterable[TrustRole],
    but: UUID | None = None,
    told: For = PLAIN,
) -> int:
    """Write to everybody who holds one of these places, but for one person; return to how many.

    Whoever cannot sign in is not asked to. The messages go to the outbox, and leave once the
    caller's transaction commits.
    """
    holders = select(Place.person_id).where(col(Place.role).in_(places), COUNTS)
    wanted = select(Person).where(
        col(Person.id).in_(holders),
        col(Person.id).is_distinct_from(but),
        or_(col(Person.left_on).is_(None), col(Person.left_on) >= TODAY),
        col(Person.id).in_(IN_USE),
    )
    people = [each for each in session.exec(wanted.order_by(Person.staff_number)) if each.email]
    if not settings.smtp_url:
        return 0
    for each in people:
        post(session, message_to(each, settings, notice), told)
    return len(people)


def message_to(
    person: Person, settings: Settings, notice: Notice, address: str | None = None
) -> EmailMessage:
    """The notice as one person's message, to another address of theirs if one is given."""
    origin = settings.origin or "http://127.0.0.1:8000"
    host = origin.partition("://")[2].partition(":")[0]
    message = EmailMessage()
    message["Subject"] = notice.subject
    message["From"] = f"casework@{host}"
    message["To"] = address or person.email
    message["Message-ID"] = f"<{notice.called}.{person.id}@{host}>"
    message.set_content(notice.says.format(name=person.name, where=f"{origin}{notice.page}"))
    return message
