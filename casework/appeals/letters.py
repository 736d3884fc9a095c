"""The letters after an appeal: its result, and the way back for whoever had been dismissed."""

from typing import Any, ClassVar

from pydantic import Field

from casework.access import Permission, Role
from casework.allegations.letterhead import in_role, letterhead
from casework.allegations.queries import allegations_on
from casework.appeals.deciding import REFERRALS
from casework.appeals.hearing import appeal_panel
from casework.appeals.holding import TOLD
from casework.appeals.models import AppealDecision, AppealHearing
from casework.appeals.progress import LETTER_RULES, REINSTATING_RULES
from casework.appeals.queries import (
    appeal_decision_of,
    appeal_facts,
    appeal_hearing_of,
    grounds_of,
)
from casework.cases.deadlines import meet
from casework.cases.gateway import Act, Command
from casework.documents.appeal_letters import (
    AppealOutcomeLetter,
    GroundAnswered,
    ReinstatementLetter,
)
from casework.documents.issuing import Issue, issue
from casework.documents.letterhead import Letter
from casework.documents.letters import print_letter
from casework.documents.models import IssuedDocument
from casework.documents.wording import HearingHeld, Person
from casework.errors import NotFound
from casework.hearings.models import CompanionCategory
from casework.journal import Event
from casework.outcomes.ladder import Sanction
from casework.people.warnings import warning_from
from casework.procedure import require
from casework.text import Day, Line, OptionalProse, Prose
from casework.working_days import local_day


class AppealLetterIssued(Event):
    document: str

    def sentence(self) -> str:
        return f"sent the result of the appeal, {self.document}"


class EmployeeReinstated(Event):
    document: str

    def sentence(self) -> str:
        return f"sent the letter that the employment goes on, {self.document}"


class IssueAppealLetter(Command):
    """Send the result of the appeal in writing (Acas Code para 29)."""

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER
    for_others: ClassVar[frozenset[str]] = frozenset({"change_required", "further_misconduct"})

    served_how: Line = Field(title="how the letter is sent")
    change_required: OptionalProse = Field(default=None, title="the change that is required")
    further_misconduct: OptionalProse = Field(
        default=None, title="what further misconduct may lead to"
    )

    def perform(self, act: Act) -> AppealLetterIssued:
        require(LETTER_RULES, appeal_facts(act.session, act.case.id, act.today))
        decision = appeal_decision_of(act.session, act.case.id)
        hearing = appeal_hearing_of(act.session, act.case.id)
        if decision is None or hearing is None:
            raise NotFound
        document = _issued(act, self._letter(act, decision, hearing), self.served_how)
        decision.letter_document_id = document.id
        meet(act, TOLD)
        return AppealLetterIssued(document=document.reference)

    def _letter(
        self, act: Act, decision: AppealDecision, hearing: AppealHearing
    ) -> AppealOutcomeLetter:
        stands = decision.sanction
        warning = warning_from(act.session, act.case.id) if stands.is_warning else None
        return AppealOutcomeLetter(
            **_head(act, self.served_how),
            hearing=_heard(act, hearing),
            grounds=tuple(
                GroundAnswered(
                    ground=each.kind.label,
                    words=each.words,
                    upheld=bool(each.upheld),
                    reasons=each.reasons or "",
                )
                for each in grounds_of(act.session, act.case.id)
            ),
            result=decision.result.label,
            reasons=decision.reasons,
            was=Sanction(decision.was).label,
            stands=stands.label,
            changed=decision.sanction.value != decision.was,
            warns=stands.is_warning and decision.sanction.value != decision.was,
            ends_a_dismissal=decision.ends_a_dismissal,
            spent_on=warning.spent_on if warning else None,
            change_required=self.change_required or "",
            further_misconduct=self.further_misconduct or "",
        )


class ReinstateEmployee(Command):
    """Tell whoever had been dismissed that the employment goes on (Patel v Folkestone)."""

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER
    for_others: ClassVar[frozenset[str]] = frozenset({"return_to_work", "records"})

    returns_on: Day = Field(title="the day of the return to work")
    return_to_work: Prose = Field(title="how the return is arranged")
    back_pay: Prose = Field(title="what is paid for the time between, and when")
    continuity: Prose = Field(title="what becomes of service, leave and pension")
    records: Prose = Field(title="which records are corrected")
    referrals: Prose = Field(title="what DBS, TRA and others were told, and are told now")
    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> EmployeeReinstated:
        require(REINSTATING_RULES, appeal_facts(act.session, act.case.id, act.today))
        decision = appeal_decision_of(act.session, act.case.id)
        if decision is None:
            raise NotFound
        letter = ReinstatementLetter(
            **_head(act, self.served_how),
            decided_on=local_day(decision.decided_at),
            stands=decision.sanction.label,
            **self.model_dump(exclude={"served_how"}),
        )
        document = _issued(act, letter, self.served_how)
        decision.reinstated_document_id = document.id
        meet(act, REFERRALS)
        return EmployeeReinstated(document=document.reference)


def _head(act: Act, served_how: str) -> dict[str, Any]:
    alleged = [
        each for each in allegations_on(act.session, act.case.id) if each.allegation.notified_on
    ]
    return {**letterhead(act.session, act.case, alleged, act.today), "delivery": served_how}


def _issued(act: Act, letter: Letter, served_how: str) -> IssuedDocument:
    what = Issue(letter.code, letter.subject, act.actor.name, act.at, served_how)
    return issue(act.session, act.case.id, print_letter(letter), what)


def _heard(act: Act, hearing: AppealHearing) -> HearingHeld:
    chair = in_role(act.session, act.case, Role.APPEAL_MANAGER)
    alone = hearing.companion_category in (None, CompanionCategory.NOBODY)
    category = hearing.companion_category.label.lower() if hearing.companion_category else ""
    return HearingHeld(
        day=local_day(hearing.starts_at),
        chair=chair,
        attended_by=tuple(each for each in (chair, *appeal_panel(act)) if isinstance(each, Person)),
        accompanied_by="You were not accompanied."
        if alone
        else f"You were accompanied by {hearing.companion}, {category}.",
        employee_attended=bool(hearing.attended),
        why_in_absence=hearing.why_absent or "",
    )
