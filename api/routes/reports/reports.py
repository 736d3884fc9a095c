"""Reports over JSON: sending one, adding to it, those that wait, and triage."""

from datetime import date, datetime
from functools import wraps
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.acting import Acting, Asked, Door, add_act
from api.deps import Caller, Reading
from api.files import FILE, Sent
from api.routes.evidence.evidence import take_in
from api.serving import serves
from casework.access import Permission, TrustPermission, require_in_trust
from casework.cases.gateway import begin
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
    acting: Acting,
) -> SentOut:
    case = begin(acting.session, acting.caller, asked, once=acting.once)
    return _told(acting, report_that_opened(acting.session, case))


@router.post(
    "/reports/{reference}/additions", status_code=201, dependencies=serves(Permission.ADD_TO_REPORT)
)
def add_words(
    reference: str,
    asked: Addition,
    acting: Acting,
) -> SentOut:
    """Add words to a report after sending it."""
    mine, _ = sent_report(acting.session, acting.caller, reference)
    command = AddToReport(report=mine.reference, words=asked.words)
    acting.perform(case_of_report(acting.session, reference), command)
    return _told(acting, reference)


@router.post(
    "/reports/{reference}/captures",
    status_code=201,
    openapi_extra=FILE,
    dependencies=serves(Permission.ADD_TO_REPORT),
)
def add_file(
    reference: str,
    acting: Acting,
    sent: Sent,
) -> SentOut:
    """Add a file to a report after sending it."""
    sent_report(acting.session, acting.caller, reference)
    take_in(acting, case_of_report(acting.session, reference), sent, AttachToReport)
    return _told(acting, reference)


@router.post(
    "/reports/{reference}/image-stops",
    status_code=201,
    description=StopAddingToReport.__doc__,
    dependencies=serves(Permission.ADD_TO_REPORT),
)
def stop_adding(
    reference: str,
    acting: Acting,
) -> SentOut:
    sent_report(acting.session, acting.caller, reference)
    acting.perform(case_of_report(acting.session, reference), StopAddingToReport())
    return _told(acting, reference)


def _told(acting: Asked, reference: str) -> SentOut:
    """A reporter may not read the journal of the case: the answer is their report."""
    mine, _ = sent_report(acting.session, acting.caller, reference)
    acting.point_at(f"reports/{mine.reference}")
    return SentOut.model_validate(mine)


def _unless_overtaken(act: Door) -> Door:
    """Whoever decides second is told of the decision that was first, and that theirs was not."""

    @wraps(act)
    def asked(*told: Any, **named: Any) -> Any:
        try:
            return act(*told, **named)
        except (NotFound, NotPermitted):
            acting: Asked = named["acting"]
            require_not_overtaken(acting.session, acting.caller, named["reference"])
            raise

    return asked


add_act(router, "triage", TriageReport, _unless_overtaken)
add_act(router, "lado-contact", RecordLadoContact)
add_act(router, "separate-report", SeparateReport)
