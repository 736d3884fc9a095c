"""Acts beside the discipline of a case: concluding on safeguarding, handing a concern on."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.cases.letterhead import about, person
from casework.database.of_case import rows_of
from casework.documents.issuing import Issue, issue
from casework.documents.models import IssuedDocument
from casework.documents.outside_papers import OutsidePaper, SafeguardingRecord, print_outside
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.people.queries import known
from casework.procedure import require
from casework.reports.rules import (
    CONCLUDING_SAFEGUARDING_RULES,
    ClosingSafeguardingFacts,
    ConcludingSafeguardingFacts,
)
from casework.reports.safeguarding import safeguarding_facts
from casework.reports.tracks import LowLevelConcern, SafeguardingConclusion, SafeguardingOutcome
from casework.text import Day, Line, Prose

KEPT = "kept for the safeguarding lead"


class SafeguardingConcluded(Event):
    outcome: SafeguardingOutcome
    document: str

    def sentence(self) -> str:
        return f"recorded the safeguarding outcome, and kept its summary, {self.document}"


class ConcernHandedOn(Event):
    record_reference: str

    def sentence(self) -> str:
        return f"handed a low-level concern on: it is kept elsewhere as {self.record_reference}"


class ConcludeSafeguarding(Command):
    """Record how an allegation about a child ended, apart from any finding (KCSIE Part Four).

    It is one of five outcomes. The summary that is kept has five parts, and only what was
    substantiated may be in a reference.
    """

    permission: ClassVar[Permission] = Permission.RECORD_LADO

    outcome: SafeguardingOutcome = Field(title="the outcome")
    summary: Prose = Field(title="what was alleged, in a clear summary")
    followed_up: Prose = Field(title="how it was followed up and resolved")
    action_taken: Prose = Field(title="the action taken and what was decided")
    copy_to_person: Line = Field(title="whether the person has a copy, and who agreed")
    in_references: bool = Field(title="whether it will appear in references")

    def perform(self, act: Act) -> SafeguardingConcluded:
        facts = safeguarding_facts(act.session, act.case.id)
        require(
            CONCLUDING_SAFEGUARDING_RULES,
            ConcludingSafeguardingFacts(
                child_at_risk=facts.child_at_risk,
                lado_contacted=facts.lado_contacted,
                concluded=safeguarding_outcome(act.session, act.case.id) is not None,
                substantiated=self.outcome is SafeguardingOutcome.SUBSTANTIATED,
                in_references=self.in_references,
            ),
        )
        told = self.model_dump(include={"summary", "followed_up", "copy_to_person"})
        paper = SafeguardingRecord(
            **opened(act),
            **told,
            action_taken=f"{self.action_taken}\nOutcome: {self.outcome.label}.",
            references="It will appear in references, as fact."
            if self.in_references
            else "It will not appear in references.",
        )
        document = keep(act, paper, KEPT)
        act.session.add(
            SafeguardingConclusion(
                case_id=act.case.id,
                document_id=document.id,
                concluded_by=act.actor.id,
                concluded_at=act.at,
                **self.model_dump(),
            )
        )
        return SafeguardingConcluded(outcome=self.outcome, document=document.reference)


class HandOnLowLevelConcern(Command):
    """Record where the trust keeps a low-level concern, and nothing of what it says (KCSIE)."""

    permission: ClassVar[Permission] = Permission.RECORD_LADO

    record_reference: Line = Field(title="the reference in the trust’s own record")
    handed_on: Day = Field(title="the day it was handed on")
    handed_to: Line = Field(title="who it was handed to")

    def perform(self, act: Act) -> ConcernHandedOn:
        if self.handed_on > act.today:
            raise WrongAnswer({"handed_on": "Enter a day that is not in the future"})
        act.session.add(
            LowLevelConcern(
                case_id=act.case.id,
                recorded_by=act.actor.id,
                recorded_at=act.at,
                **self.model_dump(),
            )
        )
        return ConcernHandedOn(record_reference=self.record_reference)


def opened(act: Act) -> dict[str, Any]:
    """What every paper for somebody outside says first."""
    return {
        **vars(about(act.session, act.case)),
        "dated": act.today,
        "prepared_by": person(known(act.session, act.actor.id)),
    }


def keep(act: Act, paper: OutsidePaper, served_how: str) -> IssuedDocument:
    """Print a paper for somebody outside, and keep it with the case."""
    printed = print_outside(paper)
    what = Issue(paper.code, paper.subject, act.actor.name, act.at, served_how)
    return issue(act.session, act.case.id, printed, what)


def safeguarding_outcome(session: Session, case_id: UUID) -> SafeguardingConclusion | None:
    return next(iter(rows_of(session, SafeguardingConclusion, case_id)), None)


def closing_safeguarding(session: Session, case_id: UUID) -> ClosingSafeguardingFacts:
    """Whether what concerns a child has been concluded."""
    return ClosingSafeguardingFacts(
        child_at_risk=safeguarding_facts(session, case_id).child_at_risk,
        concluded=safeguarding_outcome(session, case_id) is not None,
    )


def concerns_on(session: Session, case_id: UUID) -> list[LowLevelConcern]:
    """Where low-level concerns about this matter are kept, the latest first."""
    ever = rows_of(session, LowLevelConcern, case_id)
    return sorted(ever, key=lambda each: each.recorded_at, reverse=True)
