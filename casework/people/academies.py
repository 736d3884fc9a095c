"""The academies of the trust: adding one, renaming one, and saying when one closes for good."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, col, func, or_, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import NotFound, WrongAnswer
from casework.journal import Event
from casework.people.models import Academy, AcademyClosure, Person
from casework.people.queries import academies
from casework.text import Name, OptionalDay

TAKEN = "Another academy has this {what}"
PEOPLE_THERE = "{people} after that day. Move them, or give their last day, in the staff file first"


class AcademyAdded(Event):
    academy_id: UUID
    code: str
    name: str

    def sentence(self) -> str:
        return f"added the academy {self.name} ({self.code})"


class AcademyRenamed(Event):
    academy_id: UUID
    was: str
    name: str

    def sentence(self) -> str:
        return f"renamed the academy {self.was} to {self.name}"


class AcademyClosed(Event):
    academy_id: UUID
    name: str
    closed_on: date | None

    def sentence(self) -> str:
        if self.closed_on is None:
            return f"recorded that {self.name} does not close"
        return f"recorded that {self.name} closes on {self.closed_on:%-d %B %Y}"


class _OfAcademies(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.KEEP_ACADEMIES


class AddAcademy(_OfAcademies):
    """Add an academy, under the code that the staff file calls it by."""

    code: Name = Field(title="the code", max_length=20)
    name: Name = Field(title="the name")

    def perform(self, session: Session, actor: Actor, at: datetime) -> AcademyAdded:
        """Add it.

        Raises:
            NotPermitted: the actor does not look after academies.
            WrongAnswer: another academy has the code or the name.
        """
        require_in_trust(actor, self.permission)
        wrong = {}
        for each in academies(session):
            if each.code.casefold() == self.code.casefold():
                wrong["code"] = TAKEN.format(what="code")
            if each.name.casefold() == self.name.casefold():
                wrong["name"] = TAKEN.format(what="name")
        if wrong:
            raise WrongAnswer(wrong)
        academy = Academy(code=self.code, name=self.name)
        session.add(academy)
        session.flush()
        event = AcademyAdded(academy_id=academy.id, code=academy.code, name=academy.name)
        journal.append(session, None, actor, event, at)
        return event


class RenameAcademy(_OfAcademies):
    """Give an academy another name. What was issued keeps the name it had."""

    name: Name = Field(title="the name")

    def perform(
        self, session: Session, actor: Actor, academy_id: UUID, at: datetime
    ) -> AcademyRenamed:
        """Rename it.

        Raises:
            NotPermitted, NotFound: the actor may not, or there is none.
            WrongAnswer: it is called so already, or another academy is.
        """
        require_in_trust(actor, self.permission)
        academy = academy_with(session, academy_id)
        if academy.name == self.name:
            raise WrongAnswer({"name": "It is called that already"})
        for each in academies(session):
            if each.id != academy.id and each.name.casefold() == self.name.casefold():
                raise WrongAnswer({"name": TAKEN.format(what="name")})
        event = AcademyRenamed(academy_id=academy.id, was=academy.name, name=self.name)
        academy.name = self.name
        journal.append(session, None, actor, event, at)
        return event


class CloseAcademy(_OfAcademies):
    """Say on which day an academy closes for good; no day takes it back. Its cases go on."""

    closed_on: OptionalDay = Field(default=None, title="the last day")

    def perform(
        self, session: Session, actor: Actor, academy_id: UUID, at: datetime
    ) -> AcademyClosed:
        """Record the day.

        Raises:
            NotPermitted, NotFound: the actor may not, or there is none.
            WrongAnswer: by the staff file people work there after that day.
        """
        require_in_trust(actor, self.permission)
        academy = academy_with(session, academy_id)
        if self.closed_on and (staying := _after(session, academy.id, self.closed_on)):
            people = "1 person works there" if staying == 1 else f"{staying} people work there"
            raise WrongAnswer({"closed_on": PEOPLE_THERE.format(people=people)})
        academy.closed_on = self.closed_on
        event = AcademyClosed(academy_id=academy.id, name=academy.name, closed_on=academy.closed_on)
        journal.append(session, None, actor, event, at)
        return event


def academy_with(session: Session, academy_id: UUID) -> Academy:
    """One academy.

    Raises:
        NotFound: there is no such academy.
    """
    academy = session.get(Academy, academy_id)
    if academy is None:
        raise NotFound
    return academy


def _after(session: Session, academy_id: UUID, day: date) -> int:
    staying = or_(col(Person.left_on).is_(None), col(Person.left_on) > day)
    there = Person.academy_id == academy_id, col(Person.merged_into_id).is_(None)
    return session.exec(select(func.count()).select_from(Person).where(*there, staying)).one()


@dataclass(frozen=True)
class Kept:
    """An academy with how many work there on a day, and how many days it is closed from then."""

    academy: Academy
    people: int
    closed_days: int


def academies_kept(session: Session, actor: Actor, today: date) -> list[Kept]:
    """Every academy, by name, those that have closed last.

    Raises:
        NotPermitted: the actor does not look after academies.
    """
    require_in_trust(actor, TrustPermission.KEEP_ACADEMIES)
    working = or_(col(Person.left_on).is_(None), col(Person.left_on) >= today)
    people = dict(
        session.exec(
            select(Person.academy_id, func.count())
            .where(working, col(Person.merged_into_id).is_(None))
            .group_by(col(Person.academy_id))
        ).all()
    )
    days = dict(
        session.exec(
            select(AcademyClosure.academy_id, func.count())
            .where(AcademyClosure.day >= today)
            .group_by(col(AcademyClosure.academy_id))
        ).all()
    )
    found = [
        Kept(each, people.get(each.id, 0), days.get(each.id, 0)) for each in academies(session)
    ]
    return sorted(found, key=lambda each: each.academy.closed_on is not None)
