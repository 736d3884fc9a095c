"""Answering what is no request for a copy: each case decided with its reason, then one letter.

Nothing of a record is altered or deleted by it. A correction is kept beside the record; what may be
deleted comes to the retention queue, where two people decide as for any case.
"""

from uuid import UUID

from pydantic import Field as Asked
from sqlmodel import Session, col, select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.data_rights.acting import OnRequest, Work, seen_by
from casework.data_rights.kinds import Ended, RequestKind
from casework.data_rights.letters import decided, send
from casework.data_rights.models import DataRequest, DataRequestCase
from casework.data_rights.recording import rows_of
from casework.data_rights.releasing import end
from casework.data_rights.rules import (
    AGREEING_RULES,
    ANSWERING_RULES,
    AgreeFacts,
    AnswerFacts,
)
from casework.data_rights.waiting import open_stop
from casework.database.whose import every_case
from casework.errors import NotFound, WrongAnswer
from casework.journal import Event
from casework.procedure import require
from casework.retention.models import DueDate
from casework.retention.schedule import SCHEDULE, Action
from casework.text import Line, OptionalProse, Prose

BY_ITEM = "A request for a copy is decided item by item"
LASTING = (
    RequestKind.RECTIFICATION,
    RequestKind.ERASURE,
    RequestKind.RESTRICTION,
    RequestKind.OBJECTION,
)


class DataDecidedOnCase(Event):
    reference: str
    kind: RequestKind
    agreed: bool

    def sentence(self) -> str:
        told = "agreed" if self.agreed else "did not agree"
        return f"{told} on a case to what {self.reference} asks: {self.kind.label.lower()}"


class RequestAnswered(Event):
    reference: str
    ended: Ended
    letter: str

    def sentence(self) -> str:
        return f"answered {self.reference}: {self.ended.label.lower()}"


class DecideOnCase(OnRequest):
    """Agree or not, for one case, to what was asked, with the reason (UK GDPR arts 16 to 18, 21).

    A correction is a note kept beside the record, which itself stays as it was.
    """

    row_id: UUID = Asked(title="which case")
    agreed: bool = Asked(title="whether you agree")
    why: Prose = Asked(title="the reason")
    note: OptionalProse = Asked(default=None, title="the note beside the record")

    def act(self, work: Work) -> DataDecidedOnCase:
        request = work.request
        if request.kind not in LASTING:
            raise WrongAnswer({"agreed": BY_ITEM})
        seen = {each.row.id: each for each in seen_by(work.session, work.actor, request)}
        if self.row_id not in seen:
            raise NotFound
        found = seen[self.row_id]
        rectifies = request.kind is RequestKind.RECTIFICATION
        facts = AgreeFacts(
            noted=not (rectifies and self.agreed) or self.note is not None,
            erases=request.kind is RequestKind.ERASURE and self.agreed,
            closed=found.case.stage is Stage.CLOSED,
            kept_by_law=_kept_by_law(work.session, found.case),
        )
        require(AGREEING_RULES, facts)
        row = found.row
        row.agreed, row.why, row.note = self.agreed, self.why, self.note if rectifies else None
        row.decided_by, row.decided_at = work.actor.id, work.at
        return DataDecidedOnCase(reference=request.reference, kind=request.kind, agreed=self.agreed)


def _kept_by_law(session: Session, case: Case) -> bool:
    """Whether the rule that decides about it is one on the safety of a child."""
    due = session.get(DueDate, case.id)
    return bool(due and due.code and SCHEDULE[due.code].action is Action.REVIEW)


class AnswerRequest(OnRequest):
    """Write what was decided, and end the request (L-30, L-31). It says how to complain."""

    ended: Ended = Asked(title="what was decided")
    decision: Prose = Asked(title="what they are told")
    because: Prose = Asked(title="the reason")
    served_how: Line = Asked(title="how the letter is sent")

    def act(self, work: Work) -> RequestAnswered:
        request = work.request
        if request.kind is RequestKind.ACCESS:
            raise WrongAnswer({"ended": BY_ITEM})
        if self.ended not in (Ended.AGREED, Ended.PARTLY, Ended.REFUSED):
            raise WrongAnswer({"ended": "Choose whether it was agreed to"})
        complaint = request.kind is RequestKind.COMPLAINT
        rows = [] if complaint else rows_of(work.session, request)
        told = {each.agreed for each in rows}
        facts = AnswerFacts(
            known=complaint or request.identity_on is not None,
            running=open_stop(work.session, request) is None,
            acknowledged=not complaint or request.acknowledged_on is not None,
            undecided=None in told,
            fits=not told or self.ended is _as_decided(told),
        )
        require(ANSWERING_RULES, facts)
        letter = send(work, decided(work, self.decision, self.because), self.served_how)
        end(work, self.ended, self.because)
        return RequestAnswered(reference=request.reference, ended=self.ended, letter=letter.sha256)


def _as_decided(told: set[bool | None]) -> Ended:
    if told == {True}:
        return Ended.AGREED
    return Ended.REFUSED if told == {False} else Ended.PARTLY


def beside_the_record(session: Session, case_id: UUID) -> list[tuple[DataRequest, DataRequestCase]]:
    """What was agreed to about the data of a case, for whoever may see the case whole."""
    wanted = (
        select(DataRequest, DataRequestCase)
        .join(DataRequestCase, col(DataRequestCase.request_id) == DataRequest.id)
        .where(
            DataRequestCase.case_id == case_id,
            col(DataRequestCase.agreed).is_(True),
            col(DataRequest.ended_at).is_not(None),
        )
        .order_by(col(DataRequest.ended_at))
    )
    with every_case(session):
        return [(request, row) for request, row in session.exec(wanted)]
