"""Moving a hearing: asked for by the employee, or needed by the Trust; every clock set again."""

from datetime import date, time
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from casework.access import Permission, Role
from casework.cases.appointing import current
from casework.cases.deadlines import meet, start_clock
from casework.cases.gateway import Act, Command, on_case
from casework.cases.received import Received, Themselves
from casework.documents.models import IssuedDocument
from casework.errors import WrongAnswer
from casework.hearings.arrangements import Because, PostponementRequest
from casework.hearings.booking import (
    Clock,
    OptionalClock,
    Slot,
    latest_for_companion,
    require_to_come,
)
from casework.hearings.moving import move, refuse
from casework.hearings.queries import to_come
from casework.hearings.rules import MOVING_RULES, MovingFacts
from casework.journal import Event
from casework.procedure import require
from casework.text import Day, OptionalDay, OptionalLine, Prose
from casework.working_days import LONDON, local_day

COMPANION_BASIS = (
    "Your companion could not be there. You suggested another day within the five working days "
    "after ours, and the law gives you that day (Employment Relations Act 1999 s.10(4) and (5))."
)
DISCRETION = "This is a decision of the Trust, having considered what is reasonable."


class PostponementAsked(Event):
    request_id: UUID
    because: Because
    latest_on: date

    def sentence(self) -> str:
        return f"recorded a request to move the hearing: {self.because.label.lower()}"


class PostponementDecided(Event):
    request_id: UUID
    granted: bool
    document: str
    day: date | None

    def sentence(self) -> str:
        if self.day:
            return f"moved the hearing to {self.day:%-d %B %Y} and said so in {self.document}"
        if self.document:
            return f"refused to move the hearing, with reasons, in {self.document}"
        return "refused to move the hearing; it waits for HR to sign it off"


class RefusalSigned(Event):
    request_id: UUID
    document: str

    def sentence(self) -> str:
        return f"signed off the refusal to move the hearing, sent as {self.document}"


class HearingMoved(Event):
    document: str
    day: date

    def sentence(self) -> str:
        return f"moved the hearing to {self.day:%-d %B %Y} and said so in {self.document}"


class _Wish(BaseModel):
    """Another day, and why."""

    because: Because = Field(title="why another day is needed")
    wanted_day: OptionalDay = Field(default=None, title="the day that would do")
    wanted_at: OptionalClock = Field(default=None, title="the time that would do")
    words: Prose = Field(title="what they say about it")

    def keep(self, act: Act, given: dict[str, Any]) -> PostponementAsked:
        hearing = to_come(act)
        latest = latest_for_companion(act, local_day(hearing.starts_at))
        wanted = self._wanted(hearing.starts_at.astimezone(LONDON).time())
        asked = PostponementRequest(
            **given,
            because=self.because,
            words=self.words,
            hearing_at=hearing.starts_at,
            wanted_at=wanted.moment if wanted else None,
            latest_on=latest,
        )
        if wanted and wanted.moment <= hearing.starts_at:
            raise WrongAnswer({"wanted_day": "Enter a day after the one it is now to be held on"})
        act.session.add(asked)
        act.session.flush()
        if self.because is Because.COMPANION:
            start_clock(act, "T6", local_day(hearing.starts_at))
        return PostponementAsked(request_id=asked.id, because=self.because, latest_on=latest)

    def _wanted(self, usual: time) -> Slot | None:
        return Slot(self.wanted_day, self.wanted_at or usual, "") if self.wanted_day else None


class AskToMove(_Wish, Received, Command):
    """Record that the employee asks for another day (ERA 1999 s.10(4); Acas Code para 16)."""

    permission: ClassVar[Permission] = Permission.RECORD_ANSWER

    def perform(self, act: Act) -> PostponementAsked:
        return self.keep(act, self.given(act))


class AskToMoveMine(_Wish, Themselves, Command):
    """Ask for another day for the hearing (ERA 1999 s.10(4); Acas Code para 16)."""

    permission: ClassVar[Permission] = Permission.ANSWER

    def perform(self, act: Act) -> PostponementAsked:
        return self.keep(act, self.given(act))


class DecidePostponement(Command):
    """Answer a request to move the hearing (ERA 1999 s.10(4)-(5); Talon Engineering v Smith).

    A day the law gives cannot be refused. A later one is refused only by the hearing manager,
    and the refusal counts once HR has signed it off.
    """

    permission: ClassVar[Permission] = Permission.RECORD_HEARING
    for_others: ClassVar[frozenset[str]] = frozenset({"reasons"})

    request_id: UUID = Field(title="the request")
    granted: bool = Field(title="whether the hearing is moved")
    day: OptionalDay = Field(default=None, title="the day it is moved to")
    starts: OptionalClock = Field(default=None, title="the time it starts")
    place: OptionalLine = Field(default=None, title="the place")
    reasons: Prose = Field(title="the reasons")

    def perform(self, act: Act) -> PostponementDecided:
        hearing = to_come(act)
        asked = on_case(act, PostponementRequest, self.request_id)
        if asked.granted is not None:
            raise WrongAnswer({"request_id": "This request was answered before"})
        require(MOVING_RULES, self._facts(act, asked))
        slot = self._slot(asked, hearing.place) if self.granted else None
        document = self._letter(act, asked, slot)
        sent = document.id if document else None
        asked.answer(self.granted, self.reasons, act.actor.id, act.at, sent)
        return PostponementDecided(
            request_id=asked.id,
            granted=self.granted,
            document=document.reference if document else "",
            day=slot.day if slot else None,
        )

    def _facts(self, act: Act, asked: PostponementRequest) -> MovingFacts:
        held = current(act.session, act.case.id, act.actor.id)
        return MovingFacts(
            granted=self.granted,
            of_right=asked.is_of_right,
            for_companion=asked.because is Because.COMPANION,
            by_hearing_manager=Role.HEARING_MANAGER in held,
        )

    def _slot(self, asked: PostponementRequest, place: str) -> Slot:
        wanted = asked.wanted_at.astimezone(LONDON) if asked.wanted_at else None
        day = self.day or (wanted.date() if wanted else None)
        starts = self.starts or (wanted or asked.hearing_at.astimezone(LONDON)).time()
        if day is None:
            raise WrongAnswer({"day": "Enter the day it is moved to"})
        if asked.is_of_right and wanted and day != wanted.date():
            says = f"It must be the day they suggested, {wanted:%-d %B %Y}"
            raise WrongAnswer({"day": says})
        return Slot(day, starts, self.place or place)

    def _letter(
        self, act: Act, asked: PostponementRequest, slot: Slot | None
    ) -> IssuedDocument | None:
        """The answer in writing; a refusal that HR must sign off first has none yet."""
        if slot:
            basis = COMPANION_BASIS if asked.is_of_right else DISCRETION
            return move(act, slot, basis, self.reasons)
        if asked.because is Because.COMPANION:
            return None
        return refuse(act, DISCRETION, self.reasons)


class SignOffRefusal(Command):
    """Sign off, for HR, that a hearing is not moved although the companion cannot be there.

    Source: Talon Engineering v Smith. Whoever refused it cannot sign it off.
    """

    permission: ClassVar[Permission] = Permission.SCHEDULE_HEARING
    for_others: ClassVar[frozenset[str]] = frozenset({"words"})

    request_id: UUID = Field(title="the request")
    words: Prose = Field(title="why HR agrees that it is reasonable")

    def perform(self, act: Act) -> RefusalSigned:
        asked = on_case(act, PostponementRequest, self.request_id)
        if not asked.needs_signing:
            raise WrongAnswer({"request_id": "Choose a refusal that waits to be signed off"})
        document = refuse(act, DISCRETION, f"{asked.reasons}\n{self.words}")
        asked.sign(act.actor.id, act.at, document.id)
        meet(act, "T6")
        return RefusalSigned(request_id=asked.id, document=document.reference)


class MoveHearing(Command):
    """Move the hearing for a reason of the Trust’s, or after the employee could not come."""

    permission: ClassVar[Permission] = Permission.SCHEDULE_HEARING
    for_others: ClassVar[frozenset[str]] = frozenset({"reasons"})

    day: Day = Field(title="the day it is moved to")
    starts: Clock = Field(title="the time it starts")
    place: OptionalLine = Field(default=None, title="the place")
    reasons: Prose = Field(title="the reasons")

    def perform(self, act: Act) -> HearingMoved:
        hearing = to_come(act)
        slot = Slot(self.day, self.starts, self.place or hearing.place)
        require_to_come(act, slot)
        document = move(act, slot, DISCRETION, self.reasons)
        return HearingMoved(document=document.reference, day=self.day)


def requests_on(session: Session, case_id: UUID) -> list[PostponementRequest]:
    """Every request to move the hearing, the last first."""
    wanted = select(PostponementRequest).where(PostponementRequest.case_id == case_id)
    return list(session.exec(wanted.order_by(col(PostponementRequest.recorded_at).desc())))
