"""Letting a copy out: one asks, another releases it, and the request ends with what was held."""

from datetime import datetime
from uuid import UUID

from pydantic import Field as Asked
from sqlmodel import Session, col, select

from casework import journal
from casework.access import CASEWORK
from casework.data_rights.acting import OnRequest, Work, lock_cases
from casework.data_rights.contents import given
from casework.data_rights.kinds import Ended, Ground, RequestKind
from casework.data_rights.letters import acknowledgement, answer, decided, send
from casework.data_rights.models import DataRequest, DataRequestItem
from casework.data_rights.recording import keep_found, rows_of
from casework.data_rights.rules import ASKING_RULES, RELEASING_RULES, ReleaseFacts
from casework.data_rights.waiting import open_stop
from casework.errors import Unsound, WrongAnswer
from casework.journal import Event
from casework.people.duplicates import same_person
from casework.procedure import require
from casework.retention.holding import HoldLifted, lift
from casework.retention.models import Hold
from casework.text import Day, Line, Prose

ONLY_A_COPY = "Only a request for a copy is released: record what is decided instead"


class RequestAcknowledged(Event):
    reference: str

    def sentence(self) -> str:
        return f"acknowledged {self.reference}"


class ReleaseAsked(Event):
    reference: str

    def sentence(self) -> str:
        return f"asked for the copy of {self.reference} to be released"


class ReleaseSentBack(Event):
    reference: str
    reason: str

    def sentence(self) -> str:
        return f"sent the copy of {self.reference} back"


class RequestReleased(Event):
    reference: str
    items: int
    letter: str

    def sentence(self) -> str:
        return f"released the copy of {self.reference}, {self.items} items"


class RequestRefused(Event):
    reference: str
    ground: Ground
    letter: str

    def sentence(self) -> str:
        return f"refused {self.reference}: {self.ground.label.lower()}"


class RequestEnded(Event):
    reference: str
    ended: Ended

    def sentence(self) -> str:
        return f"ended {self.reference}: {self.ended.label.lower()}"


class AcknowledgeRequest(OnRequest):
    """Write that it has arrived and what happens with it (L-30, L-31)."""

    served_how: Line = Asked(title="how the letter is sent")

    def act(self, work: Work) -> RequestAcknowledged:
        if work.request.acknowledged_on is not None:
            raise WrongAnswer({"served_how": "It was acknowledged before"})
        send(work, acknowledgement(work), self.served_how)
        work.request.acknowledged_on = work.today
        return RequestAcknowledged(reference=work.request.reference)


class AskRelease(OnRequest):
    """Ask another to release the copy. It is searched again first: what is new has no decision."""

    confirmed = True

    kept: Prose = Asked(title="how long the data are kept")

    def act(self, work: Work) -> ReleaseAsked:
        request = work.request
        if request.kind is not RequestKind.ACCESS:
            raise WrongAnswer({"kept": ONLY_A_COPY})
        if request.asked_at is not None:
            raise WrongAnswer({"kept": "Somebody asked for it to be released already"})
        keep_found(work.session, request, work.actor, work.at)
        require(ASKING_RULES, _facts(work))
        request.kept, request.asked_by, request.asked_at = self.kept, work.actor.id, work.at
        return ReleaseAsked(reference=request.reference)


class DecideRelease(OnRequest):
    """Release the copy that another asked to be released, or send it back with the reason.

    From then on its letter and its items are as they are. What was found stays held until the copy
    was handed over.
    """

    confirmed = True

    approved: bool = Asked(title="whether it is released")
    reason: Prose = Asked(title="the reason")
    served_how: Line = Asked(title="how the copy is sent")

    def act(self, work: Work) -> RequestReleased | ReleaseSentBack:
        request = work.request
        facts = _facts(work)
        if not self.approved:
            require([each for each in RELEASING_RULES if each.id in {"G-DSAR-13"}], facts)
            request.asked_by = request.asked_at = None
            return ReleaseSentBack(reference=request.reference, reason=self.reason)
        require(RELEASING_RULES, facts)
        items = items_of(work.session, request)
        _freeze(work, items)
        letter = send(work, answer(work, items), self.served_how)
        request.released_by, request.released_at = work.actor.id, work.at
        leaving = sum(each.given_sha256 is not None for each in items)
        return RequestReleased(reference=request.reference, items=leaving, letter=letter.sha256)


class RefuseRequest(OnRequest):
    """Refuse a whole request as manifestly unfounded or excessive, and write why (art 12(5))."""

    ground: Ground = Asked(title="the ground")
    reason: Prose = Asked(title="the reason")
    served_how: Line = Asked(title="how the letter is sent")

    def act(self, work: Work) -> RequestRefused:
        request = work.request
        if request.kind is RequestKind.COMPLAINT:
            raise WrongAnswer({"ground": "A complaint is answered, and never refused"})
        if request.released_at is not None:
            raise WrongAnswer({"ground": "Its copy was released"})
        says = f"We refuse the request, because it is {self.ground.label.lower()}."
        letter = send(work, decided(work, says, self.reason), self.served_how)
        request.ground = self.ground
        end(work, Ended.REFUSED, self.reason)
        return RequestRefused(reference=request.reference, ground=self.ground, letter=letter.sha256)


class EndRequest(OnRequest):
    """End a request: its copy was handed over, or whoever asked has withdrawn it."""

    ended: Ended = Asked(title="how it ended")
    ended_on: Day = Asked(title="the day")
    reason: Prose = Asked(title="how you know")

    def act(self, work: Work) -> RequestEnded:
        request = work.request
        if self.ended not in (Ended.GIVEN, Ended.WITHDRAWN):
            raise WrongAnswer({"ended": "Choose that it was handed over, or withdrawn"})
        if (self.ended is Ended.GIVEN) != (request.released_at is not None):
            says = "Its copy was released" if request.released_at else "No copy was released"
            raise WrongAnswer({"ended": says})
        if not request.received_on <= self.ended_on <= work.today:
            raise WrongAnswer({"ended_on": "Give a day from the day it arrived to today"})
        end(work, self.ended, self.reason)
        return RequestEnded(reference=request.reference, ended=self.ended)


def items_of(session: Session, request: DataRequest) -> list[DataRequestItem]:
    """Everything that was found for a request, in order of number. Asked as Casework itself."""
    wanted = select(DataRequestItem).where(DataRequestItem.request_id == request.id)
    return list(session.exec(wanted.order_by(col(DataRequestItem.number))))


def _facts(work: Work) -> ReleaseFacts:
    """How far it is. What nobody who handles it may see counts too: nothing is left out."""
    request = work.request
    items = items_of(work.session, request)
    who = same_person(work.session, work.actor.id)
    return ReleaseFacts(
        known=request.identity_on is not None,
        running=open_stop(work.session, request) is None,
        undecided=sum(each.giving is None for each in items),
        asked=request.asked_at is not None,
        another=request.asked_by not in who,
    )


def _freeze(work: Work, items: list[DataRequestItem]) -> None:
    """Each copy is made now, and its hash kept: what is taken later is that, or nothing."""
    references = {each.id: each.reference for each in lock_cases(
        work.session, {item.case_id for item in items})}  # fmt: skip
    for item in items:
        if item.giving and item.giving.leaves:
            try:
                copy = given(work.session, item, references[item.case_id])
            except Unsound as broken:
                raise WrongAnswer({"approved": f"Item {item.number}: {broken}"}) from broken
            item.given_name, item.given_sha256 = copy.name, copy.sha256


def end(work: Work, ended: Ended, why: str) -> None:
    """The request is over: every case that was held for it is held for it no more."""
    request = work.request
    request.ended, request.ended_at, request.why_ended = ended, work.at, why
    rows = rows_of(work.session, request)
    cases = {each.id: each for each in lock_cases(work.session, [row.case_id for row in rows])}
    for row in rows:
        hold = work.session.get_one(Hold, row.hold_id)
        if hold.lifted_at is None and row.case_id in cases:
            says = f"{request.reference} ended: {ended.label.lower()}"
            lift(work.session, cases[row.case_id], hold, work.at, says)
            _say(work.session, row.case_id, hold, work.at)


def _say(session: Session, case_id: UUID, hold: Hold, at: datetime) -> None:
    journal.append(session, case_id, CASEWORK, HoldLifted(kind=hold.kind), at)
