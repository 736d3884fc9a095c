"""What is decided about cases from outside them: break-glass, leave for a part."""

from typing import Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Action, Actor, TrustPermission, may_in_trust, require_in_trust
from casework.case_file.oversight import frozen_originals
from casework.case_file.waiting_exports import exports_to_decide
from casework.cases.break_glass import Opened, ReviewBreakGlass, openings_to_review
from casework.cases.gateway import standing_now
from casework.cases.outside import FromOutside, decide
from casework.cases.waivers import Asked, DecideWaiver, waivers_to_decide
from casework.errors import NotFound, NotPermitted
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Posted, Reading, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/oversight")
REVIEW, WAIVER = TrustPermission.REVIEW_BREAK_GLASS, TrustPermission.APPROVE_WAIVER
SAID = {"openings": "Your review was recorded.", "waivers": "Your decision was recorded."}
Found = TypeVar("Found", Opened, Asked)


@router.get("", dependencies=serves(REVIEW, WAIVER))
def oversight(request: Request, reading: Reading, actor: SignedIn, said: str = "") -> HTMLResponse:
    reviews = may_in_trust(actor, TrustPermission.REVIEW_BREAK_GLASS)
    approves = may_in_trust(actor, TrustPermission.APPROVE_WAIVER)
    if not (reviews or approves):
        raise NotPermitted(TrustPermission.REVIEW_BREAK_GLASS)
    return show(
        request,
        "oversight/oversight.html",
        here="oversight",
        said=SAID.get(said, ""),
        openings=openings_to_review(reading, actor) if reviews else [],
        waivers=waivers_to_decide(reading, actor) if approves else [],
        frozen=frozen_originals(reading, actor) if reviews else [],
        exports=exports_to_decide(reading, actor),
        reviews=reviews,
        approves=approves,
    )


def _opening(session: Session, actor: Actor, id: str) -> Opened:
    require_in_trust(actor, TrustPermission.REVIEW_BREAK_GLASS)
    waiting = openings_to_review(session, actor)
    return _one({str(each.opening.id): each for each in waiting}, id)


def _waiver(session: Session, actor: Actor, id: str) -> Asked:
    require_in_trust(actor, TrustPermission.APPROVE_WAIVER)
    waiting = waivers_to_decide(session, actor)
    return _one({str(each.waiver.id): each for each in waiting}, id)


def _one(waiting: dict[str, Found], id: str) -> Found:
    """What waits for this person under that id.

    Raises:
        NotFound: nothing does, or it was decided before, or the case concerns them.
    """
    if id not in waiting:
        raise NotFound
    return waiting[id]


@router.get("/openings/{id}", dependencies=serves(REVIEW))
def opening(request: Request, id: str, reading: Reading, actor: SignedIn) -> HTMLResponse:
    found = _opening(reading, actor, id)
    return _page(request, "review", found, Form(), _looks(reading, actor, found))


def _looks(session: Session, actor: Actor, found: Opened) -> bool:
    """Whether this reviewer may see what was read meanwhile."""
    standing = standing_now(session, actor, found.reference)
    return standing.sees(Action.VIEW_RECORD_OF_ACCESS)


@router.post("/openings/{id}", dependencies=serves(REVIEW))
def review(
    request: Request, id: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    found = _opening(transaction, actor, id)
    told = answers(ReviewBreakGlass, posted) | {"opening_id": found.opening.id}
    case_id = found.opening.case_id
    form = _decided(transaction, actor, case_id, ReviewBreakGlass, told, posted)
    if form is None:
        return _back("openings")
    return _page(request, "review", found, form, _looks(transaction, actor, found))


@router.get("/waivers/{id}", dependencies=serves(WAIVER))
def waiver(request: Request, id: str, reading: Reading, actor: SignedIn) -> HTMLResponse:
    return _page(request, "waiver", _waiver(reading, actor, id), Form())


@router.post("/waivers/{id}", dependencies=serves(WAIVER))
def decide_waiver(
    request: Request, id: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    found = _waiver(transaction, actor, id)
    told = answers(DecideWaiver, posted) | {"waiver_id": found.waiver.id}
    case_id = found.waiver.case_id
    form = _decided(transaction, actor, case_id, DecideWaiver, told, posted)
    return (form and _page(request, "waiver", found, form)) or _back("waivers")


def _decided(
    session: Session,
    actor: Actor,
    case_id: UUID,
    command: type[FromOutside],
    told: dict[str, Any],
    posted: Posted,
) -> Form | None:
    """Nothing once it is recorded; else the form with what is wrong with it."""
    try:
        decide(session, actor, case_id, command.model_validate(told))
    except REFUSALS as error:
        return refused(posted, error, command)
    return None


def _back(said: str) -> Response:
    return RedirectResponse(f"/oversight?said={said}", 303)


def _page(
    request: Request, name: str, found: Opened | Asked, form: Form, looks: bool = False
) -> HTMLResponse:
    return show(
        request,
        f"oversight/{name}.html",
        status=form.status,
        here="oversight",
        form=form,
        found=found,
        looks=looks,
    )
