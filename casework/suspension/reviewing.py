"""Looking at a suspension again: it continues, changes, or ends. Each time the employee is told."""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from pydantic import Field

from casework.access import Permission
from casework.cases.deadlines import counted, meet, start_clock
from casework.cases.gateway import Act, Command
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.procedure import require
from casework.suspension.alternatives import ReviewDecision
from casework.suspension.commands import manager_of, review_clock
from casework.suspension.letter import send_review
from casework.suspension.models import Suspension, SuspensionReview
from casework.suspension.queries import REVIEWS, measure_of
from casework.suspension.rules import REVIEW_RULES, InForceFacts
from casework.text import Day, Line, OptionalProse, Prose


class SuspensionReviewed(Event):
    decision: ReviewDecision
    document: str
    next_review_on: date | None

    def sentence(self) -> str:
        came = {
            ReviewDecision.CONTINUE: "it continues",
            ReviewDecision.VARY: "it continues on other terms",
            ReviewDecision.LIFT: "it ends",
        }[self.decision]
        return f"reviewed the suspension or changed terms: {came}, {self.document}"


class ReviewSuspension(Command):
    """Review a suspension, or what was arranged instead, with reasons (Acas Code para 8).

    While a review is overdue, every other step of the case waits for it. The employee is told in
    writing what came of it.
    """

    permission: ClassVar[Permission] = Permission.SUSPEND
    for_others: ClassVar[frozenset[str]] = frozenset({"reasons", "new_terms"})

    reviewed_on: Day = Field(title="the day of the review")
    decision: ReviewDecision = Field(title="what was decided")
    reasons: Prose = Field(title="the reasons for this decision")
    new_terms: OptionalProse = Field(default=None, title="what changes")
    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> SuspensionReviewed:
        kept = measure_of(act.session, act.case.id)
        require(REVIEW_RULES, InForceFacts(kept is not None, letter_sent=True))
        assert kept is not None  # the rules have just said so
        self._require_answers(act, kept)
        review = SuspensionReview(
            id=uuid4(),
            case_id=act.case.id,
            suspension_id=kept.id,
            next_review_on=self._again(act, kept),
            reviewed_by=act.actor.id,
            recorded_at=act.at,
            **self.model_dump(exclude={"served_how"}),
        )
        document = send_review(act, kept, review, self.served_how)
        review.document_id = document.id
        act.session.add(review)
        self._carry_out(act, kept)
        return SuspensionReviewed(
            decision=self.decision,
            document=document.reference,
            next_review_on=review.next_review_on,
        )

    def _require_answers(self, act: Act, kept: Suspension) -> None:
        wrong = {}
        if not kept.starts_on <= self.reviewed_on <= act.today:
            wrong["reviewed_on"] = "Enter a day since it started that is not in the future"
        if self.decision is ReviewDecision.VARY and self.new_terms is None:
            wrong["new_terms"] = "Enter what changes"
        if wrong:
            raise WrongAnswer(wrong)

    def _again(self, act: Act, kept: Suspension) -> date | None:
        if self.decision is ReviewDecision.LIFT:
            return None
        return counted(act, review_clock(kept), self.reviewed_on)[0].on

    def _carry_out(self, act: Act, kept: Suspension) -> None:
        meet(act, *REVIEWS)
        if self.decision is ReviewDecision.LIFT:
            meet(act, "T3")
            kept.ended_on = self.reviewed_on
            return
        if self.new_terms:
            kept.terms = self.new_terms
        start_clock(act, review_clock(kept), self.reviewed_on, manager_of(act))
