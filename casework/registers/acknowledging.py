"""Asking staff to say that they read a version: starting a round, reminding, closing it."""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, col, select

from casework import jobs, journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import NotFound, OutOfDate, WrongAnswer
from casework.journal import Event
from casework.people.academies import academy_with
from casework.people.models import Account, Person
from casework.policies.queries import version_named
from casework.registers.round_progress import missing_from
from casework.registers.rounds import AcknowledgementRound, RoundReminder
from casework.text import Day
from casework.working_days import local_day

LONGEST = timedelta(days=366)
OPEN_ALREADY = "Staff are asked to read this version already. Close that round first"


class RoundStarted(Event):
    round_id: UUID
    version: str
    due_on: str
    academies: int

    def sentence(self) -> str:
        return f"asked staff to read {self.version} by {self.due_on}"


class RoundReminded(Event):
    round_id: UUID
    version: str
    people: int

    def sentence(self) -> str:
        whom = "1 person" if self.people == 1 else f"{self.people} people"
        return f"reminded {whom} to read {self.version}"


class RoundClosed(Event):
    round_id: UUID
    version: str
    missing: int

    def sentence(self) -> str:
        return f"closed the round for {self.version}, which {self.missing} had not read"


class StartRound(BaseModel):
    """Ask staff to read a version by a day: at some academies, or everybody."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    permission: ClassVar = TrustPermission.KEEP_REGISTERS

    version_id: UUID = Field(title="the version of the policy")
    academies: list[UUID] = Field(default=[], title="the academies")
    due_on: Day = Field(title="the day by which it is read")

    def perform(self, session: Session, actor: Actor, at: datetime) -> AcknowledgementRound:
        """Start the round.

        Raises:
            NotPermitted: the actor does not keep the registers.
            NotFound: there is no such version, or no such academy.
            WrongAnswer: the day is past or far away, or the version is asked about already.
        """
        require_in_trust(actor, self.permission)
        version = version_named(session, self.version_id)
        where = [academy_with(session, each) for each in dict.fromkeys(self.academies)]
        today = local_day(at)
        if not today <= self.due_on <= today + LONGEST:
            raise WrongAnswer({"due_on": "Enter a day from today on, within a year"})
        running = select(AcknowledgementRound.id).where(
            AcknowledgementRound.version_id == version.id,
            col(AcknowledgementRound.closed_at).is_(None),
        )
        if session.exec(running).first():
            raise WrongAnswer({"version_id": OPEN_ALREADY})
        started = AcknowledgementRound(
            version_id=version.id,
            academies=[str(each.id) for each in where],
            due_on=self.due_on,
            started_by=actor.name,
            started_at=at,
        )
        session.add(started)
        session.flush()
        event = RoundStarted(
            round_id=started.id,
            version=version.named,
            due_on=f"{self.due_on:%-d %B %Y}",
            academies=len(where),
        )
        journal.append(session, None, actor, event, at)
        return started


def round_with(session: Session, round_id: UUID) -> AcknowledgementRound:
    """One round.

    Raises:
        NotFound: there is no such round.
    """
    found = session.get(AcknowledgementRound, round_id)
    if found is None:
        raise NotFound
    return found


def _open_round(session: Session, actor: Actor, round_id: UUID) -> AcknowledgementRound:
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    held = session.get(AcknowledgementRound, round_id, with_for_update=True)
    if held is None:
        raise NotFound
    if held.closed_at is not None:
        raise OutOfDate("This round is closed", {"by": held.closed_by or ""})
    return held


def remind_round(session: Session, actor: Actor, round_id: UUID, at: datetime) -> RoundReminded:
    """Write to everybody who has not read it and can sign in, at most once a day each.

    Raises:
        NotPermitted, NotFound: the actor may not, or there is no such round.
        OutOfDate: it is closed.
        WrongAnswer: nobody is left to write to today.
    """
    asked = _open_round(session, actor, round_id)
    today = local_day(at)
    written = select(RoundReminder).where(RoundReminder.round_id == asked.id)
    already = {
        each.person_id for each in session.exec(written) if local_day(each.asked_at) == today
    }
    reached = _reached(session)
    people = [
        each.id for each in missing_from(session, asked, today) if each.id in reached - already
    ]
    if not people:
        raise WrongAnswer({"form": "Nobody is left to remind today"})
    for person_id in people:
        reminder = RoundReminder(round_id=asked.id, person_id=person_id, asked_at=at)
        session.add(reminder)
        session.flush()
        number = str(reminder.id)
        jobs.enqueue(session, jobs.REMIND_TO_READ, lock=f"read-{number}", reminder_id=number)
    version = version_named(session, asked.version_id)
    event = RoundReminded(round_id=asked.id, version=version.named, people=len(people))
    journal.append(session, None, actor, event, at)
    return event


def _reached(session: Session) -> set[UUID]:
    """Whoever has an address and an account of their own that wants messages."""
    accounts = select(Account.person_id).where(
        col(Account.disabled_at).is_(None), col(Account.room_of).is_(None), col(Account.reminders)
    )
    people = select(Person.id).where(col(Person.id).in_(accounts), col(Person.email).is_not(None))
    return set(session.exec(people))


def close_round(session: Session, actor: Actor, round_id: UUID, at: datetime) -> RoundClosed:
    """Stop asking. What was acknowledged stays; whoever has not read it still can.

    Raises:
        NotPermitted, NotFound: the actor may not, or there is no such round.
        OutOfDate: it is closed already.
    """
    asked = _open_round(session, actor, round_id)
    asked.closed_by, asked.closed_at = actor.name, at
    session.flush()
    version = version_named(session, asked.version_id)
    missing = len(missing_from(session, asked, local_day(at)))
    event = RoundClosed(round_id=asked.id, version=version.named, missing=missing)
    journal.append(session, None, actor, event, at)
    return event
