"""Beginning an investigation, and deciding whether there is a case to answer."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission, Role
from casework.allegations.letterhead import in_role, letterhead, person, put
from casework.allegations.queries import Alleged, allegations_on, screen_facts
from casework.allegations.rules import SCREEN_RULES
from casework.cases.appointing import appoint, end
from casework.cases.deadlines import meet, meet_all, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.passing_on import pass_on
from casework.cases.stages import Ending, Stage
from casework.documents.issuing import Issue, issue
from casework.documents.letters import print_letter
from casework.documents.notices import NoCaseToAnswerLetter
from casework.errors import WrongAnswer
from casework.investigation.models import CaseToAnswer, TermsOfReference
from casework.investigation.queries import investigated_by
from casework.investigation.rules import (
    BEGINNING_RULES,
    DECIDING_RULES,
    BeginningFacts,
    DecidingFacts,
)
from casework.journal import Event
from casework.particulars import particulars
from casework.people.queries import known
from casework.procedure import require
from casework.reports.elsewhere import elsewhere_on
from casework.reports.looked_up import LookedUpAt, keep_look_up
from casework.reports.rules import SAFEGUARDING_RULES
from casework.reports.safeguarding import require_may_tell, safeguarding_facts
from casework.suspension.ending import end_measure
from casework.text import OptionalDay, OptionalLine, OptionalProse, Prose


class InvestigationBegun(Event):
    officer_id: UUID
    due_on: date
    registers: str | None = None

    def sentence(self) -> str:
        return "appointed the investigating officer and set the terms of reference"


class CaseToAnswerDecided(Event):
    to_hearing: list[int]

    def sentence(self) -> str:
        if not self.to_hearing:
            return "decided that there is no case to answer"
        numbers = ", ".join(str(each) for each in self.to_hearing)
        return f"decided that there is a case to answer on allegation {numbers}"


class BeginInvestigation(Command):
    """Appoint the investigating officer and say what they are to find out (Acas Code para 5).

    Where a child may be at risk, the LADO comes first (KCSIE Part Four).
    """

    permission: ClassVar[Permission] = Permission.BEGIN_INVESTIGATION

    officer_id: UUID = Field(title="the investigating officer")
    terms: Prose = Field(title="what they are to find out, one point a line")
    scope: OptionalProse = Field(default=None, title="what is in scope, and what is not")
    produce: OptionalProse = Field(default=None, title="what they are to produce")
    report_to: OptionalLine = Field(default=None, title="who the report goes to")
    confidentiality: OptionalProse = Field(default=None, title="what is kept confidential")

    def perform(self, act: Act) -> InvestigationBegun:
        child = safeguarding_facts(act.session, act.case.id)
        require(SAFEGUARDING_RULES, child)
        outside = elsewhere_on(act.session, act.case) is not None
        require(BEGINNING_RULES, BeginningFacts(act.case.employee_id is not None, outside))
        act.case.move_to(Stage.INVESTIGATION)
        appoint(act, self.officer_id, Role.INVESTIGATING_OFFICER)
        # Where the LADO follows it, their procedures give less time than the trust's own (T4-L).
        kind = "T4-L" if child.child_at_risk else "T4"
        clock = start_clock(act, kind, act.today, self.officer_id)
        act.session.add(
            TermsOfReference(
                case_id=act.case.id,
                officer_id=self.officer_id,
                **self.model_dump(exclude={"officer_id"}),
                due_on=clock.due_on,
                set_by=act.actor.id,
                set_at=act.at,
            )
        )
        meet(act, "T1-IO")
        kept = keep_look_up(act, LookedUpAt.INVESTIGATION)
        return InvestigationBegun(officer_id=self.officer_id, due_on=clock.due_on, registers=kept)


class DecideCaseToAnswer(Command):
    """Decide which allegations go to a hearing, with reasons (Acas Code para 9).

    None does before the protected-content questions are answered (Higgs v Farmor's School).
    When none does, the employee is told in writing and the case is closed; where a child may be at
    risk, only once the LADO agrees that they are told (KCSIE Part Four).
    """

    permission: ClassVar[Permission] = Permission.DECIDE_CASE_TO_ANSWER

    to_hearing: dict[UUID, bool] = Field(title="a decision on every allegation")
    reasons: Prose = Field(title="the reasons for this decision")
    wellbeing: OptionalProse = Field(default=None, title="what is done for their wellbeing")
    informal_advice: OptionalProse = Field(default=None, title="any informal advice")
    removed_on: OptionalDay = Field(default=None, title="the day the record is removed")

    def perform(self, act: Act) -> CaseToAnswerDecided:
        act.case.require_way_to(Stage.HEARING)  # whatever is decided, it is decided once
        alleged = allegations_on(act.session, act.case.id)
        if set(self.to_hearing) != {each.allegation.id for each in alleged}:
            raise WrongAnswer({"to_hearing": "Decide on every allegation"})
        officer = investigated_by(act.session, act.case.id)
        require(DECIDING_RULES, DecidingFacts(act.actor.id, officer))
        if any(self.to_hearing.values()):
            require(SCREEN_RULES, screen_facts(act.session, act.case.id))
        for each in alleged:
            each.allegation.to_hearing = self.to_hearing[each.allegation.id]
        numbers = [each.allegation.number for each in alleged if each.allegation.to_hearing]
        act.session.add(
            CaseToAnswer(
                case_id=act.case.id,
                reasons=self.reasons,
                to_hearing=numbers,
                decided_by=act.actor.id,
                decided_at=act.at,
            )
        )
        self._go_on(act) if numbers else self._end_here(act, alleged)
        end(act, Role.INVESTIGATING_OFFICER)
        pass_on(act)
        return CaseToAnswerDecided(to_hearing=numbers)

    def _go_on(self, act: Act) -> None:
        act.case.move_to(Stage.HEARING)
        meet(act, "T4-D")
        start_clock(act, "T5", act.today)

    def _end_here(self, act: Act, alleged: list[Alleged]) -> None:
        wrong = {
            name: f"Enter {type(self).model_fields[name].title}"
            for name in ("wellbeing", "removed_on")
            if getattr(self, name) is None
        }
        if wrong:
            raise WrongAnswer(wrong)
        require_may_tell(act.session, act.case.id)
        letter = NoCaseToAnswerLetter(
            **letterhead(act.session, act.case, alleged, act.today),
            investigator=in_role(act.session, act.case, Role.INVESTIGATING_OFFICER),
            decided_by=person(known(act.session, act.actor.id)),
            decided_on=act.today,
            allegations=tuple(put(each) for each in alleged),
            reasons=self.reasons,
            records=particulars(act.session)["records"],
            removed_on=self.removed_on,
            wellbeing=self.wellbeing or "",
            informal_advice=self.informal_advice or "",
        )
        printed = print_letter(letter)
        what = Issue(letter.code, letter.subject, act.actor.name, act.at, "to the employee")
        issue(act.session, act.case.id, printed, what)
        end_measure(act)
        act.case.close(Ending.NO_CASE_TO_ANSWER, act.at)
        meet_all(act)
