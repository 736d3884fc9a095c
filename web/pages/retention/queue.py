"""The queue of cases that are due, and the nightly check that stands behind it."""

from datetime import UTC, date, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Actor, TrustPermission, may_in_trust, require_in_trust
from casework.retention.nightly import AcknowledgeNight, last_night
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.list_pages import RETENTION_PAGE
from web.views.listing import draw_list

router = APIRouter(prefix="/retention")
REVIEWS, CHANGES = TrustPermission.REVIEW_RETENTION, TrustPermission.CHANGE_RETENTION


@router.get("", dependencies=serves(REVIEWS))
def page(request: Request, reading: Reading, actor: SignedIn, today: Today) -> Response:
    """Closed cases that are due, the earliest day first, unless asked for others."""
    return draw_list(request, reading, actor, today, RETENTION_PAGE, **_night(reading, actor))


@router.get("/night", dependencies=serves(CHANGES))
def answering(request: Request, reading: Reading, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, CHANGES)
    return _answering(request, reading, actor, Form())


@router.post("/night", dependencies=serves(CHANGES))
def answer(request: Request, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    require_in_trust(actor, CHANGES)
    try:
        told = AcknowledgeNight.model_validate(answers(AcknowledgeNight, posted))
        told.perform(transaction, actor, datetime.now(UTC))
    except REFUSALS as error:
        return _answering(request, transaction, actor, refused(posted, error, AcknowledgeNight))
    return RedirectResponse("/retention", 303)


def _answering(request: Request, session: Session, actor: Actor, form: Form) -> HTMLResponse:
    told = _night(session, actor)
    return show(
        request, "retention/night.html", status=form.status, here="retention", form=form, **told
    )


def _night(session: Session, actor: Actor) -> dict[str, Any]:
    """What the last night found, and whether this person may answer for one that stopped."""
    night = last_night(session)
    stopped = night if night and night.stopped and not night.acknowledged_by else None
    day: date | None = night.at.date() if night else None
    return {"worked_out": day, "stopped": stopped, "changes": may_in_trust(actor, CHANGES)}
