"""Triage: one decision on a report, with reasons and the four harm answers."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import select

from casework.access import TRUST_GRANTS, Permission, Role, TrustPermission
from casework.cases.appointing import appoint, end, place
from casework.cases.deadlines import meet, meet_all, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.passing_on import pass_on
from casework.cases.references import CASE, next_reference
from casework.cases.stages import Ending, Stage
from casework.database.whose import every_case
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.journal import Event
from casework.people.queries import roles_in_trust
from casework.policies.queries import clause_in, in_force
from casework.procedure import require
from casework.reports.answers import HARM_QUESTIONS, Decision, HarmAnswer, PassedTo
from casework.reports.elsewhere import pass_on_matter, require_employee
from casework.reports.informal import advice_of, advise, settled_before
from casework.reports.joining import join
from casework.reports.looked_up import LookedUpAt, keep_look_up
from casework.reports.models import Report, Triage
from casework.reports.rules import INFORMAL_RULES, InformalFacts
from casework.text import Line, OptionalDay, OptionalLine, OptionalProse, Prose

MAY_TRIAGE = TRUST_GRANTS[TrustPermission.TRIAGE_REPORTS]


class ReportTriaged(Event):
    report: str
    decision: Decision
    case: str
    harm: dict[str, HarmAnswer]
    clauses: list[str]
    registers: str | None = None
    gross: HarmAnswer | None = None
    informal_again: str | None = None
    informal_although: str | None = None
    passed_to: PassedTo | None = None
    letter: str | None = None

    def sentence(self) -> str:
        became = f" as {self.case}" if self.decision is Decision.FORMAL else ""
        advised = f", and sent the employee a letter of advice ({self.letter})"
        told = f"triaged report {self.report}: {self.decision.label.lower()}{became}"
        return told + (advised if self.letter else "")


def unanswered(harm: Mapping[str, Any]) -> dict[str, str]:
    """The harm questions that still need an answer, by field."""
    return {
        f"harm.{key}": f"Answer harm question {number}"
        for number, key in enumerate(HARM_QUESTIONS, start=1)
        if not harm.get(key)
    }


class TriageReport(Command):
    """Decide what to do with a report (Acas Code para 3; KCSIE harm threshold)."""

    permission: ClassVar[Permission] = Permission.TRIAGE

    decision: Decision = Field(title="what to do with this report")
    reasons: Prose = Field(title="the reasons for this decision")
    harm: dict[str, HarmAnswer] = Field(default={}, title="all four harm questions")
    clauses: list[Line] = Field(default=[], title="the clauses it may come under")
    add_to: OptionalLine = Field(default=None, title="the case to add it to")
    colleague_id: UUID | None = Field(default=None, title="the colleague")
    expectations: OptionalProse = Field(default=None, title="what is expected from now on")
    review_on: OptionalDay = Field(default=None, title="the day it is looked at again")
    served_how: OptionalLine = Field(default=None, title="how the letter is sent")
    informal_again: OptionalProse = Field(default=None, title="why it is settled informally again")
    gross: HarmAnswer | None = Field(
        default=None, title="whether anything points to gross misconduct"
    )
    informal_although: OptionalProse = Field(
        default=None, title="why it is settled informally although it may be gross misconduct"
    )
    passed_to: PassedTo | None = Field(default=None, title="what they are to the Trust")
    passed_to_whom: OptionalLine = Field(default=None, title="who was told")
    passed_on: OptionalDay = Field(default=None, title="the day they were told")

    def perform(self, act: Act) -> ReportTriaged:
        if act.case.stage is not Stage.REPORTED:
            says = "A report is triaged once"
            raise ProcedureBreach(Breach("G-STAGE", "HOUSE", says))
        report = act.session.exec(select(Report).where(Report.case_id == act.case.id)).one()
        self._require_answers(act, report)
        act.session.add(self._triage(act, report))
        decides = self.decision is not Decision.HAND_OVER
        registers = keep_look_up(act, LookedUpAt.TRIAGE) if decides else None
        letter = _CARRIED_OUT[self.decision](self, act, report)
        return ReportTriaged(
            report=report.reference,
            decision=self.decision,
            case=act.case.reference,
            harm=self.harm,
            clauses=self.clauses,
            registers=registers,
            gross=self.gross,
            informal_again=self.informal_again,
            informal_although=self.informal_although,
            passed_to=self.passed_to,
            letter=letter,
        )

    def _triage(self, act: Act, report: Report) -> Triage:
        """The decision as a row; what is passed on is first looked at."""
        triage = Triage(
            case_id=act.case.id,
            report_id=report.id,
            **self.model_dump(include={"decision", "reasons", "clauses", "gross"}),
            harm={key: each.value for key, each in self.harm.items()},
            decided_by=act.actor.id,
            decided_at=act.at,
        )
        if self.decision is Decision.PASS_ON:
            triage.passed_to, triage.passed_on = self.passed_to, self.passed_on
            triage.passed_to_whom = self.passed_to_whom
            pass_on_matter(act, report, triage)
        return triage

    def _require_answers(self, act: Act, report: Report) -> None:
        wrong = unanswered(self.harm)
        if set(self.harm) - set(HARM_QUESTIONS):
            wrong["harm"] = "Answer the four questions on this page"
        if self.decision is Decision.FORMAL:
            wrong |= self._wrong_clauses(act, report)
        if self.decision is Decision.INFORMAL and self.gross is None:
            wrong["gross"] = "Say whether anything points to gross misconduct"
        if wrong:
            raise WrongAnswer(wrong)

    def _wrong_clauses(self, act: Act, report: Report) -> dict[str, str]:
        if not self.clauses:
            return {"clauses": "Confirm at least one clause it may come under"}
        day = report.posted_on or report.found_on
        policies = in_force(act.session, day)
        for number in self.clauses:
            found = [clause_in(act.session, each.id, number) for each in policies]
            if not any(each and each.kind.can_be_alleged for each in found):
                says = f"{number} cannot be alleged under a policy in force on {day:%-d %B %Y}"
                return {"clauses": says}
        return {}

    def open_formally(self, act: Act, report: Report) -> None:
        """It becomes a formal case, managed by whoever triaged it unless they name somebody."""
        require_employee(act, report)
        manager = self.colleague_id or act.actor.id
        if roles_in_trust(act.session, manager).isdisjoint(MAY_TRIAGE):
            raise WrongAnswer({"colleague_id": "Choose somebody in HR to manage the case"})
        act.case.move_to(Stage.TRIAGE)
        act.case.reference = next_reference(act.session, CASE, act.today.year)
        end(act, Role.TRIAGE, keep=act.actor.id)
        appoint(act, manager, Role.CASE_MANAGER)
        end(act, Role.TRIAGE)
        pass_on(act)
        meet(act, "T1")
        start_clock(act, "T1-IO", act.today, manager)

    def add_to_case(self, act: Act, report: Report) -> None:
        """The report, and what came with it, moves into a case that is already open."""
        with every_case(act.session):
            act.case.added_to_id = join(act, report, self.add_to).id
            _finish(act, Ending.ADDED_TO_CASE)

    def settle_informally(self, act: Act, _report: Report) -> str | None:
        """Nothing formal follows; what is expected from now on may go out in a letter of advice."""
        facts = InformalFacts(
            tuple(self.harm.values()),
            times_before=settled_before(act),
            at_most=act.timescale("informal_times").value,
            says_why_again=self.informal_again is not None,
            gross=self.gross or HarmAnswer.NO,
            says_why_although=self.informal_although is not None,
        )
        require(INFORMAL_RULES, facts)
        told = (self.expectations, self.review_on, self.served_how)
        advice = advice_of(*told, act.today)
        letter = advise(act, advice) if advice else None
        _finish(act, Ending.INFORMAL)
        return letter

    def take_no_further_action(self, act: Act, _report: Report) -> None:
        _finish(act, Ending.NO_FURTHER_ACTION)

    def pass_on(self, act: Act, _report: Report) -> None:
        """Whoever employs them, or the policy for them, takes it from here."""
        _finish(act, Ending.PASSED_ON)

    def hand_over(self, act: Act, report: Report) -> None:
        """Somebody else in HR triages it instead, and the person handing over no longer can."""
        if self.colleague_id is None or self.colleague_id == act.actor.id:
            raise WrongAnswer({"colleague_id": "Choose the colleague who will take it"})
        if roles_in_trust(act.session, self.colleague_id).isdisjoint(MAY_TRIAGE):
            raise WrongAnswer({"colleague_id": "Choose somebody who triages reports"})
        if self.colleague_id in _concerned(act, report):
            raise WrongAnswer({"colleague_id": "Choose somebody who is not part of the matter"})
        place(act, self.colleague_id, Role.TRIAGE)
        end(act, Role.TRIAGE, keep=self.colleague_id)
        pass_on(act)
        start_clock(act, "T1", act.today, self.colleague_id)


_CARRIED_OUT: dict[Decision, Callable[[TriageReport, Act, Report], str | None]] = {
    Decision.FORMAL: TriageReport.open_formally,
    Decision.ADD_TO_CASE: TriageReport.add_to_case,
    Decision.INFORMAL: TriageReport.settle_informally,
    Decision.NO_FURTHER_ACTION: TriageReport.take_no_further_action,
    Decision.PASS_ON: TriageReport.pass_on,
    Decision.HAND_OVER: TriageReport.hand_over,
}


def _concerned(act: Act, report: Report) -> set[UUID | None]:
    return {report.reporter_id, act.case.employee_id}


def _finish(act: Act, ending: Ending) -> None:
    """Close the case; whoever decided can still read it, the rest of HR no longer."""
    act.case.close(ending, act.at)
    end(act, Role.TRIAGE, keep=act.actor.id)
    meet_all(act)
