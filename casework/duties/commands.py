"""Answering whether somebody outside has to be told, and starting the clocks of those who wait."""

from datetime import date, datetime, time
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from casework.access import Permission, Role
from casework.cases.appointing import holder
from casework.cases.closed import require_open
from casework.cases.deadlines import meet, start_clock
from casework.cases.gateway import Act, Command
from casework.duties.kinds import CLOCKS, MEETS, Duty, Moment
from casework.duties.models import DutyConsidered
from casework.duties.queries import referral_facts
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.text import Day, OptionalDay, OptionalLine, OptionalProse, read_time
from casework.working_days import local_moment, local_time


class DutyAnswered(Event):
    duty: Duty
    moment: Moment
    referred: bool

    def sentence(self) -> str:
        told = "referred to" if self.referred else "considered, and did not refer to,"
        return f"{told} the {self.duty.label} ({self.moment.label.lower()})"


class ClockStarted(Event):
    duty: Duty
    aware_at: datetime
    due_on: date
    due_at: datetime | None = None

    def sentence(self) -> str:
        ends = f"{self.due_on:%-d %B %Y}"
        if self.due_at:
            ends += f" at {local_time(self.due_at)}"
        return f"started the clock of the {self.duty.label}: it ends on {ends}"


class ConsiderDuty(Command):
    """Record whether somebody outside was told, or why not (KCSIE; EA 2002 s.141D; SVGA s.35).

    Each answer is added; an earlier one stays as it was.
    """

    permission: ClassVar[Permission] = Permission.RECORD_DUTY

    duty: Duty = Field(title="who may have to be told")
    moment: Moment = Field(title="when it is asked")
    referred: bool = Field(title="whether it was referred")
    referred_on: OptionalDay = Field(default=None, title="the day it was referred")
    reference: OptionalLine = Field(default=None, title="their reference")
    because: OptionalProse = Field(default=None, title="why it is not referred")

    def perform(self, act: Act) -> DutyAnswered:
        self._require_answers(act)
        act.session.add(
            DutyConsidered(
                case_id=act.case.id,
                considered_by=act.actor.id,
                considered_at=act.at,
                **self.model_dump(),
            )
        )
        act.session.flush()
        if self.duty in MEETS and (self.referred or self.duty is not Duty.LADO):
            meet(act, *MEETS[self.duty])
        self._meet_referrals(act)
        return DutyAnswered(duty=self.duty, moment=self.moment, referred=self.referred)

    def _require_answers(self, act: Act) -> None:
        wrong = {}
        if self.referred and self.referred_on is None:
            wrong["referred_on"] = "Enter the day it was referred"
        if not self.referred and self.because is None:
            wrong["because"] = "Say why it is not referred"
        if not self.referred and self.referred_on is not None:
            wrong["referred_on"] = "Leave this empty: it was not referred"
        if self.referred_on and self.referred_on > act.today:
            wrong["referred_on"] = "Enter a day that is not in the future"
        if wrong:
            raise WrongAnswer(wrong)

    def _meet_referrals(self, act: Act) -> None:
        """Both decisions after a dismissal or a resignation: only then is their deadline met."""
        facts = referral_facts(act.session, act.case, act.today)
        tra = facts.tra_answered or not facts.teaches
        dbs = facts.dbs_answered or not facts.in_regulated_activity
        if tra and dbs:
            meet(act, "T13")


class StartClock(Command):
    """Record when somebody knew of what the ICO or Ofsted has to hear, and count from then.

    The Information Commissioner hears within 72 hours (UK GDPR art 33), Ofsted within 14 days.
    """

    permission: ClassVar[Permission] = Permission.RECORD_DUTY

    duty: Duty = Field(title="whose clock it is")
    aware_on: Day = Field(title="the day somebody knew")
    aware_at: Annotated[time, BeforeValidator(read_time)] = Field(title="the time they knew")

    def perform(self, act: Act) -> ClockStarted:
        require_open(act)
        if self.duty not in CLOCKS:
            raise WrongAnswer({"duty": "Choose the Information Commissioner or Ofsted"})
        moment = local_moment(self.aware_on, self.aware_at)
        if moment > act.at:
            raise WrongAnswer({"aware_on": "Enter a moment that is not in the future"})
        kind, says = CLOCKS[self.duty]
        owner = holder(act.session, act.case.id, Role.CASE_MANAGER) or act.actor.id
        clock = start_clock(act, kind, moment, owner, says)
        if clock.due_at:  # 72 hours, whatever the clocks do between: the time is said with it
            clock.says = f"{says}, by {local_time(clock.due_at)}"
        return ClockStarted(
            duty=self.duty, aware_at=moment, due_on=clock.due_on, due_at=clock.due_at
        )
