"""The end of an employment in writing: its reasons on request (L-35), a settlement (L-28)."""

from datetime import date
from typing import ClassVar

from pydantic import Field
from sqlmodel import col, select

from casework.access import Permission
from casework.allegations.letterhead import put
from casework.allegations.queries import allegations_on
from casework.cases.deadlines import meet
from casework.cases.gateway import Act, Command
from casework.cases.models import Deadline
from casework.documents.ending_letters import SettlementRider, WrittenReasons
from casework.documents.wording import FindingMade
from casework.journal import Event
from casework.letters.addressing import require_past, send, to_the_employee
from casework.letters.rules import SETTLING_RULES, SettlingFacts
from casework.outcomes.queries import outcome_of
from casework.outcomes.reasons_rules import GIVING_RULES
from casework.outcomes.written_reasons import REASONS, reasons_facts
from casework.procedure import require
from casework.reports.safeguarding import safeguarding_facts
from casework.reports.side_tracks import safeguarding_outcome
from casework.text import Day, Line, Prose
from casework.working_days import local_day


class ReasonsGiven(Event):
    document: str
    days: int

    def sentence(self) -> str:
        days = "on the same day" if self.days == 0 else f"{self.days} days after they asked"
        return f"gave the reasons for the dismissal in writing, {self.document}, {days}"


class SettlementRiderIssued(Event):
    document: str

    def sentence(self) -> str:
        return f"sent what a settlement agreement does not stop, {self.document}"


class GiveWrittenReasons(Command):
    """Give the reasons for a dismissal in writing once they are asked for (ERA 1996 s.92, L-35).

    They are due within 14 days of the request, and are those of the decision: none are added.
    """

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER

    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> ReasonsGiven:
        require(GIVING_RULES, reasons_facts(act.session, act.case))
        outcome = outcome_of(act.session, act.case.id)
        assert outcome  # a rule has said that reasons are owed, and so that there is one
        asked_on = asked_for(act)
        letter = WrittenReasons(
            **to_the_employee(act),
            delivery=self.served_how,
            requested_on=asked_on,
            decided_on=local_day(outcome.decided_at),
            ended_on=outcome.employment_ends_on,
            outcome=outcome.sanction.label,
            findings=findings_made(act),
            reasons=outcome.reasons,
            gross_misconduct=outcome.gross_misconduct or "",
        )
        document = send(act, letter, self.served_how)
        meet(act, REASONS, on=act.today)
        return ReasonsGiven(document=document.reference, days=(act.today - asked_on).days)


def asked_for(act: Act) -> date:
    """The day of the request that waits for its answer."""
    wanted = select(Deadline).where(
        Deadline.case_id == act.case.id, Deadline.kind == REASONS, col(Deadline.met_at).is_(None)
    )
    return date.fromisoformat(str(act.session.exec(wanted).one().counted["counted_from"]))


def findings_made(act: Act) -> tuple[FindingMade, ...]:
    """What was found on each allegation that was put to the employee, and why."""
    alleged = allegations_on(act.session, act.case.id)
    return tuple(
        FindingMade(
            allegation=put(each),
            finding=each.allegation.finding.label if each.allegation.finding else "",
            upheld=each.allegation.is_upheld,
            reasons=each.allegation.reasons or "",
        )
        for each in alleged
        if each.allegation.notified_on
    )


class SendSettlementRider(Command):
    """Send, with a settlement agreement, what the agreement does not stop (L-28; KCSIE)."""

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER
    for_others: ClassVar[frozenset[str]] = frozenset({"agreed_reference"})

    agreed_on: Day = Field(title="the day of the agreement")
    ends_on: Day = Field(title="the day the employment ends")
    adviser: Line = Field(title="their independent adviser")
    agreed_reference: Prose = Field(title="the agreed reference")
    refers: bool = Field(title="whether it stops no referral to the DBS")
    references: bool = Field(title="whether references stay true")
    considers_tra: bool = Field(title="whether the TRA is still considered")
    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> SettlementRiderIssued:
        require_past(act, agreed_on=self.agreed_on)
        confirmed = self.model_dump(include={"refers", "references", "considers_tra"})
        facts = SettlingFacts(
            child=safeguarding_facts(act.session, act.case.id).child_at_risk,
            concluded=safeguarding_outcome(act.session, act.case.id) is not None,
            **confirmed,
        )
        require(SETTLING_RULES, facts)
        letter = SettlementRider(
            **to_the_employee(act),
            delivery=self.served_how,
            **self.model_dump(include={"agreed_on", "ends_on", "adviser", "agreed_reference"}),
        )
        return SettlementRiderIssued(document=send(act, letter, self.served_how).reference)
