"""Beginning an investigation, concluding it with a report, and deciding on a case to answer."""

from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.allegations.models import Conclusion
from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.investigation.commands import BeginInvestigation, DecideCaseToAnswer
from casework.investigation.report import ConcludeInvestigation
from web.acting.acts import ActPage, add_acts
from web.acting.asking import day, line, prose, select
from web.pages.cases.appointments import NO_ACCOUNT, readers

router = APIRouter()

ROWS = range(5)


def _usual_terms(_session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    """What terms of reference usually say beside the points to find out."""
    manager = file.case_manager
    return {
        "scope": "What was reported, and whatever bears on it. Anything new is raised with the "
        "case manager before it is looked into.",
        "produce": "A written report: what was done, what is agreed, what is disputed and why one "
        "account is preferred, what helps the employee, and a conclusion on each allegation.",
        "report_to": manager.name if manager else "",
        "confidentiality": "Speak only to those who need to be heard, and ask each to keep it to "
        "themselves. The employee may speak to whoever accompanies them.",
    }


def _report_parts(_session: Session, _file: CaseFile, _request: Request) -> dict[str, Any]:
    """How many empty rows the page offers, and the conclusions there are."""
    return {
        "rows": ROWS,
        "conclusions": [(each.value, each.label) for each in Conclusion],
    }


add_acts(
    router,
    ActPage(
        slug="begin-investigation",
        command=BeginInvestigation,
        title="Begin the investigation",
        button="Begin the investigation",
        lead="Appoint an investigating officer who did not report it and will not hear it.",
        what="The officer can see the case until their report is accepted. "
        "The investigation has its deadline from today.",
        asks=(
            select("officer_id", "Investigating officer", readers, NO_ACCOUNT),
            prose(
                "terms",
                "Terms of reference",
                "What they are to find out, one point a line. Not what to conclude.",
            ),
            prose("scope", "What is in scope, and what is not", optional=True),
            prose("produce", "What they are to produce", optional=True),
            line("report_to", "Who the report goes to", optional=True),
            prose("confidentiality", "What is kept confidential", optional=True),
        ),
        stages=frozenset({Stage.TRIAGE}),
        start=_usual_terms,
    ),
    ActPage(
        slug="conclude-investigation",
        command=ConcludeInvestigation,
        title="Conclude the investigation",
        button="Conclude with this report",
        lead="Say what was found, for and against. The report recommends no sanction.",
        what="The report is printed, kept with its fingerprint, and cannot be changed.",
        stages=frozenset({Stage.INVESTIGATION}),
        template="investigation/conclude.html",
        extra=_report_parts,
    ),
    ActPage(
        slug="case-to-answer",
        command=DecideCaseToAnswer,
        title="Decide whether there is a case to answer",
        button="Record my decision",
        lead="Decide on each allegation. The investigator cannot decide this.",
        what="If any allegation goes to a hearing, the hearing is prepared next. If none does, "
        "the employee is told in writing and the case is closed.",
        asks=(
            prose("reasons", "Reasons for this decision"),
            prose(
                "wellbeing",
                "What is done for their wellbeing",
                "Only when nothing goes to a hearing: it is part of the letter.",
                optional=True,
            ),
            prose("informal_advice", "Any informal advice", optional=True),
            day(
                "removed_on",
                "Day the record is removed",
                "Only when nothing goes to a hearing.",
                optional=True,
            ),
        ),
        stages=frozenset({Stage.DECISION}),
        template="investigation/case_to_answer.html",
    ),
)
