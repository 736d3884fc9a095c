"""An appeal arrives: from the employee's own page, or on paper. Late, it is decided upon."""

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, Field

from casework.access import Permission
from casework.appeals.models import Appeal, AppealGround, GroundKind
from casework.appeals.queries import WINDOW, lodging_facts, window_ends
from casework.appeals.rules import LODGING_RULES
from casework.cases.deadlines import meet, start_clock
from casework.cases.gateway import Act, Command
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.outcomes.queries import outcome_of
from casework.procedure import require
from casework.text import Day, Line, OptionalProse
from casework.working_days import local_day

HEARD_BY, LATE = "T10", "T10-L"


class AppealLodged(Event):
    grounds: list[GroundKind]
    in_time: bool

    def sentence(self) -> str:
        late = "" if self.in_time else ", after the time to appeal had ended"
        return f"appealed against the outcome{late}"


class AppealReceived(Event):
    received_on: date
    grounds: list[GroundKind]
    in_time: bool

    def sentence(self) -> str:
        late = "" if self.in_time else ", after the time to appeal had ended"
        day = f"{self.received_on:%-d %B %Y}"
        return f"recorded the employee’s appeal, which arrived on {day}{late}"


class Grounds(BaseModel):
    """What an appeal says, ground by ground; one of them is enough (Acas Code para 26)."""

    grounds: OptionalProse = Field(default=None, title="why, in the employee’s own words")
    procedure: OptionalProse = Field(default=None, title="what was not fair in the procedure")
    finding: OptionalProse = Field(default=None, title="what is wrong with the finding")
    severity: OptionalProse = Field(default=None, title="why the outcome is too severe")
    new_evidence: OptionalProse = Field(default=None, title="what is new, and why only now")
    why_late: OptionalProse = Field(default=None, title="why the appeal comes late")

    def told(self) -> dict[GroundKind, str]:
        """Each ground that was given, under what it rests on."""
        said = {
            GroundKind.PROCEDURE: self.procedure,
            GroundKind.FINDING: self.finding,
            GroundKind.SEVERITY: self.severity,
            GroundKind.NEW_EVIDENCE: self.new_evidence,
            GroundKind.OWN_WORDS: self.grounds,
        }
        return {kind: words for kind, words in said.items() if words}


class LodgeAppeal(Command, Grounds):
    """Appeal against the outcome, in writing and saying why (Acas Code para 26).

    After the last day it is still kept, with the reason it is late; HR decides whether it is heard.
    """

    permission: ClassVar[Permission] = Permission.LODGE_APPEAL

    def perform(self, act: Act) -> AppealLodged:
        appeal = _lodge(act, self, act.today)
        return AppealLodged(grounds=list(self.told()), in_time=appeal.in_time)


class RecordAppealReceived(Command, Grounds):
    """Record an appeal that the employee sent on paper or by e-mail; it counts as much as any."""

    permission: ClassVar[Permission] = Permission.RECORD_APPEAL

    received_on: Day = Field(title="the day it arrived")
    how_received: Line = Field(title="how it arrived")

    def perform(self, act: Act) -> AppealReceived:
        outcome = outcome_of(act.session, act.case.id)
        if self.received_on > act.today:
            raise WrongAnswer({"received_on": "Enter a day that is not in the future"})
        if outcome and self.received_on < local_day(outcome.decided_at):
            raise WrongAnswer({"received_on": "Nobody appeals before the outcome is decided"})
        appeal = _lodge(act, self, self.received_on)
        appeal.how_received, appeal.recorded_by = self.how_received, act.actor.id
        return AppealReceived(
            received_on=self.received_on, grounds=list(self.told()), in_time=appeal.in_time
        )


def _lodge(act: Act, asked: Grounds, received_on: date) -> Appeal:
    require(LODGING_RULES, lodging_facts(act.session, act.case))
    grounds = asked.told()
    if not grounds:
        raise WrongAnswer({"grounds": "Say why, under one of these headings at least"})
    ends = window_ends(act.session, act.case.id)
    in_time = ends is None or received_on <= ends
    if not in_time and asked.why_late is None:
        says = f"The time to appeal ended on {ends:%-d %B %Y}. Say why the appeal comes late"
        raise WrongAnswer({"why_late": says})
    appeal = Appeal(
        case_id=act.case.id,
        lodged_by=act.case.employee_id or act.actor.id,
        lodged_at=act.at,
        received_on=received_on,
        in_time=in_time,
        why_late=None if in_time else asked.why_late,
    )
    act.session.add(appeal)
    for kind, words in grounds.items():
        act.session.add(AppealGround(case_id=act.case.id, kind=kind, words=words))
    meet(act, WINDOW)
    hear_in_time(act, received_on) if in_time else start_clock(act, LATE, act.today)
    return appeal


def hear_in_time(act: Act, received_on: date) -> None:
    """An appeal is heard without unreasonable delay (Acas Code para 26)."""
    start_clock(act, HEARD_BY, received_on)
