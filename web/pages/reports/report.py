"""My reports: drafts to go on with, what was sent, and adding to it."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor, Permission, TrustPermission, may_in_trust
from casework.cases.gateway import done_already, perform, standing_now
from casework.errors import WrongAnswer
from casework.evidence.details import CaptureDetails
from casework.evidence.intake import receive
from casework.evidence.rules import Collected
from casework.reports.attaching import AttachToReport
from casework.reports.collecting import STOPPED, StopAddingToReport
from casework.reports.commands import AddToReport
from casework.reports.drafts import KEPT_DAYS, discard, drafts_of, mine, start
from casework.reports.queries import case_of_report, sent_by, sent_report
from casework.reports.steps import Step
from casework.storage import chunks_of, new_key, store
from web.acting.collecting import UNDER, asked_about_files, collected_from, suspects_image
from web.acting.forms import REFUSALS, Form, once_of, refused, uploads
from web.frame.deps import Posted, Reading, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.reports.answers import said
from web.pages.reports.evidence import FILES, NOT_TAKEN
from web.pages.reports.page import PROMISE

router = APIRouter()


@router.get("/report", dependencies=serves(TrustPermission.REPORT_BREACH))
def my_reports(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    later: Annotated[str, Query()] = "",
) -> HTMLResponse:
    return show(
        request,
        "reports/mine.html",
        here="report",
        may_report=may_in_trust(actor, TrustPermission.REPORT_BREACH),
        drafts=[(each, Step(each.step)) for each in drafts_of(reading, actor)],
        sent=sent_by(reading, actor),
        kept_days=KEPT_DAYS,
        later=bool(later),
    )


@router.post("/report/new", dependencies=serves(TrustPermission.REPORT_BREACH))
def new(transaction: Transaction, actor: SignedIn) -> Response:
    draft = start(transaction, actor, datetime.now(UTC))
    return RedirectResponse(f"/report/drafts/{draft.id}/{Step.SAFEGUARDING}", 303)


@router.get("/report/drafts/{draft_id}/delete", dependencies=serves(TrustPermission.REPORT_BREACH))
def deleting(request: Request, draft_id: UUID, reading: Reading, actor: SignedIn) -> Response:
    draft = mine(reading, actor, draft_id)
    return show(request, "reports/delete.html", here="report", foot_says=PROMISE, draft=draft)


@router.post("/report/drafts/{draft_id}/delete", dependencies=serves(TrustPermission.REPORT_BREACH))
def delete(draft_id: UUID, transaction: Transaction, actor: SignedIn) -> Response:
    discard(transaction, store(), mine(transaction, actor, draft_id, lock=True))
    return RedirectResponse("/report", 303)


@router.get("/report/sent/{reference}", dependencies=serves(Permission.ADD_TO_REPORT))
def sent(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    added: Annotated[int, Query(ge=0)] = 0,
) -> HTMLResponse:
    """The reporter's own page of a report: its reference, and what happens next."""
    mine_sent, _ = sent_report(reading, actor, reference)
    return show(
        request,
        "reports/sent.html",
        here="report",
        foot_says=PROMISE,
        sent=mine_sent,
        added=bool(added),
    )


@router.get("/report/sent/{reference}/add", dependencies=serves(Permission.ADD_TO_REPORT))
def adding(request: Request, reference: str, reading: Reading, actor: SignedIn) -> HTMLResponse:
    mine_sent, _ = sent_report(reading, actor, reference)
    return _adding(request, mine_sent.reference, Form())


@router.post("/report/sent/{reference}/add", dependencies=serves(Permission.ADD_TO_REPORT))
def add(
    request: Request, reference: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    """Words, files or both, added to the case the report is now part of."""
    mine_sent, _ = sent_report(transaction, actor, reference)
    if suspects_image(posted):
        case = case_of_report(transaction, mine_sent.reference)
        perform(transaction, actor, case, StopAddingToReport(), once=once_of(posted))
        stopped = Form(values=posted, errors={f"{UNDER}suspected_image": STOPPED}, status=422)
        return _adding(request, reference, stopped)
    try:
        with transaction.begin_nested():
            _add(transaction, actor, mine_sent.reference, posted)
    except REFUSALS as error:
        return _adding(request, reference, refused(posted, error, AddToReport))
    except NOT_TAKEN as error:
        form = refused(posted, WrongAnswer({FILES: str(error)}), AddToReport)
        return _adding(request, reference, form)
    return RedirectResponse(f"/report/sent/{reference}?added=1", 303)


def _add(session: Session, actor: Actor, reference: str, posted: FormData) -> None:
    case, once = case_of_report(session, reference), once_of(posted)
    if done_already(session, actor, case, AddToReport, once):
        return
    files = uploads(posted, FILES)
    collected = collected_from(posted) if files else Collected()
    if said(posted, "words") or not files:
        told = AddToReport.model_validate(
            {"report": reference, "words": said(posted, "words") or ""}
        )
        perform(session, actor, case, told, once=once)
        once = None
    for upload in files:
        key = new_key("evidence", standing_now(session, actor, case).of_case)
        received = receive(store(), key, upload.filename or "", chunks_of(upload.file))
        details = CaptureDetails(captured_by="The person who reported it")
        perform(session, actor, case, AttachToReport.of(received, details, collected), once=once)
        once = None


def _adding(request: Request, reference: str, form: Form) -> HTMLResponse:
    return show(
        request,
        "reports/add.html",
        status=form.status,
        here="report",
        foot_says=PROMISE,
        reference=reference,
        form=form,
        **asked_about_files(),
    )
