"""Settling a matter informally: what is expected from now on, in a letter that is no sanction."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act
from casework.cases.letterhead import opening
from casework.cases.models import Case
from casework.cases.stages import Ending
from casework.database.whose import every_case
from casework.documents.advice_letter import ManagementAdviceLetter
from casework.documents.issuing import Issue, issue
from casework.documents.letters import print_letter
from casework.documents.spelling import plain_day
from casework.errors import WrongAnswer
from casework.policies.intake import intake_label
from casework.reports.models import Report
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
        concern=concern_of(act.session, act.case),
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


def concern_of(session: Session, case: Case) -> str:
    """What was reported, in sentences for whom it is about: what was seen, and what of the policy.

    It says nothing of who reported it.
    """
    first = select(Report).where(Report.case_id == case.id).order_by(col(Report.sent_at))
    report = session.exec(first).first()
    if report is None:
        return case.summary
    day = f" of {plain_day(report.posted_on)}" if report.posted_on else ""
    ticked = [intake_label(str(each["key"])) for each in report.labels]
    said = [each.label[:1].lower() + each.label[1:] for each in ticked if each and each.clause]
    about = (
        f"The concern was put like this: {'; '.join(said)}."
        if said
        else "It was not said which part of the policy it is about."
    )
    return f"A post{day} was reported to us, seen on {report.platform}.\n{about}"


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
