"""A request for somebody's own data (L-30), and a complaint of how data are used (L-31)."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, select

from casework.access import Permission
from casework.cases.deadlines import meet, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.models import Deadline
from casework.documents.data_letters import (
    DataComplaintAcknowledgement,
    DataComplaintAnswer,
    DataLetter,
    DataRequestAcknowledgement,
    DataRequestAnswer,
)
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.letters.addressing import require_past, send, to_somebody
from casework.letters.models import DataAsk, DataQuestion
from casework.letters.rules import (
    DATA_ACKNOWLEDGING_RULES,
    DATA_ANSWERING_RULES,
    DATA_ARRIVING_RULES,
    DataArrivedFacts,
    DataFacts,
)
from casework.procedure import require
from casework.text import Day, Line, OptionalProse, Prose

# The letter that each clock counts to: the answer to a request, the receipt of a complaint.
CLOCK = {DataAsk.REQUEST: "T14", DataAsk.COMPLAINT: "T15"}


class DataQuestionArrived(Event):
    question_id: UUID
    what: DataAsk
    due_on: date

    def sentence(self) -> str:
        if self.what is DataAsk.REQUEST:
            return "recorded that somebody asks for their own data"
        return "recorded a complaint of how personal data are used"


class DataQuestionAcknowledged(Event):
    question_id: UUID
    document: str

    def sentence(self) -> str:
        return f"acknowledged what somebody asks about their data, {self.document}"


class DataQuestionAnswered(Event):
    question_id: UUID
    document: str

    def sentence(self) -> str:
        return f"answered what somebody asks about their data, {self.document}"


class RecordDataQuestion(Command):
    """Record that somebody asks for their data, or complains of their use; its clock runs.

    A request is answered within one month (UK GDPR art 12(3)), a complaint acknowledged within
    30 days (Data Protection Act 2018, s.164A).
    """

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER

    what: DataAsk = Field(title="what they ask")
    from_name: Line = Field(title="who asks")
    received_on: Day = Field(title="the day it arrived")
    about: Prose = Field(title="what it is about")

    def perform(self, act: Act) -> DataQuestionArrived:
        require_past(act, received_on=self.received_on)
        kind = CLOCK[self.what]
        running = select(Deadline.id).where(
            Deadline.case_id == act.case.id, Deadline.kind == kind, col(Deadline.met_at).is_(None)
        )
        waiting = act.session.exec(running).first() is not None
        require(DATA_ARRIVING_RULES, DataArrivedFacts(waiting))
        made = DataQuestion(
            case_id=act.case.id, recorded_by=act.actor.id, **self.model_dump(mode="python")
        )
        act.session.add(made)
        clock = start_clock(act, kind, self.received_on)
        return DataQuestionArrived(question_id=made.id, what=self.what, due_on=clock.due_on)


def questions_on(session: Session, case_id: UUID) -> list[DataQuestion]:
    """What somebody asked about data on a case, the first first. Ask while working on it."""
    wanted = select(DataQuestion).where(DataQuestion.case_id == case_id)
    return list(session.exec(wanted.order_by(col(DataQuestion.received_on))))


def _question(act: Act, question_id: UUID) -> DataQuestion:
    for each in questions_on(act.session, act.case.id):
        if each.id == question_id:
            return each
    raise WrongAnswer({"question_id": "Choose one of those that were recorded"})


def _facts(question: DataQuestion) -> DataFacts:
    return DataFacts(
        complaint=question.what is DataAsk.COMPLAINT,
        acknowledged=question.acknowledged_at is not None,
        answered=question.answered_at is not None,
    )


class AcknowledgeDataQuestion(Command):
    """Write that it has arrived and what happens with it (L-30, L-31)."""

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER

    question_id: UUID = Field(title="which one")
    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> DataQuestionAcknowledged:
        question = _question(act, self.question_id)
        require(DATA_ACKNOWLEDGING_RULES, _facts(question))
        carried = _carried(act, question, self.served_how)
        letter: DataLetter = (
            DataComplaintAcknowledgement(**carried)
            if question.what is DataAsk.COMPLAINT
            else DataRequestAcknowledgement(**carried, answer_by=_answer_by(act))
        )
        document = send(act, letter, self.served_how)
        question.acknowledged_at = act.at
        if question.what is DataAsk.COMPLAINT:
            meet(act, CLOCK[question.what])
        return DataQuestionAcknowledged(question_id=question.id, document=document.reference)


def _answer_by(act: Act) -> date | None:
    """The day of the clock of the request that waits."""
    wanted = select(col(Deadline.due_on)).where(
        Deadline.case_id == act.case.id,
        Deadline.kind == CLOCK[DataAsk.REQUEST],
        col(Deadline.met_at).is_(None),
    )
    return act.session.exec(wanted).first()


def _carried(act: Act, question: DataQuestion, served_how: str) -> dict[str, Any]:
    told = to_somebody(act, question.from_name)
    asked = {"received_on": question.received_on, "about": question.about}
    return told | asked | {"delivery": served_how}


class AnswerDataQuestion(Command):
    """Write what they get and what is withheld (L-30), or what came of their complaint (L-31)."""

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER
    for_others: ClassVar[frozenset[str]] = frozenset({"answer", "withheld"})

    question_id: UUID = Field(title="which one")
    answer: Prose = Field(title="the answer")
    withheld: OptionalProse = Field(default=None, title="what is withheld and why")
    kept: OptionalProse = Field(default=None, title="how long it is kept")
    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> DataQuestionAnswered:
        question = _question(act, self.question_id)
        require(DATA_ANSWERING_RULES, _facts(question))
        request = question.what is DataAsk.REQUEST
        if not request and (self.withheld or self.kept):
            raise WrongAnswer({"withheld": "Leave it empty: it is for a request"})
        carried = _carried(act, question, self.served_how) | {"answer": self.answer}
        letter: DataLetter = (
            DataRequestAnswer(**carried, withheld=self.withheld or "", kept=self.kept or "")
            if request
            else DataComplaintAnswer(**carried)
        )
        document = send(act, letter, self.served_how)
        question.answered_at = act.at
        if request:
            meet(act, CLOCK[question.what])
        return DataQuestionAnswered(question_id=question.id, document=document.reference)
