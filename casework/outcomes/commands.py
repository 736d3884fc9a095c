"""Deciding the outcome of a case, and reviewing a decision to dismiss without notice."""

from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.errors import Breach, OutOfDate, ProcedureBreach, WrongAnswer
from casework.journal import Event
from casework.outcomes.comparators import comparators
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import Outcome
from casework.outcomes.proportionality import lacking
from casework.outcomes.queries import outcome_of
from casework.outcomes.rules import OUTCOME_RULES
from casework.outcomes.weighing import lesser_steps, outcome_facts, record_of, unpaired, weighed
from casework.procedure import require
from casework.text import OptionalProse, OptionalYesNo, Prose


class OutcomeDecided(Event):
    sanction: Sanction

    def sentence(self) -> str:
        return f"decided the outcome: {self.sanction.label.lower()}"


class SummaryDismissalReviewed(Event):
    def sentence(self) -> str:
        return "reviewed and agreed the decision to dismiss without notice"


class DecideOutcome(Command):
    """Decide one outcome for the case, with reasons (Acas Code paras 18 to 23).

    Before any sanction it answers whether it is in proportion (Bank Mellat, in Higgs), before a
    dismissal why each lesser step will not do (Iceland v Jones), and which earlier cases are truly
    comparable (Hadjioannou). Gross misconduct, a breach at the root of the contract, and whether
    dismissing is fair are findings of their own (Atherton).
    """

    permission: ClassVar[Permission] = Permission.DECIDE_OUTCOME
    for_others: ClassVar[frozenset[str]] = frozenset(
        {"reasons", "mitigation", "lesser_steps", "gross_misconduct", "wording"}
    )

    sanction: Sanction = Field(title="the outcome")
    reasons: Prose = Field(title="the reasons for this outcome")
    mitigation: Prose = Field(title="the mitigation that was weighed")
    lesser_steps: OptionalProse = Field(
        default=None, title="the lesser steps considered, and why they will or won’t do"
    )
    alternatives: dict[str, Prose] = Field(
        default={}, title="why each lesser step will not do, for a dismissal"
    )
    proportion: dict[str, Prose] = Field(default={}, title="the four questions of proportionality")
    wording: dict[str, Prose] = Field(
        default={}, title="what the decision says where the account was not an academy’s"
    )
    comparable: OptionalProse = Field(
        default=None, title="which earlier cases are truly comparable, and why"
    )
    departing: OptionalProse = Field(
        default=None, title="why the outcome departs from them, or does not"
    )
    gross_misconduct_found: OptionalYesNo = Field(
        default=None, title="whether it is gross misconduct in fact"
    )
    gross_misconduct: OptionalProse = Field(
        default=None, title="what makes it gross misconduct in fact, or why it is not"
    )
    repudiatory_breach: OptionalYesNo = Field(
        default=None, title="whether the employee broke the contract at its root"
    )
    repudiatory_reasons: OptionalProse = Field(default=None, title="the reasons for that finding")
    fair_dismissal: OptionalYesNo = Field(
        default=None, title="whether dismissing is fair in all the circumstances"
    )
    fair_dismissal_reasons: OptionalProse = Field(
        default=None, title="the reasons why dismissing is fair, or is not"
    )

    def perform(self, act: Act) -> OutcomeDecided:
        if decided := outcome_of(act.session, act.case.id):
            theirs = {"sanction": decided.sanction.label, "reasons": decided.reasons}
            raise OutOfDate("The outcome has already been decided", theirs)
        shown = comparators(act.session, act.case)
        if wrong := lacking(weighed(act, self, shown.cases)) | unpaired(self):
            raise WrongAnswer(wrong)
        require(OUTCOME_RULES, outcome_facts(act, self))
        outcome = Outcome(
            case_id=act.case.id,
            sanction=self.sanction,
            reasons=self.reasons,
            mitigation=self.mitigation,
            lesser_steps=self.lesser_steps or lesser_steps(self.alternatives),
            gross_misconduct=self.gross_misconduct if self.gross_misconduct_found else None,
            repudiatory_breach=self.repudiatory_breach is True,
            decided_by=act.actor.id,
            decided_at=act.at,
        )
        act.session.add_all([outcome, record_of(act, self, shown.as_shown())])
        return OutcomeDecided(sanction=self.sanction)


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
