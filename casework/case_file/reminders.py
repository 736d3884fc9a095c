"""One message a working-day morning to whoever has something due. It says no more than that.

A day is taken for a person before their message leaves, so that two workers, or one that starts
again, never send a second; where the mail server does not take it the day is given back.
"""

import logging
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import Column
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, delete, select

from casework.case_file.tasks import due_by
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework, utc_timestamp
from casework.errors import DeliveryFailed
from casework.people.models import Account, Person
from casework.people.notices import Notice, message_to
from casework.people.queries import closures
from casework.people.sign_in import actor_of
from casework.post import send
from casework.settings import Settings
from casework.working_days import LONDON, is_working_day, local_day

log = logging.getLogger("casework.worker")
FROM, UNTIL = time(7), time(12)  # by the clock in London: later in the day it is no morning's news
SAYS = """\
You have {count} due on {day} or earlier. Sign in to Casework to see {it}.

This message says nothing about {it} on purpose. You can stop these messages under Your account.
"""


class ReminderSent(SQLModel, table=True):
    """The day on which somebody was reminded: once, whoever tries again."""

    __tablename__ = "reminders_sent"

    person_id: UUID = Field(foreign_key="people.id", primary_key=True)
    day: date = Field(primary_key=True)
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


def remind(settings: Settings, at: datetime) -> int:
    """Write to everybody who has something due today or overdue and was not reminded today.

    A message that the mail server does not take is tried again the next time.
    """
    clock = at.astimezone(LONDON).time()
    if not settings.smtp_url or not FROM <= clock < UNTIL:
        return 0
    today, sent = local_day(at), 0
    with reading_as_casework() as session:
        people = [
            (each, count)
            for each in _owing(session, today)
            if (count := _due(session, each, today))
        ]
        session.expunge_all()
    for person, count in people:
        sent += _remind(settings, person, count, at)
    return sent


def _owing(session: Session, today: date) -> list[Person]:
    """Whoever has an open task due by today, an address, an account that wants messages, and a
    working day at their academy."""
    owners = (
        select(Deadline.owner_id)
        .join(Case, col(Case.id) == Deadline.case_id)
        .where(
            col(Deadline.met_at).is_(None),
            col(Deadline.due_on) <= today,
            col(Case.stage) != Stage.CLOSED,
        )
    )
    opted_out = select(Account.person_id).where(~col(Account.reminders))
    of_trust = col(Account.disabled_at).is_(None), col(Account.room_of).is_(None)
    reached = select(Account.person_id).where(*of_trust)
    told = select(ReminderSent.person_id).where(ReminderSent.day == today)
    wanted = select(Person).where(
        col(Person.id).in_(owners),
        col(Person.id).in_(reached),
        col(Person.id).not_in(opted_out),
        col(Person.id).not_in(told),
        col(Person.email).is_not(None),
        col(Person.left_on).is_(None) | (col(Person.left_on) > today),
    )
    people = session.exec(wanted.order_by(Person.staff_number))
    return [each for each in people if is_working_day(today, closures(session, each.academy_id))]


def _due(session: Session, person: Person, today: date) -> int:
    """How much of it they may still see: whoever stepped off a case is told nothing of it."""
    return due_by(session, actor_of(session, person.id), today)


def _remind(settings: Settings, person: Person, count: int, at: datetime) -> int:
    """Send one message, if no other worker has; how many went."""
    today = local_day(at)
    if not _taken(person.id, today, at):
        return 0
    try:
        send(str(settings.smtp_url), message_to(person, settings, _notice(count, today)))
    except DeliveryFailed as failed:
        log.warning("a reminder was not taken and is tried again", exc_info=failed)
        with as_casework() as session:
            this = col(ReminderSent.person_id) == person.id
            session.execute(delete(ReminderSent).where(this, col(ReminderSent.day) == today))
        return 0
    return 1


def _taken(person_id: UUID, day: date, at: datetime) -> bool:
    """Take the day for this person; false when it was taken before."""
    with as_casework() as session:
        row = {"person_id": person_id, "day": day, "at": at}
        asked = insert(ReminderSent).values(row).on_conflict_do_nothing()
        return session.execute(asked.returning(col(ReminderSent.person_id))).first() is not None


def _notice(count: int, today: date) -> Notice:
    tasks, it = (f"{count} task{'s' if count != 1 else ''}", "it" if count == 1 else "them")
    says = SAYS.format(count=tasks, day=f"{today:%A} {today.day} {today:%B %Y}", it=it)
    return Notice(f"due.{today.isoformat()}", f"You have {tasks} due", says)
