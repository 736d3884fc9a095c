"""Settling a matter informally: what is expected from now on, in a letter that is no sanction."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, func, select

from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act
from casework.cases.letterhead import opening
from casework.cases.models import Case
from casework.cases.stages import Ending
from casework.database.whose import every_case
from casework.documents.advice_letter import ManagementAdviceLetter
from casework.documents.issuing import Issue, issue
from casework.documents.letters import print_letter
from casework.errors import WrongAnswer
from casework.reports.queries import conduct_day
from casework.reports.safeguarding import require_may_tell
from casework.reports.tracks import ManagementAdvice


@dataclass(frozen=True)
class Advice:
    """What is put to the employee, all of it or nothing."""

    expectations: str
    review_on: date
    served_how: str


def advice_of(
    expectations: str | None, review_on: date | None, served_how: str | None, today: date
) -> Advice | None:
    """The advice that was typed; none when none of it was.

    Raises:
        WrongAnswer: a part of it is missing, or the review lies in the past.
    """
    told = {"expectations": expectations, "review_on": review_on, "served_how": served_how}
    if not any(told.values()):
        return None
    says = {
        "expectations": "Enter what is expected of them from now on",
        "review_on": "Enter the day it is looked at again",
        "served_how": "Enter how the letter is sent",
    }
    wrong = {name: says[name] for name, value in told.items() if not value}
    if review_on and review_on <= today:
        wrong["review_on"] = "Enter a day after today"
    if wrong or not (expectations and review_on and served_how):
        raise WrongAnswer(wrong)
    return Advice(expectations, review_on, served_how)


def advise(act: Act, advice: Advice) -> str:
    """Send the letter of advice (L-11), and keep what it asks. Its reference on the case.

    Raises:
        WrongAnswer: it is not known whom the report is about.
        ProcedureBreach: the LADO has not agreed that they are told.
    """
    if act.case.employee_id is None:
        says = "Leave this empty: it is not known whom the report is about"
        raise WrongAnswer({"expectations": says})
    require_may_tell(act.session, act.case.id)
    letter = ManagementAdviceLetter(
        **opening(act, conduct_day(act.session, act.case)),
        delivery=advice.served_how,
        concern=act.case.summary,
        expectations=advice.expectations,
        review_on=advice.review_on,
    )
    printed = print_letter(letter)
    what = Issue(letter.code, letter.subject, act.actor.name, act.at, advice.served_how)
    document = issue(act.session, act.case.id, printed, what)
    act.session.add(
        ManagementAdvice(
            case_id=act.case.id,
            expectations=advice.expectations,
            review_on=advice.review_on,
            document_id=document.id,
            given_by=act.actor.id,
            given_at=act.at,
        )
    )
    start_clock(act, "T12-A", advice.review_on)
    return document.reference


def settled_before(act: Act) -> int:
    """How often a matter about the same person was settled informally before."""
    if act.case.employee_id is None:
        return 0
    earlier = select(func.count(col(Case.id))).where(
        Case.employee_id == act.case.employee_id,
        Case.ending == Ending.INFORMAL,
        Case.id != act.case.id,
    )
    with every_case(act.session):
        return act.session.exec(earlier).one()
