"""Somebody who is no employee of the Trust: whose matter it is instead, and that they were told.

The disciplinary procedure is for employees. An agency, the Trust's governance or the behaviour
policy deals with everybody else, and the Trust passes on what it was told.
"""

from uuid import UUID

from sqlmodel import Session

from casework.cases.gateway import Act
from casework.errors import WrongAnswer
from casework.people.models import Person
from casework.procedure import require
from casework.reports.answers import NOT_EMPLOYED, About, HarmAnswer, PassedTo
from casework.reports.models import Report, Triage
from casework.reports.rules import FORMAL_RULES, PASSING_RULES, FormalFacts, PassingFacts
from casework.reports.safeguarding import lado_contacts

WHOSE = {About.AGENCY: PassedTo.AGENCY, About.GOVERNOR: PassedTo.GOVERNANCE}


def elsewhere(session: Session, about: About, employee_id: UUID | None) -> PassedTo | None:
    """Whose matter it is, where it is known to be about no employee; who was named counts most."""
    person = session.get(Person, employee_id) if employee_id else None
    told = NOT_EMPLOYED.get(person.worker_type) if person else about
    return WHOSE.get(told) if told else None


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
    _require_told(act, triage)
    named = act.case.employee_id is not None
    found = elsewhere(act.session, report.about, act.case.employee_id)
    facts = PassingFacts(
        an_employee=named and found is None,
        child_at_risk=report.child.stops or set(triage.harm.values()) != {HarmAnswer.NO},
        a_pupil=triage.passed_to is PassedTo.BEHAVIOUR,
        lado_contacted=bool(lado_contacts(act.session, act.case.id)),
    )
    require(PASSING_RULES, facts)


def _require_told(act: Act, triage: Triage) -> None:
    wrong = {}
    if triage.passed_to is None:
        wrong["passed_to"] = "Say what they are to the Trust"
    if triage.passed_to_whom is None:
        wrong["passed_to_whom"] = "Enter who was told"
    if triage.passed_on is None:
        wrong["passed_on"] = "Enter the day they were told"
    elif triage.passed_on > act.today:
        wrong["passed_on"] = "Enter a day that is not in the future"
    if wrong:
        raise WrongAnswer(wrong)
