"""Answering somebody outside: a complainant (L-27), a new employer (L-29), a data breach (L-32)."""

from datetime import datetime
from typing import ClassVar

from pydantic import Field
from sqlmodel import Session, col, select

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.documents.outward_letters import (
    ComplainantOutcome,
    DataBreachNotice,
    ReferenceResponse,
)
from casework.documents.spelling import moment, plain_day
from casework.duties.kinds import CLOCKS, Duty
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.letters.addressing import require_past, send, to_somebody
from casework.letters.rules import (
    BREACH_RULES,
    TELLING_COMPLAINANT_RULES,
    BreachFacts,
    ComplainantFacts,
)
from casework.outcomes.queries import outcome_of
from casework.people.models import Person
from casework.people.warnings import live_warnings
from casework.procedure import require
from casework.reports.side_tracks import safeguarding_outcome
from casework.text import Day, Line, OptionalLine, OptionalProse, Prose


class ComplainantTold(Event):
    document: str

    def sentence(self) -> str:
        return f"told whoever complained that the matter was dealt with, {self.document}"


class ReferenceGiven(Event):
    document: str
    warnings: int

    def sentence(self) -> str:
        return f"answered a request for a reference, {self.document}"


class DataBreachNotified(Event):
    document: str

    def sentence(self) -> str:
        return f"gave notice of a breach of personal data, {self.document}"


class TellComplainant(Command):
    """Tell whoever complained that the matter was dealt with (L-27; KCSIE). Never a sanction."""

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER
    for_others: ClassVar[frozenset[str]] = frozenset({"result"})

    to: Line = Field(title="the name of whoever complained")
    received_on: Day = Field(title="the day the complaint arrived")
    result: Prose = Field(title="what they are told")
    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> ComplainantTold:
        require_past(act, received_on=self.received_on)
        facts = ComplainantFacts(dealt_with(act.session, act.case), self.result)
        require(TELLING_COMPLAINANT_RULES, facts)
        letter = ComplainantOutcome(
            **to_somebody(act, self.to),
            delivery=self.served_how,
            received_on=self.received_on,
            result=self.result,
        )
        return ComplainantTold(document=send(act, letter, self.served_how).reference)


def dealt_with(session: Session, case: Case) -> bool:
    """Whether the matter is over, or its outcome was given in writing."""
    outcome = outcome_of(session, case.id)
    return case.stage is Stage.CLOSED or bool(outcome and outcome.letter_document_id)


class AnswerReference(Command):
    """Answer a request for a reference with facts (L-29; KCSIE).

    The warnings that count today and what was substantiated about a child are read from the
    records; what is spent, or was found false or unsubstantiated, is never in it.
    """

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER
    for_others: ClassVar[frozenset[str]] = frozenset({"more"})

    to: Line = Field(title="who asks for the reference")
    organisation: OptionalLine = Field(default=None, title="the organisation")
    asked_on: Day = Field(title="the day it was asked for")
    more: OptionalProse = Field(default=None, title="what else is said of the employment")
    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> ReferenceGiven:
        require_past(act, asked_on=self.asked_on)
        if act.case.employee_id is None:
            raise WrongAnswer({"to": "It is not known whom the case is about"})
        person = act.session.get_one(Person, act.case.employee_id)
        warnings = live_warnings(act.session, person.id, act.today)
        letter = ReferenceResponse(
            **to_somebody(act, self.to, self.organisation or ""),
            delivery=self.served_how,
            about=person.name,
            asked_on=self.asked_on,
            employment=_employment(person) + (f"\n{self.more}" if self.more else ""),
            warnings=tuple(
                f"{each.level.label}, given on {plain_day(each.given_on)}." for each in warnings
            ),
            safeguarding=_safeguarding(act),
        )
        document = send(act, letter, self.served_how)
        return ReferenceGiven(document=document.reference, warnings=len(warnings))


def _employment(person: Person) -> str:
    until = f"to {plain_day(person.left_on)}" if person.left_on else "and still employed"
    return f"{person.job_title}, from {plain_day(person.employed_from)} {until}."


def _safeguarding(act: Act) -> str:
    """What was substantiated about a child, as it was recorded for references; else nothing."""
    concluded = safeguarding_outcome(act.session, act.case.id)
    return concluded.summary if concluded and concluded.in_references else ""


class NotifyDataBreach(Command):
    """Give notice of a data breach to whom it concerns, or to the Commissioner (L-32; art 33)."""

    permission: ClassVar[Permission] = Permission.RECORD_DUTY
    for_others: ClassVar[frozenset[str]] = frozenset(
        {"nature", "categories", "consequences", "measures"}
    )

    to: Line = Field(title="who is told")
    nature: Prose = Field(title="what happened")
    categories: Prose = Field(title="which data, and of how many people")
    consequences: Prose = Field(title="what may follow from it")
    measures: Prose = Field(title="what was done and is being done")
    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> DataBreachNotified:
        kind, _ = CLOCKS[Duty.ICO]
        started = select(Deadline).where(
            Deadline.case_id == act.case.id, Deadline.kind == kind
        ).order_by(col(Deadline.due_on))  # fmt: skip
        clock = act.session.exec(started).first()
        require(BREACH_RULES, BreachFacts(known=clock is not None))
        told = self.model_dump(include={"nature", "categories", "consequences", "measures"})
        since = str(clock.counted.get("counted_from_moment", "")) if clock else ""
        letter = DataBreachNotice(
            **to_somebody(act, self.to),
            **told,
            delivery=self.served_how,
            known_since=moment(datetime.fromisoformat(since)) if since else "",
        )
        return DataBreachNotified(document=send(act, letter, self.served_how).reference)
