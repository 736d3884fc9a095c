"""What a trust keeps about data protection: breaches, the policy document, the art 30 record."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel
from sqlmodel import Session

from casework.access import Actor, TrustPermission, require_in_trust
from casework.data_rights.breaches import (
    CloseBreach,
    DecideBreach,
    RecordDataBreach,
    breach_register,
    open_breach,
)
from casework.data_rights.on_file import PutPolicyOnFile, in_force, on_file
from casework.data_rights.processing import as_csv, processing_record
from casework.documents.processing_record import print_processing_record
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.sending import pdf, table
from web.frame.serving import serves

router = APIRouter(prefix="/data-protection")
ANSWERS = TrustPermission.ANSWER_DATA_REQUESTS
MAY = serves(ANSWERS)


@router.get("", dependencies=MAY)
def page(request: Request, reading: Reading, actor: SignedIn, today: Today) -> HTMLResponse:
    return show(
        request,
        "data_rights/protection.html",
        here="data",
        breaches=breach_register(reading, actor),
        moment=datetime.now(UTC),
        current=in_force(reading, today),
        versions=on_file(reading),
    )


@router.get("/processing.pdf", dependencies=MAY)
def processing(reading: Reading, actor: SignedIn, today: Today) -> Response:
    record = processing_record(reading, actor, today)
    return pdf(print_processing_record(record).pdf, f"processing-record-{today}.pdf")


@router.get("/processing.csv", dependencies=MAY)
def processing_table(reading: Reading, actor: SignedIn, today: Today) -> Response:
    content = as_csv(processing_record(reading, actor, today))
    return table(content, f"processing-record-{today}.csv")


@router.get("/policy", dependencies=MAY)
def filing(request: Request, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, ANSWERS)
    return show(request, "data_rights/policy.html", here="data", form=Form())


@router.post("/policy", dependencies=MAY)
def file_it(
    request: Request, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    form = _done(transaction, actor, PutPolicyOnFile, posted, {})
    if form is None:
        return RedirectResponse("/data-protection", 303)
    return show(request, "data_rights/policy.html", status=form.status, here="data", form=form)


@router.get("/breaches/new", dependencies=MAY)
def new(request: Request, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, ANSWERS)
    return show(request, "data_rights/breach_new.html", here="data", form=Form())


@router.post("/breaches/new", dependencies=MAY)
def record(request: Request, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    form = _done(transaction, actor, RecordDataBreach, posted, {})
    if form is None:
        return RedirectResponse("/data-protection", 303)
    return show(request, "data_rights/breach_new.html", status=form.status, here="data", form=form)


@router.get("/breaches/{number}", dependencies=MAY)
def one(request: Request, number: int, reading: Reading, actor: SignedIn) -> HTMLResponse:
    return _breach(request, reading, actor, number, Form())


@router.post("/breaches/{number}", dependencies=MAY)
def decide(
    request: Request, number: int, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    form = _done(transaction, actor, DecideBreach, posted, {"number": number})
    if form is None:
        return RedirectResponse(f"/data-protection/breaches/{number}", 303)
    return _breach(request, transaction, actor, number, form)


@router.post("/breaches/{number}/close", dependencies=MAY)
def close(
    request: Request, number: int, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    form = _done(transaction, actor, CloseBreach, posted, {"number": number})
    if form is None:
        return RedirectResponse("/data-protection", 303)
    return _breach(request, transaction, actor, number, form)


def _done(
    session: Session, actor: Actor, kind: type[BaseModel], posted: Posted, more: dict[str, Any]
) -> Form | None:
    """Do what a form asks; a refusal comes back on the form."""
    try:
        asked: Any = kind.model_validate({**answers(kind, posted), **more})
        asked.perform(session, actor, datetime.now(UTC))
    except REFUSALS as error:
        return refused(posted, error, kind)
    return None


def _breach(
    request: Request, session: Session, actor: Actor, number: int, form: Form
) -> HTMLResponse:
    return show(
        request,
        "data_rights/breach.html",
        status=form.status,
        here="data",
        row=open_breach(session, actor, number),
        moment=datetime.now(UTC),
        form=form,
    )
