"""Deciding the outcome of a case, and reviewing a decision to dismiss without notice."""

from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.allegations.queries import allegations_on, severity_of
from casework.cases.gateway import Act, Command
from casework.errors import Breach, OutOfDate, ProcedureBreach, WrongAnswer
from casework.hearings.queries import hearing_of
from casework.journal import Event
from casework.outcomes.authority import NEEDS
from casework.outcomes.delegation import may_decide
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import Outcome
from casework.outcomes.queries import outcome_of
from casework.outcomes.rules import OUTCOME_RULES, OutcomeFacts
from casework.procedure import require
from casework.text import OptionalProse, Prose


class OutcomeDecided(Event):
    sanction: Sanction

    def sentence(self) -> str:
        return f"decided the outcome: {self.sanction.label.lower()}"


class SummaryDismissalReviewed(Event):
    def sentence(self) -> str:
        return "reviewed and agreed the decision to dismiss without notice"


class DecideOutcome(Command):
    """Decide one outcome for the case, with reasons (Acas Code paras 18 to 23).

    Gross misconduct, and whether it ended the contract, are findings of their own (Atherton).
    """

    permission: ClassVar[Permission] = Permission.DECIDE_OUTCOME
    for_others: ClassVar[frozenset[str]] = frozenset(
        {"reasons", "mitigation", "lesser_steps", "gross_misconduct"}
    )

    sanction: Sanction = Field(title="the outcome")
    reasons: Prose = Field(title="the reasons for this outcome")
    mitigation: Prose = Field(title="the mitigation that was weighed")
    lesser_steps: Prose = Field(title="the lesser steps considered, and why they will or won’t do")
    gross_misconduct: OptionalProse = Field(
        default=None, title="what makes it gross misconduct in fact"
    )
    repudiatory_breach: bool = Field(
        default=False, title="whether the employee broke the contract at its root"
    )

    def perform(self, act: Act) -> OutcomeDecided:
        if decided := outcome_of(act.session, act.case.id):
            theirs = {"sanction": decided.sanction.label, "reasons": decided.reasons}
            raise OutOfDate("The outcome has already been decided", theirs)
        if self.sanction is Sanction.SUMMARY_DISMISSAL and self.gross_misconduct is None:
            raise WrongAnswer({"gross_misconduct": "Say what makes it gross misconduct in fact"})
        require(OUTCOME_RULES, self._facts(act))
        act.session.add(
            Outcome(
                case_id=act.case.id,
                decided_by=act.actor.id,
                decided_at=act.at,
                **self.model_dump(),
            )
        )
        return OutcomeDecided(sanction=self.sanction)

    def _facts(self, act: Act) -> OutcomeFacts:
        heard = [
            each.allegation
            for each in allegations_on(act.session, act.case.id)
            if each.allegation.notified_on
        ]
        hearing = hearing_of(act.session, act.case.id)
        return OutcomeFacts(
            stage=act.case.stage,
            undecided=sum(each.finding is None for each in heard),
            upheld=sum(each.finding is not None and each.finding.is_upheld for each in heard),
            severity_assessed=severity_of(act.session, act.case.id) is not None,
            sanction=self.sanction,
            has_authority=may_decide(
                act.session, act.actor.id, act.case, NEEDS[self.sanction], act.today
            ),
            dismissal_notified=hearing is not None and hearing.dismissal_possible,
            gross_misconduct_found=self.gross_misconduct is not None,
            repudiatory_breach_found=self.repudiatory_breach,
        )


class ReviewSummaryDismissal(Command):
    """A second person on the panel agrees a dismissal without notice before the letter goes."""

    permission: ClassVar[Permission] = Permission.REVIEW_SUMMARY_DISMISSAL

    words: Prose = Field(title="what you considered, and that you agree")

    def perform(self, act: Act) -> SummaryDismissalReviewed:
        outcome = outcome_of(act.session, act.case.id)
        if outcome is None or outcome.sanction is not Sanction.SUMMARY_DISMISSAL:
            says = "There is no dismissal without notice to review"
            raise ProcedureBreach(Breach("G-SUM-2", "ACAS-23", says))
        if outcome.decided_by == act.actor.id or outcome.reviewed_by:
            says = "The review is made once, by somebody other than whoever decided"
            raise ProcedureBreach(Breach("G-SUM-2", "ACAS-23", says))
        outcome.reviewed_by, outcome.reviewed_at = act.actor.id, act.at
        outcome.review_words = self.words
        return SummaryDismissalReviewed()
