"""Agreeing or not, for one case, to what somebody asks about their data."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Actor, TrustPermission
from casework.case_file.recording import note_opened
from casework.data_rights.answering import DecideOnCase
from casework.data_rights.kinds import RequestKind
from casework.data_rights.queries import open_request
from casework.errors import NotFound
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Posted, Reading, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/data-requests")
MAY = serves(TrustPermission.ANSWER_DATA_REQUESTS)
WHAT = {
    RequestKind.RECTIFICATION: "The record stays as it is. The note is shown beside it from the "
    "day the request is answered.",
    RequestKind.ERASURE: "Nothing is deleted by it. The case comes to the retention queue, where "
    "two people decide, and every hold still counts.",
}


@router.get("/{number}/cases/{row_id}", dependencies=MAY)
def deciding(
    request: Request, number: int, row_id: str, reading: Reading, actor: SignedIn
) -> HTMLResponse:
    return _draw(request, reading, actor, number, id_in(row_id), Form())


@router.post("/{number}/cases/{row_id}", dependencies=MAY)
def decide(
    request: Request,
    number: int,
    row_id: str,
    transaction: Transaction,
    actor: SignedIn,
    posted: Posted,
) -> Response:
    row = id_in(row_id)
    try:
        told = {**answers(DecideOnCase, posted), "number": number, "row_id": row}
        DecideOnCase.model_validate(told).perform(transaction, actor, datetime.now(UTC))
    except REFUSALS as error:
        form = refused(posted, error, DecideOnCase)
        return _draw(request, transaction, actor, number, row, form)
    return RedirectResponse(f"/data-requests/{number}", 303)


def _draw(
    request: Request, session: Session, actor: Actor, number: int, row_id: UUID, form: Form
) -> HTMLResponse:
    file = open_request(session, actor, number)
    found = next((each for each in file.found if each.seen.row.id == row_id), None)
    if found is None:
        raise NotFound
    note_opened(session, found.seen.case.id)
    return show(
        request,
        "data_rights/on_case.html",
        status=form.status,
        here="data",
        asked=file,
        found=found,
        form=form,
        what=WHAT.get(file.request.kind, "It is shown on the case once the request is answered."),
    )
