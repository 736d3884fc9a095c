"""Two that meet over reports: one added to the wrong case, and two people deciding on the same."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor
from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.errors import OutOfDate
from casework.reports.answers import Decision
from casework.reports.overtaken import require_not_overtaken
from casework.reports.separating import SeparateReport, separable
from casework.reports.triage import TriageReport
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Option, prose, select
from web.acting.forms import refused
from web.frame.rendering import show

router = APIRouter()


def draw_overtaken(
    request: Request, session: Session, actor: Actor, reference: str, posted: FormData
) -> HTMLResponse | None:
    """A colleague was first: their decision beside every word typed here. None when none was."""
    try:
        require_not_overtaken(session, actor, reference)
    except OutOfDate as first:
        form = refused(posted, first, TriageReport)
        chosen = posted.get("decision")
        mine = next((each.label for each in Decision if each == chosen), "Nothing chosen")
        return show(
            request,
            "reports/overtaken.html",
            status=form.status,
            here="reports",
            form=form,
            reference=reference,
            mine=mine,
            reasons=str(posted.get("reasons", "")),
        )
    return None


def _named(_session: Session, _file: CaseFile, request: Request) -> dict[str, Any]:
    return {"report": request.query_params.get("report", "")}


def _joined(session: Session, file: CaseFile) -> list[Option]:
    return [(each, each) for each in separable(session, file.case.id)]


add_acts(
    router,
    ActPage(
        slug="separate-report",
        command=SeparateReport,
        title="Take a report out of this case",
        button="Take it out",
        lead="For a report that was added to this case by mistake. It can be done until the "
        "investigation has ended, and while no file that came with it is an exhibit.",
        what="The report goes back to the reports that wait, with its words, its files and what "
        "the LADO said about it. You triage it anew. The journal of both says so, and whoever sent "
        "it keeps their reference and is told nothing.",
        asks=(
            select("report", "Report", _joined),
            prose("reasons", "Why it does not belong to this case"),
        ),
        start=_named,
        stages=frozenset(Stage) - {Stage.REPORTED, Stage.CLOSED},
        back="/reports",
        listed=False,
    ),
)
