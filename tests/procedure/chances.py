"""How a chance to act is written down: who may take it, what it needs first, and what it says.

An accepted act must have had what it needs and come from one of those who may; one whose needs
are met is offered more often than others.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from casework.cases.gateway import Command
from casework.cases.outside import FromOutside
from casework.journal import JournalEntry
from tests.procedure.onlooker import Facts, Known, working
from tests.world import World

WORDS = "As it was weighed on that day."
HOW = "by hand"
Rows = Callable[[str, str], list[UUID]]
Told = dict[str, Any]


@dataclass
class Chooser:
    """What is drawn from when an act is made up: people, days, and rows of the case."""

    random: Random
    world: World
    known: Known
    facts: Facts
    now: datetime
    rows: Rows

    @property
    def today(self) -> date:
        return self.now.date()

    def of(self, *several: Any) -> Any:
        return self.random.choice(several)

    def likely(self, of_ten: int = 8) -> bool:
        return self.random.random() * 10 < of_ten

    def person(self, *names: str) -> UUID:
        who: UUID = getattr(self.world, self.random.choice(names)).id
        return who

    def row(self, table: str, where: str = "true") -> UUID:
        """One of the case's rows, or an id that nothing has."""
        found = self.rows(table, where)
        return self.random.choice(found) if found else UUID(int=self.random.getrandbits(128))

    def day(self, least: int, most: int) -> date:
        """A working day some days from now."""
        day = self.today + timedelta(self.random.randint(least, most))
        while not working(day):
            day += timedelta(1)
        return day

    def hearing_day(self) -> date:
        """Mostly with the whole notice, sometimes with less."""
        return self.day(16, 24) if self.likely() else self.day(1, 12)


def nothing(known: Known, told: Told, entry: JournalEntry) -> None:
    """An act from which nothing follows that others depend on."""


def always(known: Known, facts: Facts) -> bool:
    return True


@dataclass(frozen=True)
class Chance:
    """One act somebody may try."""

    command: type[Command | FromOutside]
    by: frozenset[str]
    told: Callable[[Chooser], Told]
    needs: Callable[[Known, Facts], bool] = always
    learn: Callable[[Known, Told, JournalEntry], None] = nothing
    weight: int = 1
    after_closing: bool = False
    # Whether it is worth offering, beyond what it needs; nothing is claimed by it.
    sensible: Callable[[Known, Facts], bool] = always
    waits: bool = True

    @property
    def name(self) -> str:
        return self.command.__name__


@dataclass
class Tally:
    """How often each act was accepted and refused, and which stages were seen."""

    accepted: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    stages: dict[str, int] = field(default_factory=dict)

    def count(self, counter: dict[str, int], name: str) -> None:
        counter[name] = counter.get(name, 0) + 1


HR = frozenset({"case_manager"})
TRIAGES = frozenset({"triage"})
HR_OR_TRIAGE = HR | TRIAGES
OFFICER = frozenset({"investigating_officer"})
WORKS = HR | OFFICER
CHAIR = frozenset({"hearing_manager"})
APPEAL = frozenset({"appeal_manager"})
EMPLOYEE = frozenset({"employee"})
LEGAL = frozenset({"legal_adviser"})
PANEL = frozenset({"panel_member"})
SAFE = frozenset({"case_manager", "triage", "safeguarding_lead"})
SUSPENDS = HR_OR_TRIAGE | {"decision_maker"}
HR_AT_LARGE = frozenset({"hr", "case_manager"})  # by their place in the trust, or by their part
ANYBODY: frozenset[str] = frozenset()  # whoever has a part, or a place in the trust
EXECUTIVES = ("hr_director", "chief_executive", "chair_of_trustees")
