"""Somebody who is no employee of the Trust: whose matter it is instead, and that they were told.

The disciplinary procedure is for employees. An agency, the Trust's governance or the behaviour
policy deals with everybody else, and the Trust passes on what it was told.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, select

from casework.access import Permission
from casework.cases.deadlines import meet_all
from casework.cases.gateway import Act, Command
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.journal import Event
from casework.people.models import Person
from casework.procedure import require
from casework.reports.answers import NOT_EMPLOYED, About, HarmAnswer, PassedTo
from casework.reports.models import Report, Triage
from casework.reports.rules import FORMAL_RULES, PASSING_RULES, FormalFacts, PassingFacts
from casework.reports.safeguarding import lado_contacts, safeguarding_facts
from casework.text import Day, Line, Prose

WHOSE = {About.AGENCY: PassedTo.AGENCY, About.GOVERNOR: PassedTo.GOVERNANCE}


def elsewhere(session: Session, about: About, employee_id: UUID | None) -> PassedTo | None:
    """Whose matter it is, where it is known to be about no employee; who was named counts most."""
    person = session.get(Person, employee_id) if employee_id else None
    told = NOT_EMPLOYED.get(person.worker_type) if person else about
    return WHOSE.get(told) if told else None


def elsewhere_on(session: Session, case: Case) -> PassedTo | None:
    """Whose matter a case is, where it is known to be about no employee."""
    reported = session.exec(select(Report.about).where(Report.case_id == case.id)).first()
    return elsewhere(session, About(reported or About.UNKNOWN), case.employee_id)


def require_employee(act: Act, report: Report) -> None:
    """A formal case is about an employee.

    Raises:
        ProcedureBreach: it is known to be about somebody else (G-TRI-6).
    """
    found = elsewhere(act.session, report.about, act.case.employee_id)
    require(FORMAL_RULES, FormalFacts(elsewhere=found is not None))


def pass_on_matter(act: Act, report: Report, triage: Triage) -> None:
    """Record who was told, once nothing stands in the way.

    Raises:
        WrongAnswer: it is not said who was told, or when.
        ProcedureBreach: it is about an employee, or the LADO comes first (G-TRI-7, G-TRI-8).
    """
    wrong = {}
    if triage.passed_to is None:
        wrong["passed_to"] = "Say what they are to the Trust"
    if triage.passed_to_whom is None:
        wrong["passed_to_whom"] = "Enter who was told"
    if triage.passed_on is None:
        wrong["passed_on"] = "Enter the day they were told"
    if wrong:
        raise WrongAnswer(wrong)
    at_risk = report.child.stops or set(triage.harm.values()) != {HarmAnswer.NO}
    _require_possible(act, triage.passed_to, triage.passed_on, child_at_risk=at_risk)


def _require_possible(
    act: Act, passed_to: PassedTo | None, passed_on: date | None, *, child_at_risk: bool
) -> None:
    """Nothing stands in the way of passing it on."""
    if passed_on and passed_on > act.today:
        raise WrongAnswer({"passed_on": "Enter a day that is not in the future"})
    named = act.case.employee_id is not None
    facts = PassingFacts(
        an_employee=named and elsewhere_on(act.session, act.case) is None,
        child_at_risk=child_at_risk,
        a_pupil=passed_to is PassedTo.BEHAVIOUR,
        lado_contacted=bool(lado_contacts(act.session, act.case.id)),
    )
    require(PASSING_RULES, facts)


class CasePassedOn(Event):
    passed_to: PassedTo
    passed_to_whom: str
    passed_on: date
    reasons: str

    def sentence(self) -> str:
        return f"passed the case on to {self.passed_to_whom}: it is about no employee"


class PassOnCase(Command):
    """Close a formal case that turns out to be about no employee, once whose matter it is knows.

    Only before an investigation begins: after that the employee knows of it, or nobody does.
    """

    permission: ClassVar[Permission] = Permission.CLOSE

    passed_to: PassedTo = Field(title="what they are to the Trust")
    passed_to_whom: Line = Field(title="who was told")
    passed_on: Day = Field(title="the day they were told")
    reasons: Prose = Field(title="how it turned out")

    def perform(self, act: Act) -> CasePassedOn:
        if act.case.stage is not Stage.TRIAGE:
            says = "A case is passed on before its investigation begins"
            raise ProcedureBreach(Breach("G-STAGE", "HOUSE", says))
        at_risk = safeguarding_facts(act.session, act.case.id).child_at_risk
        _require_possible(act, self.passed_to, self.passed_on, child_at_risk=at_risk)
        act.case.close(Ending.PASSED_ON, act.at)
        meet_all(act)
        return CasePassedOn(**self.model_dump())
