"""Requests about somebody's own data: the register, one request, what was found, what is given."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from sqlmodel import Session

from casework.access import Actor, TrustPermission, require_in_trust
from casework.case_file.recording import note_opened
from casework.data_rights.bundle import take_bundle
from casework.data_rights.deciding import DecideItems
from casework.data_rights.kinds import EXEMPTIONS, Giving, OtherPeople, RequestKind
from casework.data_rights.models import DataRequestItem
from casework.data_rights.queries import (
    RequestFile,
    anybody,
    late,
    open_item,
    open_request,
    register,
)
from casework.data_rights.recording import RecordRequest
from casework.errors import NotFound
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.sending import SEALED, disposition, pdf
from web.frame.serving import serves
from web.pages.retention.data_request_acts import offered

router = APIRouter(prefix="/data-requests")
ANSWERS = TrustPermission.ANSWER_DATA_REQUESTS
MAY = serves(ANSWERS)


@router.get("", dependencies=MAY)
def page(request: Request, reading: Reading, actor: SignedIn, today: Today) -> HTMLResponse:
    rows = register(reading, actor)
    return show(
        request, "data_rights/register.html", here="data", rows=rows, late=late, today=today
    )


@router.get("/new", dependencies=MAY)
def new(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    q: Annotated[str, Query(max_length=120)] = "",
) -> HTMLResponse:
    require_in_trust(actor, ANSWERS)
    form = Form(values={"received_on": today.isoformat(), "from_name": q})
    return _new(request, reading, form, q)


@router.post("/new", dependencies=MAY)
def record(request: Request, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    require_in_trust(actor, ANSWERS)
    try:
        asked = RecordRequest.model_validate(answers(RecordRequest, posted))
        event = asked.perform(transaction, actor, datetime.now(UTC))
    except REFUSALS as error:
        form = refused(posted, error, RecordRequest)
        return _new(request, transaction, form, str(posted.get("from_name") or ""))
    number = int(event.reference.removeprefix("DR-"))
    return RedirectResponse(f"/data-requests/{number}", 303)


def _new(request: Request, session: Session, form: Form, words: str) -> HTMLResponse:
    staff = [
        (str(each.id), each.name, f"{each.job_title}, {each.academy}")
        for each in anybody(session, words)
    ]
    return show(
        request,
        "data_rights/new.html",
        status=form.status,
        here="data",
        form=form,
        q=words,
        kinds=[(each.value, each.label, each.hint) for each in RequestKind],
        staff=[*staff, ("", "Nobody on the staff list", "A parent, a pupil, somebody else")],
    )


@router.get("/{number}", dependencies=MAY)
def one(
    request: Request, number: int, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    file = open_request(reading, actor, number)
    for each in file.found:
        note_opened(reading, each.seen.case.id)
    return show(
        request,
        "data_rights/request.html",
        here="data",
        asked=file,
        acts=offered(file),
        is_late=late(file.request, today),
        exemptions=EXEMPTIONS,
    )


@router.get("/{number}/decide", dependencies=MAY)
def deciding(
    request: Request,
    number: int,
    reading: Reading,
    actor: SignedIn,
    items: Annotated[list[int] | None, Query(max_length=200)] = None,
) -> HTMLResponse:
    return _deciding(request, reading, actor, number, items or [], Form())


@router.post("/{number}/decide", dependencies=MAY)
def decide(
    request: Request, number: int, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    try:
        asked = DecideItems.model_validate({**answers(DecideItems, posted), "number": number})
        asked.perform(transaction, actor, datetime.now(UTC))
    except REFUSALS as error:
        form = refused(posted, error, DecideItems)
        file = open_request(transaction, actor, number)
        sent = {str(each) for each in posted.getlist("items")}
        chosen = [each.number for each in file.items if str(each.id) in sent]
        return _deciding(request, transaction, actor, number, chosen, form)
    return RedirectResponse(f"/data-requests/{number}", 303)


def _deciding(
    request: Request, session: Session, actor: Actor, number: int, numbers: list[int], form: Form
) -> HTMLResponse:
    """One item is shown with what it says; several are decided about alike, by their names."""
    file = open_request(session, actor, number)
    chosen = [each for each in file.items if each.number in numbers]
    if not chosen:
        raise NotFound
    alone = open_item(session, actor, number, chosen[0].number) if len(chosen) == 1 else None
    for case_id in {each.case_id for each in chosen}:
        note_opened(session, case_id)
    if alone and not form.values and alone.item.giving:
        form.values = _as_decided(alone.item)
    return show(
        request,
        "data_rights/decide.html",
        status=form.status,
        here="data",
        asked=file,
        chosen=chosen,
        alone=alone,
        form=form,
        **_choices(),
    )


def _as_decided(item: DataRequestItem) -> dict[str, Any]:
    told = item.model_dump(mode="json", include={"giving", "others", "exemption", "why"})
    return {**told, "hidden": "\n".join(item.hidden)}


def _choices() -> dict[str, Any]:
    return {
        "giving": [(each.value, each.label) for each in Giving],
        "others": [(each.value, each.label) for each in OtherPeople],
        "exemptions": [(each.id, f"{each.says} ({each.source})") for each in EXEMPTIONS.values()],
    }


@router.get("/{number}/letters/{letter}.pdf", dependencies=MAY)
def paper(number: int, letter: int, reading: Reading, actor: SignedIn) -> Response:
    file: RequestFile = open_request(reading, actor, number)
    found = next((each for each in file.letters if each.number == letter), None)
    if found is None:
        raise NotFound
    return pdf(found.pdf, f"{file.request.reference}-letter-{letter}.pdf")


@router.post("/{number}/copy", dependencies=MAY)
def take(number: int, transaction: Transaction, actor: SignedIn) -> Response:
    """The released copy itself. That it was taken is recorded first."""
    out = take_bundle(transaction, actor, number, datetime.now(UTC))
    headers = {"Content-Disposition": disposition(out.name), **SEALED}
    return StreamingResponse(out.pieces, media_type="application/zip", headers=headers)
