"""Pausing a clock, letting it run again, extending it, and saying why a step was late.

Each keeps its reason: an unexplained delay is a fault of procedure (Acas Code para 4).
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission
from casework.cases.clock_rules import (
    DELAY_RULES,
    EXTENDING_RULES,
    LONGEST_PAUSE,
    PAUSING_RULES,
    RESUMING_RULES,
    ClockFacts,
)
from casework.cases.clocks import days_left, may_extend, may_pause, run_on
from casework.cases.deadlines import LATE, PAUSED, meet, refresh_next_due
from casework.cases.gateway import Act, Command, on_case
from casework.cases.models import ClockAct, ClockChange, Deadline
from casework.journal import Event
from casework.people.queries import closures
from casework.procedure import require
from casework.text import Day, Prose


class ClockPaused(Event):
    clock: str
    says: str
    left: int
    unit: str
    look_again_on: date
    reason: str

    def sentence(self) -> str:
        again = f"{self.look_again_on:%-d %B %Y}"
        return f"paused “{self.says}” with {self.left} {self.unit} left, until {again} at most"


class ClockResumed(Event):
    clock: str
    says: str
    was: date
    now: date
    reason: str

    def sentence(self) -> str:
        return f"let “{self.says}” run again: it is due on {self.now:%-d %B %Y}"


class ClockExtended(Event):
    clock: str
    says: str
    was: date
    now: date
    reason: str

    def sentence(self) -> str:
        was, now = f"{self.was:%-d %B %Y}", f"{self.now:%-d %B %Y}"
        return f"extended “{self.says}” from {was} to {now}"


class DelayExplained(Event):
    clock: str
    says: str
    reason: str

    def sentence(self) -> str:
        return f"said why “{self.says}” was late"


def _facts(deadline: Deadline, today: date) -> ClockFacts:
    return ClockFacts(
        running=deadline.met_at is None,
        paused=deadline.paused_on is not None,
        passed=deadline.due_on < today,
        may_pause=may_pause(deadline.kind),
        may_extend=may_extend(deadline.kind),
        unexplained=deadline.done_late and deadline.delay_told_at is None,
    )


def _unit(deadline: Deadline) -> str:
    return str(deadline.counted["unit"])


def _counting_unit(deadline: Deadline) -> str:
    """In what the rest of a clock is counted: a month that has begun is counted in its days."""
    return _unit(deadline) if _unit(deadline) == "working days" else "days"


def _note(act: Act, deadline: Deadline, what: ClockAct, was: date, reason: str) -> None:
    act.session.add(
        ClockChange(
            case_id=act.case.id,
            deadline_id=deadline.id,
            what=what,
            was=was,
            now=deadline.due_on,
            reason=reason,
            by=act.actor.name,
            at=act.at,
        )
    )
    refresh_next_due(act)


class PauseClock(Command):
    """Stop a clock for a reason, and say when somebody looks at it again (Acas Code para 4).

    Meanwhile the day on which to look again stands in its place, so that no pause is forgotten.
    """

    permission: ClassVar[Permission] = Permission.MOVE_CLOCK

    clock_id: UUID = Field(title="the clock")
    reason: Prose = Field(title="why it stops")
    look_again_on: Day = Field(title="the day somebody looks at it again")

    def perform(self, act: Act) -> ClockPaused:
        deadline = on_case(act, Deadline, self.clock_id)
        latest = act.today + timedelta(LONGEST_PAUSE)
        in_time = act.today < self.look_again_on <= latest
        facts = replace(_facts(deadline, act.today), looks_again_in_time=in_time)
        require(PAUSING_RULES, facts)
        says, was = deadline.says, deadline.due_on
        closed = closures(act.session, act.case.academy_id)
        left = days_left(_unit(deadline), act.today, was, closed)
        deadline.counted = {**deadline.counted, "due_before_pause": was.isoformat()}
        deadline.paused_on, deadline.days_left = act.today, left
        deadline.due_on, deadline.says = self.look_again_on, f"{PAUSED}{says}"
        _note(act, deadline, ClockAct.PAUSED, was, self.reason)
        return ClockPaused(
            clock=deadline.kind,
            says=says,
            left=left,
            unit=_counting_unit(deadline),
            look_again_on=self.look_again_on,
            reason=self.reason,
        )


class ResumeClock(Command):
    """Let a paused clock run again: the days that had not run are counted on from today."""

    permission: ClassVar[Permission] = Permission.MOVE_CLOCK

    clock_id: UUID = Field(title="the clock")
    reason: Prose = Field(title="why it runs again")

    def perform(self, act: Act) -> ClockResumed:
        deadline = on_case(act, Deadline, self.clock_id)
        require(RESUMING_RULES, _facts(deadline, act.today))
        was = date.fromisoformat(deadline.counted["due_before_pause"])
        closed = closures(act.session, act.case.academy_id)
        left = deadline.days_left or 0
        deadline.due_on = run_on(_unit(deadline), act.today, left, closed)
        deadline.paused_on = deadline.days_left = None
        deadline.says = deadline.says.removeprefix(PAUSED)
        _note(act, deadline, ClockAct.RESUMED, was, self.reason)
        return ClockResumed(
            clock=deadline.kind,
            says=deadline.says,
            was=was,
            now=deadline.due_on,
            reason=self.reason,
        )


class ExtendClock(Command):
    """Give a clock a later day, for a reason that is kept (Acas Code para 4)."""

    permission: ClassVar[Permission] = Permission.MOVE_CLOCK

    clock_id: UUID = Field(title="the clock")
    until: Day = Field(title="the new day")
    reason: Prose = Field(title="why it needs longer")

    def perform(self, act: Act) -> ClockExtended:
        deadline = on_case(act, Deadline, self.clock_id)
        was = deadline.due_on
        later = self.until > was and self.until >= act.today
        require(EXTENDING_RULES, replace(_facts(deadline, act.today), later=later))
        deadline.due_on = self.until
        _note(act, deadline, ClockAct.EXTENDED, was, self.reason)
        return ClockExtended(
            clock=deadline.kind, says=deadline.says, was=was, now=self.until, reason=self.reason
        )


class ExplainDelay(Command):
    """Say why a step was done after its day (Acas Code para 4)."""

    permission: ClassVar[Permission] = Permission.MOVE_CLOCK

    clock_id: UUID = Field(title="the step that was late")
    reason: Prose = Field(title="why it was late")

    def perform(self, act: Act) -> DelayExplained:
        deadline = on_case(act, Deadline, self.clock_id)
        require(DELAY_RULES, _facts(deadline, act.today))
        deadline.delay_told_at = act.at
        _note(act, deadline, ClockAct.LATE, deadline.due_on, self.reason)
        meet(act, f"{LATE}{deadline.id}")
        return DelayExplained(clock=deadline.kind, says=deadline.says, reason=self.reason)
