"""Reopening a closed case, which takes two people and a reason."""

from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act, Command
from casework.cases.stages import Ending, Stage
from casework.interruptions.models import Resignation
from casework.interruptions.queries import resignation_of
from casework.interruptions.rules import REOPENING_RULES, ReopeningFacts
from casework.journal import Event
from casework.procedure import require
from casework.text import Prose

AFTER_OUTCOME = frozenset(
    {Ending.OUTCOME_GIVEN, Ending.NOT_UPHELD, Ending.OVERTURNED_ON_APPEAL, Ending.RESIGNED}
)


class CaseReopened(Event):
    stage: Stage
    reason: str

    def sentence(self) -> str:
        return f"reopened the case at the stage “{self.stage.label.lower()}”"


class ReopenCase(Command):
    """Open a closed case again at the stage it was closed at, with the reason.

    One person asks and another approves; what was recorded stays as it is.
    """

    permission: ClassVar[Permission] = Permission.REOPEN

    reason: Prose = Field(title="why the case is reopened")

    def perform(self, act: Act) -> CaseReopened:
        facts = ReopeningFacts(
            closed=act.case.stage is Stage.CLOSED, after_outcome=act.case.ending in AFTER_OUTCOME
        )
        require(REOPENING_RULES, facts)
        if resigned := resignation_of(act.session, act.case.id):
            _open_conclusion(resigned)
        act.case.reopen()
        start_clock(act, "REOPENED", act.today)
        return CaseReopened(stage=act.case.stage, reason=self.reason)


def _open_conclusion(resigned: Resignation) -> None:
    """A conclusion is made again; the journal keeps the one that was."""
    resigned.conclusion = resigned.safeguarding = None
    resigned.referrals = resigned.concluded_by = None
