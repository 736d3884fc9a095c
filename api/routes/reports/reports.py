"""Reports over JSON: sending one, adding to it, those that wait, and triage."""

from datetime import date, datetime
from functools import wraps
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from api.acting import Door, add_act
from api.deps import Caller, Once, Reading, Transaction
from api.files import FILE, Sent
from api.routes.evidence.evidence import take_in
from api.serving import serves
from casework.access import Permission, TrustPermission, require_in_trust
from casework.cases.gateway import begin, perform
from casework.errors import NotFound, NotPermitted
from casework.reports.attaching import AttachToReport
from casework.reports.collecting import StopAddingToReport
from casework.reports.commands import AddToReport, LogReport
from casework.reports.overtaken import require_not_overtaken
from casework.reports.queries import (
    case_of_report,
    report_that_opened,
    sent_by,
    sent_report,
    waiting_for,
)
from casework.reports.safeguarding import RecordLadoContact
from casework.reports.separating import SeparateReport
from casework.reports.triage import TriageReport
from casework.text import Prose

router = APIRouter(tags=["reports"])


class SentOut(BaseModel, from_attributes=True):
    """A report as whoever sent it may see it: whether HR has read it, never what came of it."""

    reference: str
    summary: str
    sent_at: datetime
    triaged: bool
    employee: str | None


class WaitingOut(BaseModel, from_attributes=True):
    reference: str
    summary: str
    academy: str
    reporter_title: str
    labels: list[str]
    pupil_involved: bool
    told_lead: bool | None
    told_lead_at: str | None
    sent_at: datetime
    due_on: date | None


class Addition(BaseModel, extra="forbid"):
    """Words to add to a report that was sent."""

    words: Annotated[Prose, Field(title="what you want to add")]


@router.get("/reports", dependencies=serves(TrustPermission.REPORT_BREACH))
def reports(reading: Reading, caller: Caller) -> list[SentOut]:
    """What the caller has reported, the latest first."""
    return [SentOut.model_validate(each) for each in sent_by(reading, caller)]


@router.get("/reports/waiting", dependencies=serves(TrustPermission.TRIAGE_REPORTS))
def waiting(reading: Reading, caller: Caller) -> list[WaitingOut]:
    """Reports the caller may triage, the oldest first."""
    require_in_trust(caller, TrustPermission.TRIAGE_REPORTS)
    return [WaitingOut.model_validate(each) for each in waiting_for(reading, caller)]


@router.get("/reports/{reference}", dependencies=serves(Permission.ADD_TO_REPORT))
def report(reference: str, reading: Reading, caller: Caller) -> SentOut:
    """One report the caller sent."""
    return SentOut.model_validate(sent_report(reading, caller, reference)[0])


@router.post(
    "/reports",
    status_code=201,
    description=LogReport.__doc__,
    dependencies=serves(TrustPermission.REPORT_BREACH),
)
def log_report(
    asked: LogReport,
    request: Request,
    response: Response,
    transaction: Transaction,
    caller: Caller,
    once: Once = None,
) -> SentOut:
    case = begin(transaction, caller, asked, once=once)
    mine, _ = sent_report(transaction, caller, report_that_opened(transaction, case))
    _point_at(request, response, mine.reference)
    return SentOut.model_validate(mine)


@router.post(
    "/reports/{reference}/additions", status_code=201, dependencies=serves(Permission.ADD_TO_REPORT)
)
def add_words(
    reference: str,
    asked: Addition,
    request: Request,
    response: Response,
    transaction: Transaction,
    caller: Caller,
    once: Once = None,
) -> SentOut:
    """Add words to a report after sending it."""
    mine, _ = sent_report(transaction, caller, reference)
    command = AddToReport(report=mine.reference, words=asked.words)
    perform(transaction, caller, case_of_report(transaction, reference), command, once=once)
    _point_at(request, response, mine.reference)
    return SentOut.model_validate(mine)


@router.post(
    "/reports/{reference}/captures",
    status_code=201,
    openapi_extra=FILE,
    dependencies=serves(Permission.ADD_TO_REPORT),
)
def add_file(
    reference: str,
    request: Request,
    response: Response,
    transaction: Transaction,
    caller: Caller,
    sent: Sent,
    once: Once = None,
) -> SentOut:
    """Add a file to a report after sending it."""
    mine, _ = sent_report(transaction, caller, reference)
    case = case_of_report(transaction, reference)
    take_in(transaction, caller, case, sent, AttachToReport, once)
    _point_at(request, response, mine.reference)
    return SentOut.model_validate(mine)


@router.post(
    "/reports/{reference}/image-stops",
    status_code=201,
    description=StopAddingToReport.__doc__,
    dependencies=serves(Permission.ADD_TO_REPORT),
)
def stop_adding(
    reference: str,
    request: Request,
    response: Response,
    transaction: Transaction,
    caller: Caller,
    once: Once = None,
) -> SentOut:
    mine, _ = sent_report(transaction, caller, reference)
    case = case_of_report(transaction, reference)
    perform(transaction, caller, case, StopAddingToReport(), once=once)
    _point_at(request, response, mine.reference)
    return SentOut.model_validate(mine)


def _point_at(request: Request, response: Response, reference: str) -> None:
    """A reporter may not read the journal of the case: point at the report."""
    response.headers["Location"] = f"{request.scope.get('root_path', '')}/v1/reports/{reference}"


def _unless_overtaken(act: Door) -> Door:
    """Whoever decides second is told of the decision that was first, and that theirs was not."""

    @wraps(act)
    def asked(*told: Any, **named: Any) -> Any:
        try:
            return act(*told, **named)
        except (NotFound, NotPermitted):
            require_not_overtaken(named["transaction"], named["caller"], named["reference"])
            raise

    return asked


add_act(router, "triage", TriageReport, _unless_overtaken)
add_act(router, "lado-contact", RecordLadoContact)
add_act(router, "separate-report", SeparateReport)
