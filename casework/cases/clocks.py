"""Every clock of the procedure, as data: what it is, its length, what it counts from, whose it is.

The ids are those of the procedure's own list of timers (T1–T18); a letter after one is a step of
the same timer. A stage that starts a clock names it here and calls `cases.deadlines`. Pure.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from casework.access import Role
from casework.working_days import (
    NONE,
    add_months,
    add_working_days,
    end_of_day,
    local_day,
    working_days_between,
)


class Unit(StrEnum):
    """In what a clock is counted, as it is said."""

    WORKING_DAYS = "working days"
    DAYS = "days"
    MONTHS = "months"
    HOURS = "hours"


class Moves(StrEnum):
    """What a person may do to a clock that runs."""

    PAUSED_OR_EXTENDED = "paused_or_extended"
    EXTENDED = "extended"
    NOT = "not"


@dataclass(frozen=True)
class Clock:
    """One clock. Its length is one of the trust's numbers (`timescale`), or the law's (`law`)."""

    id: str
    says: str
    counted_from: str
    owner: Role | None
    unit: Unit = Unit.WORKING_DAYS
    timescale: str = ""
    law: int = 0
    statute: str = ""
    and_days: int = 0  # after months: the weeks of early conciliation
    backwards: bool = False  # so long before a day, rather than after it
    moves: Moves = Moves.PAUSED_OR_EXTENDED
    ours: bool = True  # whether the trust does it: a day of the employee's is never late of ours
    least: int = 0  # what the law gives, where the trust's number may only be longer
    closures: bool = True  # whether the academy's own closure days lengthen it
    passes: bool = False  # it ends by itself: it is nobody's task

    @property
    def timer(self) -> str:
        """The timer it belongs to: T4 for T4-D."""
        return self.id.partition("-")[0]


_HR, _OFFICER, _CHAIR = Role.CASE_MANAGER, Role.INVESTIGATING_OFFICER, Role.HEARING_MANAGER
_APPEAL = Role.APPEAL_MANAGER
_DAYS, _MONTHS, _HOURS = Unit.DAYS, Unit.MONTHS, Unit.HOURS
_EXTENDED, _FIXED = Moves.EXTENDED, Moves.NOT

_ALL = (
    Clock("T1", "Decide what to do with this report", "the report arrived", Role.TRIAGE,
          timescale="triage"),
    Clock("T1-IO", "Appoint an investigating officer", "the report was triaged", _HR,
          timescale="triage"),
    Clock("T2", "Contact the LADO", "the report arrived", Role.SAFEGUARDING_LEAD,
          timescale="lado", moves=_FIXED),
    Clock("T2-S", "Tell the LADO of the suspension today", "the employee was suspended at once",
          _HR, moves=_FIXED),
    Clock("T3", "Send the suspension letter", "the employee was suspended", _HR,
          timescale="suspension_letter", moves=_FIXED),
    Clock("T3-R", "Review the suspension", "it was last reviewed", _HR, _DAYS,
          "suspension_review", moves=_FIXED),
    Clock("T3-A", "Review what was arranged instead of suspension", "it was last reviewed", _HR,
          _DAYS, "suspension_review", moves=_FIXED),
    Clock("T4", "Finish the investigation", "the officer was appointed", _OFFICER,
          timescale="investigation"),
    Clock("T4-L", "Finish an investigation that the LADO follows",
          "the officer was appointed, or the LADO came to it later", _OFFICER,
          timescale="lado_investigation"),
    Clock("T4-D", "Decide whether there is a case to answer", "the report was handed in", _HR,
          timescale="decision"),
    Clock("T5", "Send the hearing notice", "it was decided that there is a case to answer", _HR,
          timescale="decision"),
    Clock("T5-N", "The shortest notice of the hearing ends", "the notice was served", None,
          timescale="hearing_notice", moves=_FIXED, ours=False, passes=True),
    Clock("T5-H", "The hearing", "the day in the notice", _CHAIR, moves=_FIXED, ours=False),
    Clock("T6", "Hear it on a day the companion can come, at the latest",
          "the day that was proposed", None, timescale="companion", moves=_FIXED, ours=False,
          least=5, closures=False, passes=True),  # ERA 1999 s.10(5), whatever the policy
    Clock("T7", "Employee’s papers due", "the day of the hearing", _HR,
          timescale="employee_papers", backwards=True, moves=_EXTENDED, ours=False),
    Clock("T7-P", "Issue the hearing pack", "the day of the hearing", _HR, timescale="pack",
          backwards=True, moves=_EXTENDED),
    Clock("T8", "Send the outcome letter", "the hearing ended", _HR, timescale="outcome_letter"),
    Clock("T9", "The appeal window ends", "the employee received the letter", _HR,
          timescale="appeal_window", moves=_EXTENDED, ours=False),
    Clock("T10", "Hear the appeal", "the appeal arrived", _HR, timescale="appeal_hearing"),
    Clock("T10-L", "Decide whether a late appeal is heard", "the appeal arrived", _HR,
          timescale="decision"),
    Clock("T10-P", "Employee’s papers for the appeal due", "the day of the appeal hearing", _HR,
          timescale="employee_papers", backwards=True, moves=_EXTENDED, ours=False),
    Clock("T10-H", "The appeal hearing", "the day in the notice", _APPEAL, moves=_FIXED,
          ours=False),
    Clock("T11", "Send the result of the appeal", "the appeal was heard", _HR,
          timescale="appeal_letter"),
    Clock("T12", "A first warning is spent", "the day it was given", None, _MONTHS,
          "first_warning", moves=_FIXED, ours=False, passes=True),
    Clock("T12-F", "A final warning is spent", "the day it was given", None, _MONTHS,
          "final_warning", moves=_FIXED, ours=False, passes=True),
    Clock("T12-A", "The advice that settled it is looked at again", "the day in the letter", None,
          _DAYS, moves=_FIXED, ours=False, passes=True),
    Clock("T13", "Decide on referral to the DBS and the TRA", "the outcome", _HR,
          timescale="referrals"),
    Clock("T14", "Answer a request for their own data", "the request arrived", _HR, _MONTHS,
          law=1, statute="UK GDPR, art 12(3)", moves=_EXTENDED),
    Clock("T15", "Acknowledge a data protection complaint", "the complaint arrived", _HR, _DAYS,
          law=30, statute="Data Protection Act 2018, s.164A", moves=_FIXED),
    Clock("T16", "Tell the Information Commissioner of a breach", "somebody knew of it", _HR,
          _HOURS, law=72, statute="UK GDPR, art 33", moves=_FIXED),
    Clock("T16-O", "Notify Ofsted of an event", "somebody knew of it", _HR, _DAYS, "ofsted",
          moves=_FIXED),
    Clock("T17", "Give written reasons for a dismissal", "the employee asked for them", _HR,
          _DAYS, law=14, statute="Employment Rights Act 1996, s.92", moves=_FIXED),
    Clock("T18", "The time to bring a claim ends", "the employment ended", None, _MONTHS, law=6,
          statute="Employment Rights Act 1996, s.111; Act of 2025, s.152", and_days=84,
          moves=_FIXED, ours=False, passes=True),
    Clock("T18-3", "The time to bring a claim ends, for what ended before 1 October 2026",
          "the employment ended", None, _MONTHS, law=3,
          statute="Employment Rights Act 1996, s.111", and_days=84, moves=_FIXED, ours=False,
          passes=True),
    Clock("PAUSE", "Look at the pause again", "the day that was set", _HR, moves=_FIXED),
    Clock("REOPENED", "Say what becomes of the reopened case", "it was reopened", _HR,
          timescale="decision"),
    Clock("CONFLICT", "Decide on a conflict of interest", "it was raised", _HR,
          timescale="triage"),
    Clock("IMG", "Report a suspected image of a child", "it was found", Role.SAFEGUARDING_LEAD,
          moves=_FIXED),
    Clock("LATE", "Say why a step was late", "the step was done", _HR, law=1, moves=_FIXED),
)  # fmt: skip

CLOCKS: dict[str, Clock] = {each.id: each for each in _ALL}
# What ends by itself stands on no list of tasks; what the law or safety fixes waits for no pause.
PASSING = frozenset(each.id for each in _ALL if each.passes)
# A warning, advice, the time for a claim, and what the law gives on data outlast the case.
OUTLASTING = (PASSING - {"T5-N", "T6"}) | {"T14", "T15"}
NEVER_PAUSED = frozenset(each.id for each in _ALL if each.moves is _FIXED)
UNNAMED = "Something is due"


def clock_of(kind: str) -> Clock | None:
    """The clock a deadline is of. The reason for a late step is asked for each step apart."""
    return CLOCKS.get("LATE" if kind.startswith("LATE-") else kind)


def task_of(kind: str) -> str:
    """What is due, in words that name nobody, for places that others may see."""
    clock = clock_of(kind)
    return clock.says if clock else UNNAMED


def asks_why(kind: str) -> bool:
    """Whether a reason is asked for when it is done after its day."""
    clock = clock_of(kind)
    return clock is not None and clock.ours and clock.id != "LATE"


def may_pause(kind: str) -> bool:
    clock = clock_of(kind)
    return clock is not None and clock.moves is Moves.PAUSED_OR_EXTENDED


def may_extend(kind: str) -> bool:
    clock = clock_of(kind)
    return clock is not None and clock.moves is not Moves.NOT


@dataclass(frozen=True)
class Ends:
    """When a clock ends: on a day, and at a moment where it is counted in hours."""

    on: date
    at: datetime | None = None

    def passed(self, now: datetime) -> bool:
        return now > (self.at or end_of_day(self.on))


def ends(clock: Clock, start: date | datetime, length: int, closed: frozenset[date] = NONE) -> Ends:
    """When a clock of this length ends that starts on a day, or at a moment.

    Hours run through nights, weekends and the change of the clocks; months end on the last day
    of a month that has no such day.

    Raises:
        ValueError: hours are counted from a moment, never from a day.
    """
    if clock.unit is Unit.HOURS:
        if not isinstance(start, datetime):
            raise ValueError("hours are counted from a moment")
        at = start + timedelta(hours=length)
        return Ends(local_day(at), at)
    day = local_day(start) if isinstance(start, datetime) else start
    length = -length if clock.backwards else length
    if clock.unit is Unit.WORKING_DAYS:
        return Ends(add_working_days(day, length, closed if clock.closures else NONE))
    if clock.unit is Unit.DAYS:
        return Ends(day + timedelta(length))
    return Ends(add_months(day, length) + timedelta(clock.and_days))


def days_left(unit: str, today: date, due_on: date, closed: frozenset[date] = NONE) -> int:
    """What has not run of a clock yet, counted as the clock is; months and hours in days."""
    if unit == Unit.WORKING_DAYS:
        return working_days_between(today, due_on, closed)
    return (due_on - today).days


def run_on(unit: str, today: date, left: int, closed: frozenset[date] = NONE) -> date:
    """The day on which what was left of a clock ends when it runs again from today."""
    if unit == Unit.WORKING_DAYS:
        return add_working_days(today, left, closed)
    return today + timedelta(left)
