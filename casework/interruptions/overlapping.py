"""A grievance or criminal proceedings beside a case: whether the case waits, and why."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.cases.stages import Stage
from casework.errors import WrongAnswer
from casework.interruptions.models import Overlap, OverlapKind
from casework.interruptions.rules import OVERLAP_RULES, OverlapFacts
from casework.journal import Event
from casework.procedure import require
from casework.text import Day, OptionalProse, Prose


class OverlapRecorded(Event):
    """What it is about is not written here: it stays in a row that can be disposed of."""

    overlap: OverlapKind
    known_on: date
    goes_on: bool

    def sentence(self) -> str:
        what = self.overlap.label[0].lower() + self.overlap.label[1:]
        return f"recorded {what} beside the case: it {'goes on' if self.goes_on else 'waits'}"


class RecordOverlap(Command):
    """Record a grievance, or criminal proceedings, and whether the case goes on beside it.

    Source: Acas Code para 46 (grievance); para 31 (a charge or conviction is not by itself a
    reason: what it means for the job is weighed). Each record is added; earlier ones stay.
    """

    permission: ClassVar[Permission] = Permission.PAUSE

    kind: OverlapKind = Field(title="what goes on beside the case")
    known_on: Day = Field(title="the day the Trust learned of it")
    about: Prose = Field(title="what it is")
    suitability: OptionalProse = Field(default=None, title="what it means for the job")
    relationships: OptionalProse = Field(
        default=None, title="what it means for working with others"
    )
    goes_on: bool = Field(title="whether the case goes on beside it")
    why: Prose = Field(title="why it goes on, or waits")

    def perform(self, act: Act) -> OverlapRecorded:
        if self.known_on > act.today:
            raise WrongAnswer({"known_on": "Enter a day that is not in the future"})
        require(OVERLAP_RULES, self._facts(act))
        act.session.add(
            Overlap(
                case_id=act.case.id,
                recorded_by=act.actor.id,
                recorded_at=act.at,
                **self.model_dump(),
            )
        )
        return OverlapRecorded(overlap=self.kind, known_on=self.known_on, goes_on=self.goes_on)

    def _facts(self, act: Act) -> OverlapFacts:
        return OverlapFacts(
            closed=act.case.stage is Stage.CLOSED,
            criminal=self.kind is OverlapKind.CRIMINAL,
            weighed=self.suitability is not None and self.relationships is not None,
        )
