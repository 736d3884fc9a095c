"""Playing stories: the commands that people would give, each at its moment, in order of time.

A play is an iterator. It names the moment of its next act before it acts, so that all stories can
be played side by side and every reference, number and journal entry comes in its turn.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from functools import cached_property
from heapq import heapify, heappop, heappush
from uuid import UUID

from sqlmodel import Session, select

from casework.access import Actor
from casework.cases.gateway import Command, perform
from casework.cases.models import Case
from casework.demo.people import Trust, invented_trust
from casework.demo.story import Story
from casework.demo.story_stages import Allegation
from casework.evidence.models import Exhibit
from casework.journal import JournalEntry
from casework.people.models import Person
from casework.people.sign_in import actor_of
from casework.room.inviting import RoomSecrets
from casework.working_days import LONDON

Play = Iterator[datetime]


def in_order_of_time(plays: Iterable[Play], until: datetime) -> None:
    """Let every play act whenever its moment is the earliest. What is still to come is left."""
    waiting = [(moment, turn, play) for turn, play in enumerate(plays) for moment in next_of(play)]
    heapify(waiting)
    while waiting and waiting[0][0] <= until:
        _, turn, play = heappop(waiting)
        for moment in next_of(play):
            heappush(waiting, (moment, turn, play))


def next_of(play: Play) -> list[datetime]:
    """Do the act whose moment has come; the moment of the one after it, or nothing at the end."""
    coming = next(play, None)
    return [] if coming is None else [coming]


@dataclass(frozen=True)
class Company:
    """Everybody who acts, in the one transaction in which they all act."""

    session: Session
    actors: dict[str, Actor] = field(default_factory=dict)
    playing: dict[str, "Playing"] = field(default_factory=dict)

    @property
    def trust(self) -> Trust:
        return invented_trust()

    @cached_property
    def ids(self) -> dict[str, UUID]:
        """Everybody's id by their staff number."""
        return {each.staff_number: each.id for each in self.session.exec(select(Person))}

    def actor(self, staff_number: str) -> Actor:
        if staff_number not in self.actors:
            found = actor_of(self.session, self.ids[staff_number])
            self.actors[staff_number] = replace(found, confirmed=True)
        return self.actors[staff_number]


def clock(moment: datetime) -> time:
    """What a London clock shows at a moment."""
    return moment.astimezone(LONDON).time()


@dataclass(frozen=True)
class Alleged:
    """One allegation as it stands on the case: a story's own, under one of its clauses."""

    id: UUID
    number: int
    first: int
    told: Allegation

    @property
    def repeats(self) -> bool:
        """Whether the same facts stand under another clause already."""
        return self.number != self.first


@dataclass
class Playing:
    """One story on its way through the procedure, and what it has become so far."""

    story: Story
    company: Company
    case_reference: str = ""
    captures: dict[int, UUID] = field(default_factory=dict)
    alleged: list[Alleged] = field(default_factory=list)
    way_in: RoomSecrets | None = None

    @property
    def session(self) -> Session:
        return self.company.session

    @cached_property
    def case(self) -> Case:
        """The case, once it has been opened. It keeps its identity when its reference changes."""
        wanted = select(Case).where(Case.reference == self.case_reference)
        return self.session.exec(wanted).one()

    def acts(self, staff_number: str, command: Command, at: datetime) -> JournalEntry:
        """Somebody gives a command on this case, through the same door as on any other day."""
        actor = self.company.actor(staff_number)
        return perform(self.session, actor, self.case.reference, command, at)

    def manages(self, command: Command, at: datetime) -> JournalEntry:
        """The case manager gives a command."""
        return self.acts(self.story.case_manager, command, at)

    def id_of(self, staff_number: str) -> UUID:
        return self.company.ids[staff_number]

    def name_of(self, staff_number: str) -> str:
        return self.company.trust.by_number[staff_number].name

    def exhibits(self) -> dict[int, Exhibit]:
        """What has been admitted so far, by exhibit number."""
        admitted = select(Exhibit).where(Exhibit.case_id == self.case.id)
        return {each.number: each for each in self.session.exec(admitted)}
