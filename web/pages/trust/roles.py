"""Who holds which role in the trust: asked for by one, agreed by another, ended by either."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from casework.access import Action, TrustPermission, TrustRole, may_in_trust, require_in_trust
from casework.errors import NotFound, WrongAnswer
from casework.people.queries import academies
from casework.people.role_table import role_table
from casework.people.roles import EndRole, GiveRole, decide_role
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Coming, Confirmed, PostedByAnybody, Reading, Today, Transaction, Visitor
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/roles")
SEES = serves(TrustPermission.APPROVE_ACCOUNTS)
MANAGES = serves(Action.MANAGE_USERS, TrustPermission.MANAGE_ACCOUNTS)
SAID = {
    "asked": "your request. The role counts once somebody else agrees",
    "agreed": "the role counts from its first day",
    "declined": "it was declined",
    "ended": "the role ends",
}
ROLES = [(each.value, each.label) for each in TrustRole]


@router.get("", dependencies=SEES)
def page(
    request: Request,
    reading: Reading,
    visitor: Confirmed,
    today: Today,
    academy: Annotated[str, Query(max_length=40)] = "",
    said: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    return _page(request, reading, visitor, today, Form(), academy, SAID.get(said, ""))


def _page(
    request: Request,
    session: Session,
    visitor: Visitor,
    today: date,
    form: Form,
    academy: str = "",
    said: str = "",
) -> Response:
    table = role_table(session, visitor.actor, today, id_in(academy) if academy else None)
    return show(
        request,
        "accounts/roles.html",
        status=form.status,
        here="accounts",
        form=form,
        table=table,
        academies=academies(session),
        chosen=academy,
        gives=may_in_trust(visitor.actor, TrustPermission.MANAGE_ACCOUNTS),
        actor=visitor.actor,
        today=today,
        said=said,
    )


@router.get("/new", dependencies=MANAGES)
def new(request: Request, visitor: Confirmed) -> Response:
    require_in_trust(visitor.actor, TrustPermission.MANAGE_ACCOUNTS)
    return _new(request, Form())


@router.post("/new", dependencies=MANAGES)
def give(
    request: Request,
    transaction: Transaction,
    visitor: Confirmed,
    visit: Coming,
    posted: PostedByAnybody,
) -> Response:
    require_in_trust(visitor.actor, TrustPermission.MANAGE_ACCOUNTS)
    try:
        asked = GiveRole.model_validate(answers(GiveRole, posted))
        asked.perform(transaction, visitor.actor, visit.at)
    except REFUSALS as error:
        return _new(request, refused(posted, error, GiveRole))
    return RedirectResponse("/roles?said=asked", 303)


def _new(request: Request, form: Form) -> Response:
    return show(
        request,
        "accounts/role_new.html",
        status=form.status,
        here="accounts",
        form=form,
        roles=ROLES,
        conflicts="despite" in form.errors or bool(form.values.get("despite")),
    )


@router.post("/{place_id}/end", dependencies=MANAGES)
def end(
    request: Request,
    place_id: str,
    transaction: Transaction,
    visitor: Confirmed,
    visit: Coming,
    today: Today,
    posted: PostedByAnybody,
) -> Response:
    require_in_trust(visitor.actor, TrustPermission.MANAGE_ACCOUNTS)
    try:
        asked = EndRole.model_validate(answers(EndRole, posted))
        asked.perform(transaction, visitor.actor, id_in(place_id), visit.at)
    except REFUSALS as error:
        form = refused(posted, error, EndRole)
        return _page(request, transaction, visitor, today, form)
    return RedirectResponse("/roles?said=ended", 303)


@router.post("/{place_id}/{decision}", dependencies=SEES)
def decide(
    request: Request,
    place_id: str,
    decision: str,
    transaction: Transaction,
    visitor: Confirmed,
    visit: Coming,
    today: Today,
) -> Response:
    require_in_trust(visitor.actor, TrustPermission.APPROVE_ACCOUNTS)
    if decision not in ("agree", "decline"):
        raise NotFound
    try:
        number = id_in(place_id)
        decide_role(transaction, visitor.actor, number, decision == "agree", visit.at)
    except WrongAnswer as wrong:
        form = Form(errors=wrong.answers, status=422)
        return _page(request, transaction, visitor, today, form)
    return RedirectResponse(f"/roles?said={'agreed' if decision == 'agree' else 'declined'}", 303)
