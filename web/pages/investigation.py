"""Beginning an investigation, concluding it with a report, and deciding on a case to answer."""

from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.allegations.models import Conclusion
from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.investigation.commands import BeginInvestigation, DecideCaseToAnswer
from casework.investigation.report import ConcludeInvestigation
from web.acts import ActPage, add_acts
from web.asking import day, prose, select
from web.pages.appointments import everybody

router = APIRouter()

ROWS = range(5)


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
            select("officer_id", "Investigating officer", everybody),
            prose(
                "terms",
                "Terms of reference",
                "What they are to find out, one point a line. Not what to conclude.",
            ),
        ),
        stages=frozenset({Stage.TRIAGE}),
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
