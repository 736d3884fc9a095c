"""Changing a period of the schedule: one proposes, another decides, and nothing is executed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Asked
from sqlmodel import Session

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.database.whose import every_case
from casework.errors import NotFound, WrongAnswer
from casework.journal import Event
from casework.people.deciding import to_decide
from casework.retention.clocks import Due, dues
from casework.retention.models import Amendment
from casework.retention.periods import lengths_on, proposed
from casework.retention.schedule import SCHEDULE, said_period
from casework.text import Day, Line, Prose


@dataclass(frozen=True)
class Effect:
    """What a change would do to the cases there are. Counts only."""

    counted: int
    later: int
    earlier: int
    due_now: int

    @property
    def says(self) -> str:
        if not self.later and not self.earlier:
            return "It would change the day of no case that is closed now"
        return (
            f"Of {self.counted} closed cases, {self.later} would be due later and {self.earlier} "
            f"earlier; {self.due_now} would become due now"
        )


class PeriodProposed(Event):
    code: str
    length: int
    effective_from: date

    def sentence(self) -> str:
        period = said_period(self.length, SCHEDULE[self.code].unit).lower()
        return (
            f"proposed “{period}” for retention rule {self.code} "
            f"from {self.effective_from:%-d %B %Y}"
        )


class PeriodDecided(Event):
    code: str
    length: int
    approved: bool

    def sentence(self) -> str:
        told = "approved" if self.approved else "refused"
        period = said_period(self.length, SCHEDULE[self.code].unit).lower()
        return f"{told} “{period}” for retention rule {self.code}"


class ProposePeriod(BaseModel):
    """Propose a period for a rule of the schedule, from a day onwards (UK GDPR art 5(1)(e))."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.CHANGE_RETENTION

    code: str
    length: int = Asked(ge=0, le=1200, title="the period")
    effective_from: Day = Asked(title="the day it applies from")
    source: Line = Asked(title="where this period comes from")
    reason: Prose = Asked(title="the reason")

    def perform(self, session: Session, actor: Actor, at: datetime) -> PeriodProposed:
        """Keep the proposal with what it would change. Nothing changes before another decides.

        Raises:
            NotPermitted: the actor does not look after the schedule.
            NotFound: there is no such rule, or nobody can set a period for it.
            WrongAnswer: a change of this rule waits already.
        """
        require_in_trust(actor, self.permission)
        rule_with_period(self.code)
        if any(each.code == self.code for each in proposed(session)):
            raise WrongAnswer({"length": "A change of this rule waits to be decided already"})
        effect = effect_of(session, self.code, self.length, self.effective_from)
        session.add(
            Amendment(
                **self.model_dump(), effect=asdict(effect), proposed_by=actor.id, proposed_at=at
            )
        )
        told = self.model_dump(include={"code", "length", "effective_from"})
        event = PeriodProposed(**told)
        journal.append(session, None, actor, event, at)
        return event


class DecidePeriod(BaseModel):
    """Approve or refuse a period that somebody else proposed. It deletes nothing by itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.CHANGE_RETENTION

    amendment_id: UUID
    approved: bool = Asked(title="whether it is approved")
    reason: Prose = Asked(title="the reason")

    def perform(self, session: Session, actor: Actor, at: datetime) -> PeriodDecided:
        """Record the decision; the next night works out the days anew.

        Raises:
            NotPermitted: the actor does not look after the schedule.
            NotFound: there is no such proposal.
            WrongAnswer: it was decided before, or by whoever proposed it.
        """
        require_in_trust(actor, self.permission)
        found = session.get(Amendment, self.amendment_id, with_for_update=True)
        row = to_decide(session, found, actor)
        row.decided_by, row.decided_at = actor.id, at
        row.approved, row.why_decided = self.approved, self.reason
        session.flush()
        event = PeriodDecided(code=row.code, length=row.length, approved=self.approved)
        journal.append(session, None, actor, event, at)
        return event


def rule_with_period(code: str) -> None:
    """Raises NotFound where there is no such rule, or it has no period."""
    if code not in SCHEDULE or SCHEDULE[code].length is None:
        raise NotFound


def effect_of(session: Session, code: str, length: int, on: date) -> Effect:
    """What a period would change of the cases there are, worked out and not kept."""
    now = lengths_on(session, on)
    with every_case(session):  # only how many they are is told
        before, after = dues(session, now), dues(session, {**now, code: length})
    return _compared(before, after, on)


def _compared(before: list[Due], after: list[Due], on: date) -> Effect:
    was: Mapping[UUID, date | None] = {each.case_id: each.due_on for each in before}
    pairs = [(was[each.case_id], each.due_on) for each in after]
    known = [(old, new) for old, new in pairs if old is not None and new is not None]
    return Effect(
        counted=len(after),
        later=sum(new > old for old, new in known),
        earlier=sum(new < old for old, new in known),
        due_now=sum(new <= on < old for old, new in known),
    )
