"""Acknowledging a report (L-01) and a complaint (L-02), and the form of a witness (L-09)."""

from typing import ClassVar

from pydantic import Field
from sqlmodel import col, select

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.documents.issuing import issued_on
from casework.documents.outward_letters import (
    ComplaintAcknowledgement,
    ReportAcknowledgement,
    StatementForm,
)
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.letters.addressing import require_past, send, to_somebody
from casework.letters.rules import ACKNOWLEDGING_RULES, AcknowledgingFacts
from casework.people.queries import known
from casework.procedure import require
from casework.reports.models import Report
from casework.text import Day, Line, OptionalLine, Prose
from casework.working_days import local_day


class ReportAcknowledged(Event):
    document: str

    def sentence(self) -> str:
        return f"acknowledged the report to whoever sent it, {self.document}"


class ComplaintAcknowledged(Event):
    document: str

    def sentence(self) -> str:
        return f"acknowledged a complaint from outside, {self.document}"


class StatementFormPrinted(Event):
    document: str

    def sentence(self) -> str:
        return f"printed a form for the statement of a witness, {self.document}"


class AcknowledgeReport(Command):
    """Write to whoever reported (L-01): keep it confidential, look into nothing (Acas para 4)."""

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER

    next_by: Day = Field(title="the day it is decided what to do")
    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> ReportAcknowledged:
        first = select(Report).where(Report.case_id == act.case.id).order_by(col(Report.sent_at))
        report = act.session.exec(first).first()
        sent = {each.code for each in issued_on(act.session, act.case.id)}
        facts = AcknowledgingFacts(report is not None, ReportAcknowledgement.code in sent)
        require(ACKNOWLEDGING_RULES, facts)
        who = known(act.session, report.reporter_id) if report else None
        received = local_day(report.sent_at) if report else act.today
        if self.next_by < act.today:
            raise WrongAnswer({"next_by": "Enter today or a day after it"})
        letter = ReportAcknowledgement(
            **to_somebody(act, who.name if who else "", who.job_title if who else "")
            | {"reference": report.reference if report else ""},
            delivery=self.served_how,
            received_on=received,
            next_by=self.next_by,
        )
        return ReportAcknowledged(document=send(act, letter, self.served_how).reference)


class AcknowledgeComplaint(Command):
    """Write to a parent or somebody else outside who complained (L-02; KCSIE)."""

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER
    for_others: ClassVar[frozenset[str]] = frozenset({"concern"})

    to: Line = Field(title="the name of whoever complained")
    received_on: Day = Field(title="the day the complaint arrived")
    concern: Prose = Field(title="what the complaint is about")
    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> ComplaintAcknowledged:
        require_past(act, received_on=self.received_on)
        letter = ComplaintAcknowledgement(
            **to_somebody(act, self.to),
            delivery=self.served_how,
            received_on=self.received_on,
            concern=self.concern,
        )
        return ComplaintAcknowledged(document=send(act, letter, self.served_how).reference)


class PrintStatementForm(Command):
    """Print the form on which a witness writes a statement by hand (L-09; Linfood).

    It names nobody but the witness. What comes back is recorded as a signed statement.
    """

    permission: ClassVar[Permission] = Permission.RECORD_ANSWER
    for_others: ClassVar[frozenset[str]] = frozenset({"topics"})

    name: Line = Field(title="the name of the witness")
    role: OptionalLine = Field(default=None, title="who they are to the school")
    topics: Prose = Field(title="what they are asked about")
    return_by: Day = Field(title="the day to give it back by")
    unnamed: bool = Field(title="whether it asks why they want not to be named")
    served_how: Line = Field(title="how the form is sent")

    def perform(self, act: Act) -> StatementFormPrinted:
        if self.return_by <= act.today:
            raise WrongAnswer({"return_by": "Enter a day after today"})
        form = StatementForm(
            **to_somebody(act, self.name, self.role or ""),
            delivery=self.served_how,
            topics=self.topics,
            return_by=self.return_by,
            unnamed=self.unnamed,
        )
        return StatementFormPrinted(document=send(act, form, self.served_how).reference)
