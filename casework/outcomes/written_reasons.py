"""Written reasons for a dismissal: asked for, and owed within fourteen days (ERA 1996 s.92)."""

from datetime import date
from typing import ClassVar

from pydantic import Field
from sqlmodel import Session

from casework.access import Permission
from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act, Command
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.database.of_case import rows_of
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.outcomes.queries import outcome_of
from casework.outcomes.reasons_rules import ASKING_RULES, ReasonsFacts
from casework.procedure import require
from casework.text import Day, Line

REASONS = "T17"
FUTURE = "Enter a day that is not in the future"


class ReasonsAsked(Event):
    asked_on: date
    due_on: date

    def sentence(self) -> str:
        due = f"{self.due_on:%-d %B %Y}"
        return f"recorded that the employee asks for written reasons, which are due by {due}"


class RecordReasonsAsked(Command):
    """Record that a dismissed employee asks for written reasons, due in 14 days (ERA 1996 s.92)."""

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER

    asked_on: Day = Field(title="the day they asked")
    asked_how: Line = Field(title="how they asked")

    def perform(self, act: Act) -> ReasonsAsked:
        require(ASKING_RULES, reasons_facts(act.session, act.case))
        if self.asked_on > act.today:
            raise WrongAnswer({"asked_on": FUTURE})
        outcome = outcome_of(act.session, act.case.id)
        assert outcome  # a rule has said that there is one
        if self.asked_on < (sent := outcome.decided_at.date()):
            says = f"Nobody was dismissed before {sent:%-d %B %Y}. Check the day"
            raise WrongAnswer({"asked_on": says})
        clock = start_clock(act, REASONS, self.asked_on)
        return ReasonsAsked(asked_on=self.asked_on, due_on=clock.due_on)


def reasons_facts(session: Session, case: Case) -> ReasonsFacts:
    """Whether the employee was dismissed in writing, and whether reasons are owed now."""
    outcome = outcome_of(session, case.id)
    sent = outcome is not None and outcome.letter_document_id is not None
    clocks = rows_of(session, Deadline, case.id)
    return ReasonsFacts(
        dismissed=sent and outcome is not None and outcome.sanction.is_dismissal,
        closed=case.stage is Stage.CLOSED,
        owed=any(each.kind == REASONS and each.met_at is None for each in clocks),
    )
