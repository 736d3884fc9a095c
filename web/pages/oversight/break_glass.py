"""Reading a case under break-glass: the reason first, then the case for an hour."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Action, Actor, TrustPermission, require_in_trust
from casework.cases.break_glass import OpenUnderBreakGlass, open_now, open_under_break_glass
from casework.errors import StepUpNeeded
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Posted, Reading, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/break-glass")
SERVES = serves(Action.BREAK_GLASS, TrustPermission.BREAK_GLASS)


@router.get("", dependencies=SERVES)
def asking(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    reference: Annotated[str, Query(max_length=40)] = "",
) -> HTMLResponse:
    _require(actor)
    return _page(request, reading, actor, Form(values={"reference": reference}))


@router.post("", dependencies=SERVES)
def opening(
    request: Request, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    _require(actor)
    told = answers(OpenUnderBreakGlass, posted)
    reference = str(told.pop("reference", "")).strip().upper()
    try:
        reason = OpenUnderBreakGlass.model_validate(told).reason
        open_under_break_glass(transaction, actor, reference, reason, datetime.now(UTC))
    except REFUSALS as error:
        return _page(request, transaction, actor, refused(posted, error, OpenUnderBreakGlass))
    return RedirectResponse(f"/cases/{reference}", 303)


def _require(actor: Actor) -> None:
    """Asked before the form is shown, so that nobody writes a reason in vain."""
    require_in_trust(actor, TrustPermission.BREAK_GLASS)
    if not actor.confirmed:
        raise StepUpNeeded


def _page(request: Request, session: Session, actor: Actor, form: Form) -> HTMLResponse:
    return show(
        request,
        "oversight/break_glass.html",
        status=form.status,
        here="break-glass",
        form=form,
        reading=open_now(session, actor, datetime.now(UTC)),
    )
