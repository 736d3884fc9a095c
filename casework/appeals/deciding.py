"""Deciding an appeal: ground by ground, then the result, and all that follows from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from casework.access import Permission
from casework.allegations.queries import allegations_on
from casework.appeals.changes import LEVELS, Appealed, Terms, changes
from casework.appeals.models import AppealDecision, AppealGround, AppealResult, GroundKind
from casework.appeals.progress import DECIDING_RULES
from casework.appeals.queries import appeal_decision_of, appeal_facts, grounds_of
from casework.cases.deadlines import end_clocks, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.models import Case
from casework.cases.passing import end_claim_clock
from casework.errors import NotFound, OutOfDate, WrongAnswer
from casework.journal import Event
from casework.outcomes.authority import Delegated
from casework.outcomes.delegation import may_decide
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import Outcome
from casework.outcomes.queries import outcome_of
from casework.outcomes.warning_given import (
    WARNING_CLOCKS,
    start_warning_clock,
    warned_about,
)
from casework.people.warnings import FormalWarning, dispose_day, warning_from
from casework.procedure import require
from casework.text import Prose
from casework.timescales import Standing

REFERRALS = "T13"


class AppealDecided(Event):
    ends_in: AppealResult
    sanction: Sanction
    changes: list[str]

    def sentence(self) -> str:
        if self.ends_in is AppealResult.VARIED:
            return f"decided the appeal: {self.sanction.label.lower()} takes the outcome’s place"
        return f"decided the appeal: {self.ends_in.label.lower()}"


class GroundDecided(BaseModel):
    """What was decided on one ground."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    upheld: bool = Field(title="whether the ground is upheld")
    reasons: Prose = Field(title="the reasons")


class DecideAppeal(Command):
    """Decide the appeal, ground by ground and as a whole (Acas Code paras 26 to 29).

    The result is never more severe than the outcome (McMillan v Airedale). The warning, what the
    outcome counts as, referrals and the keeping of the record follow it at once.
    """

    permission: ClassVar[Permission] = Permission.DECIDE_APPEAL
    for_others: ClassVar[frozenset[str]] = frozenset({"reasons"})

    grounds: dict[GroundKind, GroundDecided] = Field(title="what is decided on each ground")
    result: AppealResult = Field(title="the result of the appeal")
    sanction: Sanction | None = Field(
        default=None, title="the less severe outcome that takes its place"
    )
    reasons: Prose = Field(title="the reasons for the result")

    def perform(self, act: Act) -> AppealDecided:
        if decided := appeal_decision_of(act.session, act.case.id):
            theirs = {"result": decided.result.label, "reasons": decided.reasons}
            raise OutOfDate("The appeal has already been decided", theirs)
        outcome = outcome_of(act.session, act.case.id)
        if outcome is None:
            raise NotFound
        grounds = grounds_of(act.session, act.case.id)
        sanction = self._sanction(outcome.sanction)
        facts = replace(
            appeal_facts(act.session, act.case.id, act.today),
            grounds_decided=sum(each.kind in self.grounds for each in grounds),
            has_authority=may_decide(
                act.session, act.actor.id, act.case, Delegated.APPEAL, act.today
            ),
            was=outcome.sanction,
            proposed=sanction,
        )
        require(DECIDING_RULES, facts)
        self._require_sense(outcome.sanction, sanction)
        return self._decide(act, outcome, grounds, sanction)

    def _sanction(self, was: Sanction) -> Sanction:
        if self.result is AppealResult.UPHELD:
            return was
        if self.result is AppealResult.OVERTURNED:
            return Sanction.NO_ACTION
        if self.sanction is None:
            raise WrongAnswer({"sanction": "Choose the outcome that takes its place"})
        return self.sanction

    def _require_sense(self, was: Sanction, sanction: Sanction) -> None:
        if self.result is AppealResult.UPHELD:
            return
        varied = self.result is AppealResult.VARIED
        if varied and (sanction is Sanction.NO_ACTION or sanction is was):
            says = "Choose an outcome between the one appealed against and no formal action"
            raise WrongAnswer({"sanction": says})
        if not any(each.upheld for each in self.grounds.values()):
            raise WrongAnswer({"result": "Uphold at least one ground, or let the outcome stand"})

    def _decide(
        self, act: Act, outcome: Outcome, grounds: list[AppealGround], sanction: Sanction
    ) -> AppealDecided:
        appealed = appealed_outcome(act.session, act.case, outcome, act.timescale, act.today)
        told = changes(appealed, self.result, sanction)
        for each in grounds:
            decided = self.grounds[each.kind]
            each.upheld, each.reasons = decided.upheld, decided.reasons
        decision = AppealDecision(
            case_id=act.case.id,
            result=self.result,
            was=outcome.sanction.value,
            sanction=sanction,
            reasons=self.reasons,
            changes=[each.facts() for each in told],
            decided_by=act.actor.id,
            decided_at=act.at,
        )
        act.session.add(decision)
        if self.result is not AppealResult.UPHELD:
            outcome.stands_as = sanction.value
            _change_warning(act, appealed, sanction)
            _change_clocks(act, sanction)
            _look_again(act, outcome)
        return AppealDecided(
            ends_in=self.result, sanction=sanction, changes=[each.says for each in told]
        )


def appealed_outcome(
    session: Session,
    case: Case,
    outcome: Outcome,
    timescale: Callable[[str], Standing],
    today: date,
) -> Appealed:
    """The outcome appealed against, as the changes to it are counted."""
    warning = warning_from(session, case.id)
    return Appealed(
        sanction=outcome.sanction,
        warning=_terms(warning) if warning and warning.withdrawn_on is None else None,
        today=today,
        first_months=timescale("first_warning").value,
        final_months=timescale("final_warning").value,
        kept_months=timescale("warning_kept").value,
        child=case.pupil_involved,
    )


def _terms(warning: FormalWarning) -> Terms:
    return Terms(warning.level, warning.given_on, warning.spent_on, warning.dispose_on)


def _change_warning(act: Act, appealed: Appealed, sanction: Sanction) -> None:
    """Withdraw the warning, turn it into the lesser one, or give the one that follows."""
    warning, terms = warning_from(act.session, act.case.id), appealed.new_terms(sanction)
    if warning and terms is None:
        warning.withdrawn_on = act.today
        kept, child = appealed.kept_months, appealed.child
        warning.dispose_on = dispose_day(act.today, act.today, kept, child)
    elif warning and terms:
        warning.level, warning.live_months = terms.level, appealed.months(sanction)
        warning.spent_on, warning.dispose_on = terms.spent_on, terms.dispose_on
        warning.extended_months = warning.absent_days = 0
        warning.why_extended = None
    elif terms and act.case.employee_id:
        heard = [
            each for each in allegations_on(act.session, act.case.id) if each.allegation.notified_on
        ]
        act.session.add(
            FormalWarning(
                case_id=act.case.id,
                person_id=act.case.employee_id,
                level=LEVELS[sanction],
                about=warned_about(heard),
                given_on=terms.given_on,
                live_months=appealed.months(sanction),
                spent_on=terms.spent_on,
                dispose_on=terms.dispose_on,
            )
        )


def _change_clocks(act: Act, sanction: Sanction) -> None:
    """What is counted from the outcome is counted from what stands now, or no longer."""
    act.session.flush()
    warning = warning_from(act.session, act.case.id)
    if warning and warning.withdrawn_on is None:
        start_warning_clock(act, warning)
    else:
        end_clocks(act, *WARNING_CLOCKS.values())
    if not sanction.is_dismissal:
        end_claim_clock(act)


def _look_again(act: Act, outcome: Outcome) -> None:
    """A dismissal that was reported to DBS or TRA is looked at again (Patel v Folkestone)."""
    if not outcome.sanction.is_dismissal:
        return
    says = "Look again at DBS and TRA referrals after the appeal"
    start_clock(act, REFERRALS, act.today, says=says)
