"""Giving and ending roles in the trust, with dates. One asks, another agrees; either ends one."""

from datetime import date, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, col, select

from casework import journal
from casework.access import Actor, TrustPermission, TrustRole, require_in_trust
from casework.errors import NotFound, WrongAnswer
from casework.journal import Event
from casework.people.duplicates import same_person
from casework.people.models import COUNTS, Person, Place
from casework.people.needed import require_another
from casework.people.role_conflicts import conflicts_of
from casework.text import Line, OptionalDay
from casework.working_days import local_day

OWN = "This is your own role. Somebody else must do it"
ASKED_BY_YOU = "You asked for this. Somebody else decides"


class RoleAsked(Event):
    person_id: UUID
    role: TrustRole
    starts_on: date | None
    ends_on: date | None
    despite: list[str]

    def sentence(self) -> str:
        return f"asked that somebody be {self.role.label}"


class RoleDecided(Event):
    person_id: UUID
    role: TrustRole
    agreed: bool

    def sentence(self) -> str:
        return f"{'agreed' if self.agreed else 'declined'} that somebody be {self.role.label}"


class RoleEnded(Event):
    person_id: UUID
    role: TrustRole
    ends_on: date

    def sentence(self) -> str:
        return f"ended that somebody is {self.role.label}, on {self.ends_on:%-d %B %Y}"


class GiveRole(BaseModel):
    """Ask that somebody hold a role in the trust, from a day and until one."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.MANAGE_ACCOUNTS

    staff_number: Line = Field(title="a staff number")
    role: TrustRole = Field(title="the role")
    starts_on: OptionalDay = Field(default=None, title="the first day")
    ends_on: OptionalDay = Field(default=None, title="the last day")
    despite: bool = Field(default=False, title="whether it is meant although both are held")

    def perform(self, session: Session, actor: Actor, at: datetime) -> RoleAsked:
        """Keep it until a second person has agreed.

        Raises:
            NotPermitted: the actor does not look after accounts.
            WrongAnswer: nobody has that number, they hold the role, it is the actor's own, the
                days make no sense, or it does not go with what they hold and nobody said so.
        """
        require_in_trust(actor, self.permission)
        person = _person(session, self.staff_number)
        if person.id in same_person(session, actor.id):
            raise WrongAnswer({"staff_number": OWN})
        self._require_days(person, local_day(at))
        held = _held(session, person.id)
        found = conflicts_of({TrustRole(each.role) for each in held}, self.role)
        if found and not self.despite:
            raise WrongAnswer({"despite": " ".join(each.says for each in found)})
        place = _free_place(session, person.id, self.role, local_day(at))
        place.starts_on, place.ends_on = self.starts_on or local_day(at), self.ends_on
        place.given_by, place.given_at, place.agreed_by = actor.id, at, None
        session.add(place)
        session.flush()
        event = RoleAsked(
            person_id=person.id,
            role=self.role,
            starts_on=place.starts_on,
            ends_on=place.ends_on,
            despite=[each.says for each in found],
        )
        journal.append(session, None, actor, event, at)
        return event

    def _require_days(self, person: Person, today: date) -> None:
        starts = self.starts_on or today
        if starts < today:
            raise WrongAnswer({"starts_on": "Enter today or a later day"})
        if self.ends_on and self.ends_on < starts:
            raise WrongAnswer({"ends_on": "Enter a day after the first"})
        if person.left_on and person.left_on < starts:
            raise WrongAnswer({"staff_number": "They have left by then"})


def _person(session: Session, staff_number: str) -> Person:
    wanted = select(Person).where(Person.staff_number == staff_number)
    person = session.exec(wanted.where(col(Person.merged_into_id).is_(None))).first()
    if person is None:
        raise WrongAnswer({"staff_number": f"Nobody has staff number {staff_number}"})
    return person


def _held(session: Session, person_id: UUID) -> list[Place]:
    here = col(Place.person_id).in_(same_person(session, person_id))
    return list(session.exec(select(Place).where(here, COUNTS)))


def _free_place(session: Session, person_id: UUID, role: TrustRole, today: date) -> Place:
    """The place to fill: a new one, or one that has ended.

    Raises:
        WrongAnswer: they hold it, will hold it, or somebody has asked for it.
    """
    wanted = select(Place).where(Place.person_id == person_id, Place.role == role)
    place = session.exec(wanted.with_for_update()).first()
    if place is None:
        return Place(person_id=person_id, role=role)
    if place.waits:
        raise WrongAnswer({"role": "Somebody has asked for this already. It waits for another"})
    if place.ends_on is None or place.ends_on >= today:
        raise WrongAnswer(
            {"role": "They hold it already, or will. End it first to change its days"}
        )
    return place


def decide_role(
    session: Session, actor: Actor, place_id: UUID, agreed: bool, at: datetime
) -> RoleDecided:
    """Agree to a role that another asked for, or decline it.

    Raises:
        NotPermitted: the actor does not decide on accounts.
        NotFound: nothing waits under this id.
        WrongAnswer: they asked for it, or it would be their own.
    """
    require_in_trust(actor, TrustPermission.APPROVE_ACCOUNTS)
    place = session.get(Place, place_id, with_for_update=True)
    if place is None or not place.waits:
        raise NotFound
    own = same_person(session, actor.id)
    if place.person_id in own:
        raise WrongAnswer({"form": OWN})
    if place.given_by in own:
        raise WrongAnswer({"form": ASKED_BY_YOU})
    role = TrustRole(place.role)
    event = RoleDecided(person_id=place.person_id, role=role, agreed=agreed)
    if agreed:
        place.agreed_by = actor.id
    else:
        session.delete(place)
    session.flush()
    journal.append(session, None, actor, event, at)
    return event


class EndRole(BaseModel):
    """End a role after a last day; without one, at once."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    permission: ClassVar = TrustPermission.MANAGE_ACCOUNTS

    ends_on: OptionalDay = Field(default=None, title="the last day")

    def perform(self, session: Session, actor: Actor, place_id: UUID, at: datetime) -> RoleEnded:
        """End it. The staff file does not give it again.

        Raises:
            NotPermitted: the actor does not look after accounts.
            NotFound: nobody holds a role under this id.
            WrongAnswer: it is their own, the last of its kind, or the day is past.
        """
        require_in_trust(actor, self.permission)
        today = local_day(at)
        place = session.get(Place, place_id, with_for_update=True)
        if place is None or place.waits or (place.ends_on and place.ends_on < today):
            raise NotFound
        if place.person_id in same_person(session, actor.id):
            raise WrongAnswer({"form": OWN})
        if self.ends_on and self.ends_on < today:
            raise WrongAnswer({"ends_on": "Enter today or a later day, or none to end it at once"})
        role, ends = TrustRole(place.role), self.ends_on or today - timedelta(1)
        require_another(session, place.person_id, role)
        if place.starts_on and ends < place.starts_on:
            session.delete(place)  # it never began
        else:
            place.ends_on = ends
        session.flush()
        event = RoleEnded(person_id=place.person_id, role=role, ends_on=ends)
        journal.append(session, None, actor, event, at)
        return event
