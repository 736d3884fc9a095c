"""The clock of a request: who they are, what it waits for, two months more, searching again."""

from datetime import date

from pydantic import Field as Asked
from sqlmodel import Session, col, select

from casework.data_rights.acting import OnRequest, Work
from casework.data_rights.clock import counted, may_stop
from casework.data_rights.kinds import RequestKind, Waiting
from casework.data_rights.models import DataRequest, DataRequestStop
from casework.data_rights.recording import keep_found
from casework.data_rights.rules import LENGTHENING_RULES, STOPPING_RULES, ClockFacts
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.procedure import require
from casework.text import Day, Line, Prose


class IdentityConfirmed(Event):
    reference: str

    def sentence(self) -> str:
        return f"recorded who asks in {self.reference}"


class RequestStopped(Event):
    reference: str
    waiting: Waiting

    def sentence(self) -> str:
        return f"stopped the clock of {self.reference}: {self.waiting.label.lower()}"


class RequestResumed(Event):
    reference: str
    due_on: date

    def sentence(self) -> str:
        return f"let the clock of {self.reference} run again, to {self.due_on:%-d %B %Y}"


class RequestExtended(Event):
    reference: str
    due_on: date

    def sentence(self) -> str:
        return f"took two months more for {self.reference}, to {self.due_on:%-d %B %Y}"


class SearchedAgain(Event):
    reference: str
    found: int

    def sentence(self) -> str:
        return f"searched again for {self.reference}"


class ConfirmIdentity(OnRequest):
    """Record how somebody showed who they are. Nothing is given before that (UK GDPR art 12(6))."""

    identity_how: Line = Asked(title="how they showed who they are")
    identity_on: Day = Asked(title="the day they showed it")

    def act(self, work: Work) -> IdentityConfirmed:
        if self.identity_on > work.today:
            raise WrongAnswer({"identity_on": "Enter a day that is not in the future"})
        work.request.identity_how, work.request.identity_on = self.identity_how, self.identity_on
        return IdentityConfirmed(reference=work.request.reference)


class StopRequestClock(OnRequest):
    """Stop the clock while they are asked who they are, or what they mean (UK GDPR art 12A)."""

    waiting: Waiting = Asked(title="what it waits for")
    since: Day = Asked(title="the day they were asked")
    why: Prose = Asked(title="what they were asked, and why it is needed")

    def act(self, work: Work) -> RequestStopped:
        request = work.request
        may = may_stop(request.received_on) and request.kind is not RequestKind.COMPLAINT
        stopped = open_stop(work.session, request) is not None
        require(STOPPING_RULES, ClockFacts(may_stop=may, stopped=stopped))
        if not request.received_on <= self.since <= work.today:
            says = "Give a day from the day it arrived to today"
            raise WrongAnswer({"since": says})
        row = DataRequestStop(
            request_id=request.id,
            waiting=self.waiting,
            why=self.why,
            since=self.since,
            recorded_by=work.actor.id,
        )
        work.session.add(row)
        return RequestStopped(reference=request.reference, waiting=self.waiting)


class ResumeRequestClock(OnRequest):
    """Let the clock run again from the day they answered."""

    until: Day = Asked(title="the day they answered")

    def act(self, work: Work) -> RequestResumed:
        row = open_stop(work.session, work.request)
        if row is None:
            raise WrongAnswer({"until": "The clock of this request runs already"})
        if not row.since <= self.until <= work.today:
            raise WrongAnswer({"until": "Give a day from the day they were asked to today"})
        row.until = self.until
        recount(work)
        return RequestResumed(reference=work.request.reference, due_on=work.request.due_on)


class ExtendRequest(OnRequest):
    """Take two months more for a complex request, told within the first (UK GDPR art 12(3))."""

    why: Prose = Asked(title="why it is complex")
    told_on: Day = Asked(title="the day they were told")

    def act(self, work: Work) -> RequestExtended:
        request = work.request
        if request.kind is RequestKind.COMPLAINT:
            raise WrongAnswer({"why": "The 30 days of a complaint cannot be extended"})
        if not request.received_on <= self.told_on <= work.today:
            raise WrongAnswer({"told_on": "Give a day from the day it arrived to today"})
        first = date.fromisoformat(request.counted["first_month_ends"])
        extended = request.extended_on is not None
        facts = ClockFacts(in_first_month=self.told_on <= first, extended=extended)
        require(LENGTHENING_RULES, facts)
        request.extended_on, request.why_extended = self.told_on, self.why
        recount(work)
        return RequestExtended(reference=request.reference, due_on=request.due_on)


class SearchAgain(OnRequest):
    """Look again in every case. What was found before keeps what was decided about it."""

    def act(self, work: Work) -> SearchedAgain:
        keep_found(work.session, work.request, work.actor, work.at)
        found = int(work.request.searched["found"])
        return SearchedAgain(reference=work.request.reference, found=found)


def recount(work: Work) -> None:
    """Work out the last day anew, from the day it arrived."""
    request = work.request
    stops = [(each.since, each.until) for each in stops_of(work.session, request) if each.until]
    clock = counted(
        request.kind, request.received_on, stops, extended=request.extended_on is not None
    )
    request.due_on, request.counted = clock.due_on, clock.facts


def stops_of(session: Session, request: DataRequest) -> list[DataRequestStop]:
    """Every time the clock stood still, the first first."""
    wanted = select(DataRequestStop).where(DataRequestStop.request_id == request.id)
    return list(session.exec(wanted.order_by(col(DataRequestStop.since))))


def open_stop(session: Session, request: DataRequest) -> DataRequestStop | None:
    """What its clock waits for now."""
    return next((each for each in stops_of(session, request) if each.until is None), None)
