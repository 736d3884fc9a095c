"""Taking a malicious or false allegation off the personnel file (KCSIE, Part Four).

The case itself stays under the rule for allegations about children; nothing of it is destroyed.
"""

from typing import ClassVar

from pydantic import Field
from sqlmodel import Session, select

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.errors import WrongAnswer
from casework.interruptions.models import Resignation
from casework.journal import Event
from casework.procedure import require
from casework.reports.tracks import SafeguardingConclusion
from casework.retention.weeding_models import PersonnelRemoval
from casework.retention.weeding_rules import REMOVAL_RULES, RemovalFacts
from casework.text import Day, Prose

REMOVED = frozenset({"malicious", "false"})


class OffPersonnelFile(Event):
    consents: bool

    def sentence(self) -> str:
        if self.consents:
            return "recorded that the employee agreed to keep the allegation on the personnel file"
        return "recorded that the allegation was taken off the personnel file"


class RemoveFromPersonnelFile(Command):
    """Take a malicious or false allegation off the personnel file, unless they want it kept."""

    permission: ClassVar[Permission] = Permission.PLACE_HOLD
    waits: ClassVar[bool] = False

    consents: bool = Field(title="whether the employee agreed in writing that it stays")
    done_on: Day = Field(title="the day it was done")
    how: Prose = Field(title="what was removed from where, or where the agreement is kept")

    def perform(self, act: Act) -> OffPersonnelFile:
        outcome = safeguarding_outcome(act.session, act.case.id)
        recorded = removal_of(act.session, act.case.id) is not None
        facts = RemovalFacts(malicious_or_false=outcome in REMOVED, recorded=recorded)
        require(REMOVAL_RULES, facts)
        if self.done_on > act.today:
            raise WrongAnswer({"done_on": "Give a day that is not after today"})
        told = self.model_dump() | {"recorded_by": act.actor.id, "recorded_at": act.at}
        act.session.add(PersonnelRemoval(case_id=act.case.id, **told))
        return OffPersonnelFile(consents=self.consents)


def safeguarding_outcome(session: Session, case_id: object) -> str | None:
    """How an allegation about a child ended, with the case or after a resignation."""
    ended = select(SafeguardingConclusion.outcome).where(SafeguardingConclusion.case_id == case_id)
    left = select(Resignation.safeguarding).where(Resignation.case_id == case_id)
    found = session.exec(ended).first() or session.exec(left).first()
    return str(found) if found else None


def removal_of(session: Session, case_id: object) -> PersonnelRemoval | None:
    """What was recorded of taking it off the personnel file."""
    return session.exec(select(PersonnelRemoval).where(PersonnelRemoval.case_id == case_id)).first()
