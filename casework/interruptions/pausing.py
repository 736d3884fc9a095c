"""Pausing a case with a reason and a day to look again, and resuming it with longer deadlines."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.cases.deadlines import meet, resume_clocks, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.models import PAUSE_REVIEW
from casework.cases.stages import Stage
from casework.documents.interruption_letters import CriminalProceedingsLetter
from casework.errors import WrongAnswer
from casework.interruptions.letters import head, sent
from casework.interruptions.models import Pause, PauseGround
from casework.interruptions.queries import has_been_told, pause_of
from casework.interruptions.rules import PAUSED_RULES, PAUSING_RULES, PauseFacts
from casework.journal import Event
from casework.procedure import require
from casework.text import Day, OptionalLine, Prose


class CasePaused(Event):
    ground: PauseGround
    review_on: date
    document: str | None

    def sentence(self) -> str:
        why, day = self.ground.label.lower(), f"{self.review_on:%-d %B %Y}"
        return f"paused the case, because of {why}, until a review on {day}"


class PauseReviewed(Event):
    review_on: date

    def sentence(self) -> str:
        return f"looked at the pause again: the next review is on {self.review_on:%-d %B %Y}"


class CaseResumed(Event):
    working_days: int

    def sentence(self) -> str:
        days = f"{self.working_days} working day{'s' if self.working_days != 1 else ''}"
        return f"resumed the case: open deadlines are {days} later"


class PauseCase(Command):
    """Let the case stand still, with a reason and a day within 14 days to look again.

    Source: Acas Code para 46 (grievance) and para 31 (criminal proceedings). Contact with the LADO
    and the review of the pause itself are never put off by it.
    """

    permission: ClassVar[Permission] = Permission.PAUSE
    for_others: ClassVar[frozenset[str]] = frozenset({"reason"})

    ground: PauseGround = Field(title="why the case is paused")
    reason: Prose = Field(title="the reason in words")
    review_on: Day = Field(title="the day the pause is looked at again")
    served_how: OptionalLine = Field(default=None, title="how the letter is sent")

    def perform(self, act: Act) -> CasePaused:
        require(PAUSING_RULES, _facts(act, self.review_on))
        pause = Pause(
            case_id=act.case.id,
            ground=self.ground,
            reason=self.reason,
            paused_on=act.today,
            review_on=self.review_on,
            paused_by=act.actor.id,
            letter_document_id=None,
        )
        document = None
        if self.ground is PauseGround.CRIMINAL and has_been_told(act.session, act.case.id):
            document = self._tell(act, pause)
        act.session.add(pause)
        act.case.paused_on = act.today
        _set_review(act, self.review_on)
        return CasePaused(ground=self.ground, review_on=self.review_on, document=document)

    def _tell(self, act: Act, pause: Pause) -> str:
        if self.served_how is None:
            raise WrongAnswer({"served_how": "Say how the letter to the employee is sent"})
        letter = CriminalProceedingsLetter(
            **head(act, self.served_how), reason=self.reason, review_on=self.review_on
        )
        document = sent(act, letter, self.served_how)
        pause.letter_document_id = document.id
        return document.reference


class ReviewPause(Command):
    """Look at a pause again and let it go on, until another day within 14 days."""

    permission: ClassVar[Permission] = Permission.PAUSE

    reason: Prose = Field(title="why the case is still paused")
    review_on: Day = Field(title="the day the pause is looked at again")

    def perform(self, act: Act) -> PauseReviewed:
        facts = _facts(act, self.review_on)
        require([*PAUSED_RULES, PAUSING_RULES[0]], facts)
        pause = pause_of(act.session, act.case.id)
        assert pause  # a rule has said that there is one
        pause.review_on = self.review_on
        pause.reason = f"{pause.reason}\n{self.reason}"
        _set_review(act, self.review_on)
        return PauseReviewed(review_on=self.review_on)


class ResumeCase(Command):
    """Go on with a paused case. Open deadlines move by the working days it stood still."""

    permission: ClassVar[Permission] = Permission.PAUSE

    reason: Prose = Field(title="why the case goes on now")

    def perform(self, act: Act) -> CaseResumed:
        require(PAUSED_RULES, _facts(act, None))
        pause = pause_of(act.session, act.case.id)
        assert pause  # a rule has said that there is one
        pause.resumed_on, pause.why_resumed = act.today, self.reason
        pause.resumed_by = act.actor.id
        act.case.paused_on = None
        meet(act, PAUSE_REVIEW)
        days = resume_clocks(act, pause.paused_on)
        return CaseResumed(working_days=days)


def _facts(act: Act, review_on: date | None) -> PauseFacts:
    return PauseFacts(
        closed=act.case.stage is Stage.CLOSED,
        paused=act.case.paused_on is not None,
        today=act.today,
        review_on=review_on,
    )


def _set_review(act: Act, review_on: date) -> None:
    start_clock(act, PAUSE_REVIEW, review_on)
