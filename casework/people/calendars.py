"""The secret address at which somebody's own calendar reads what is due.

It stands for nobody's password: it shows references and what is due, and opens nothing. Only its
SHA-256 is stored; whoever loses it makes another, which ends the one before.
"""

import secrets
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Column, Index
from sqlmodel import Field, Session, SQLModel, col, select

from casework import journal
from casework.access import Actor
from casework.database import utc_timestamp
from casework.errors import NotFound
from casework.journal import Event
from casework.people.models import Account, Person
from casework.people.sign_in import actor_of, hashed
from casework.working_days import local_day


class Calendar(SQLModel, table=True):
    """The address of one person's calendar, until it is revoked."""

    __tablename__ = "calendars"
    __table_args__ = (
        Index(
            "one_calendar_for_each_person",
            "person_id",
            unique=True,
            postgresql_where="revoked_at IS NULL",
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id")
    token_hash: str = Field(unique=True)
    made_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class CalendarMade(Event):
    calendar_id: UUID

    def sentence(self) -> str:
        return "made a secret address for their calendar of what is due"


class CalendarRevoked(Event):
    calendar_id: UUID

    def sentence(self) -> str:
        return "revoked the secret address of their calendar"


class CalendarRead(Event):
    """A program read somebody's calendar at its secret address."""

    calendar_id: UUID
    entries: int

    def sentence(self) -> str:
        return f"had their calendar read at its secret address: {self.entries} entries"


def calendar_of(session: Session, person_id: UUID) -> Calendar | None:
    """The calendar a person has now."""
    wanted = select(Calendar).where(
        Calendar.person_id == person_id, col(Calendar.revoked_at).is_(None)
    )
    return session.exec(wanted).first()


def make_calendar(session: Session, actor: Actor, at: datetime) -> str:
    """Make the address and return its secret, which is never shown again. An earlier one ends."""
    if earlier := calendar_of(session, actor.id):
        _revoke(session, actor, earlier, at)
    secret = secrets.token_urlsafe(32)
    made = Calendar(person_id=actor.id, token_hash=hashed(secret), made_at=at)
    session.add(made)
    session.flush()
    journal.append(session, None, actor, CalendarMade(calendar_id=made.id), at)
    return secret


def revoke_calendar(session: Session, actor: Actor, at: datetime) -> None:
    """Make the address worthless at once.

    Raises:
        NotFound: they have none.
    """
    found = calendar_of(session, actor.id)
    if found is None:
        raise NotFound
    _revoke(session, actor, found, at)


def _revoke(session: Session, actor: Actor, calendar: Calendar, at: datetime) -> None:
    calendar.revoked_at = at
    session.flush()
    journal.append(session, None, actor, CalendarRevoked(calendar_id=calendar.id), at)


def reader_at(session: Session, secret: str, at: datetime) -> tuple[Calendar, Actor]:
    """Whose calendar a secret address is.

    Raises:
        NotFound: it is unknown or revoked, or its person has left or can no longer sign in.
    """
    found = session.exec(select(Calendar).where(Calendar.token_hash == hashed(secret))).first()
    if found is None or found.revoked_at:
        raise NotFound
    person = session.get_one(Person, found.person_id)
    left = person.left_on is not None and person.left_on <= local_day(at)
    if left or not signs_in(session, person.id):
        raise NotFound
    return found, actor_of(session, person.id)


def signs_in(session: Session, person_id: UUID) -> bool:
    """Whether a person has an account that is not disabled."""
    wanted = select(Account.id).where(
        Account.person_id == person_id, col(Account.disabled_at).is_(None)
    )
    return session.exec(wanted).first() is not None
