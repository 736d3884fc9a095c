"""Opening the appeal window when the letter has arrived, and closing the case after it."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from casework.access import Permission
from casework.appeals.models import AppealResult
from casework.appeals.queries import WINDOW, appeal_decision_of, appeal_of, closing_facts
from casework.appeals.rules import CLOSING_RULES, WINDOW_RULES, WindowFacts
from casework.cases.deadlines import meet, meet_all, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.stages import Ending, Stage
from casework.documents.models import IssuedDocument
from casework.duties.queries import left_open, referral_facts, unanswered_facts
from casework.duties.rules import REFERRAL_RULES, UNANSWERED_RULES
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.outcomes.queries import outcome_of
from casework.outcomes.reasons_rules import OWING_RULES
from casework.outcomes.written_reasons import reasons_facts
from casework.procedure import require, unmet
from casework.reports.rules import CLOSING_SAFEGUARDING_RULES
from casework.reports.side_tracks import closing_safeguarding
from casework.text import Day, Prose
from casework.working_days import local_day


class AppealWindowOpened(Event):
    received_on: date
    ends_on: date

    def sentence(self) -> str:
        return f"opened the appeal window, which ends on {self.ends_on:%-d %B %Y}"


class CaseClosed(Event):
    ending: Ending
    unanswered: tuple[str, ...] = ()

    def sentence(self) -> str:
        return f"closed the case{left_open(self.unanswered)}"


class OpenAppealWindow(Command):
    """Start the time in which the employee may appeal, from the day the letter arrived.

    Source: Acas Code para 26; the number of days is the trust's own.
    """

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER

    received_on: Day = Field(title="the day the employee received the letter")

    def perform(self, act: Act) -> AppealWindowOpened:
        outcome = outcome_of(act.session, act.case.id)
        sent = outcome is not None and outcome.letter_document_id is not None
        require(WINDOW_RULES, WindowFacts(letter_sent=sent))
        if outcome is not None and outcome.letter_document_id is not None:
            letter = act.session.get_one(IssuedDocument, outcome.letter_document_id)
            self._require_possible(act, local_day(letter.issued_at))
            outcome.letter_received_on = self.received_on
        act.case.move_to(Stage.APPEAL)
        window = start_clock(act, WINDOW, self.received_on)
        if appeal_of(act.session, act.case.id):
            meet(act, WINDOW)
        return AppealWindowOpened(received_on=self.received_on, ends_on=window.due_on)

    def _require_possible(self, act: Act, issued_on: date) -> None:
        if self.received_on > act.today:
            raise WrongAnswer({"received_on": "Enter a day that is not in the future"})
        if self.received_on < issued_on:
            says = f"The letter was sent on {issued_on:%-d %B %Y}. Check the day it arrived"
            raise WrongAnswer({"received_on": says})


class CloseCase(Command):
    """Close the case once the employee can no longer appeal (Acas Code, foreword on records)."""

    permission: ClassVar[Permission] = Permission.CLOSE

    reasons: Prose = Field(title="how the matter ended")
    no_appeal: bool = Field(title="whether every appeal that arrived is answered")

    def perform(self, act: Act) -> CaseClosed:
        if not self.no_appeal:
            says = "Keep the case open until the appeal has been decided"
            raise WrongAnswer({"no_appeal": says})
        require(CLOSING_RULES, closing_facts(act.session, act.case.id, act.today))
        require(REFERRAL_RULES, referral_facts(act.session, act.case, act.today))
        require(OWING_RULES, reasons_facts(act.session, act.case))
        require(CLOSING_SAFEGUARDING_RULES, closing_safeguarding(act.session, act.case.id))
        decision = appeal_decision_of(act.session, act.case.id)
        overturned = decision is not None and decision.result is AppealResult.OVERTURNED
        told = unanswered_facts(act.session, act.case, act.today)
        left = told.unanswered if unmet(UNANSWERED_RULES, told) else ()
        ending = Ending.OVERTURNED_ON_APPEAL if overturned else Ending.OUTCOME_GIVEN
        act.case.close(ending, act.at)
        meet_all(act)
        return CaseClosed(ending=ending, unanswered=left)
