"""Looking after accounts: for IT administrators who have just shown who they are. No case here."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from casework.access import Action, Actor, TrustPermission
from casework.case_file.beginning import before_the_first_case
from casework.errors import WrongAnswer
from casework.people.credentials import IdentityCheck
from casework.people.entrance import Visit
from casework.people.looking_after import (
    PAGE,
    account_looked_after,
    accounts,
    disable,
    enable,
    end_sessions,
    every_listed,
    invite,
    listed,
)
from casework.people.ways_back import ask_way_back
from casework.working_days import local_day
from web.acting.forms import Form
from web.frame.deps import Coming, Confirmed, PostedByAnybody, Reading, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/accounts")
MANAGES = serves(Action.MANAGE_USERS, TrustPermission.MANAGE_ACCOUNTS)

SAID = {
    "disabled": "the account is disabled and signed out everywhere",
    "enabled": "the account is enabled",
    "ended": "the account is signed out everywhere",
    "asked": "a way in was asked for. Somebody else approves it and hands the link over",
}
CHECKS = [
    (each.value, each.label) for each in IdentityCheck if each is not IdentityCheck.ON_THE_SERVER
]


@router.get("", dependencies=MANAGES)
def page(
    request: Request,
    reading: Reading,
    visitor: Confirmed,
    visit: Coming,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    return _list(request, reading, visitor.actor, visit, "", page)


@router.post("", dependencies=MANAGES)
def search(
    request: Request,
    transaction: Transaction,
    visitor: Confirmed,
    visit: Coming,
    posted: PostedByAnybody,
) -> Response:
    """By post: a name stays out of addresses, and so out of logs."""
    words = str(posted.get("words", ""))
    return _list(request, transaction, visitor.actor, visit, words, 1)


def _list(
    request: Request, session: Session, actor: Actor, visit: Visit, words: str, page: int
) -> Response:
    shown, many = accounts(session, actor, words, page)
    return show(
        request,
        "accounts/list.html",
        here="accounts",
        form=Form(values={"words": words}),
        words=words,
        rows=every_listed(session, shown, visit.at),
        many=many,
        number=page,
        pages=-(-many // PAGE),
        first=None if words else before_the_first_case(session, actor, local_day(visit.at)),
    )


@router.get("/new", dependencies=MANAGES)
def new(request: Request, reading: Reading, visitor: Confirmed) -> Response:
    accounts(reading, visitor.actor, "", 1)  # refuses whoever does not look after accounts
    return _new(request, Form())


def _new(request: Request, form: Form) -> Response:
    return show(request, "accounts/new.html", status=form.status, here="accounts", form=form)


@router.post("/new", dependencies=MANAGES)
def add(
    request: Request,
    transaction: Transaction,
    visitor: Confirmed,
    visit: Coming,
    posted: PostedByAnybody,
) -> Response:
    number, name = str(posted.get("staff_number", "")), str(posted.get("username", ""))
    try:
        made = invite(transaction, visitor.actor, number, name, visit.at)
    except WrongAnswer as refused:
        return _new(request, Form(values=posted, errors=refused.answers, status=422))
    return RedirectResponse(f"/accounts/{made.id}", 303)


@router.get("/{account_id}", dependencies=MANAGES)
def one(
    request: Request,
    account_id: str,
    reading: Reading,
    visitor: Confirmed,
    visit: Coming,
    said: str = "",
) -> Response:
    return _one(request, reading, visitor.actor, id_in(account_id), visit, Form(), said)


def _one(
    request: Request,
    session: Session,
    actor: Actor,
    account_id: UUID,
    visit: Visit,
    form: Form,
    said: str = "",
) -> Response:
    account = account_looked_after(session, actor, account_id)
    return show(
        request,
        "accounts/one.html",
        status=form.status,
        here="accounts",
        form=form,
        row=listed(session, account, visit.at),
        checks=CHECKS,
        own=account.person_id == actor.id,
        said=SAID.get(said, ""),
    )


def _done(
    request: Request,
    session: Session,
    visitor: Confirmed,
    visit: Visit,
    account_id: str,
    act: Callable[[UUID], object],
    said: str,
    posted: PostedByAnybody | None = None,
) -> Response:
    number = id_in(account_id)
    try:
        act(number)
    except WrongAnswer as refused:
        form = Form(values=posted or {}, errors=refused.answers, status=422)
        return _one(request, session, visitor.actor, number, visit, form)
    return RedirectResponse(f"/accounts/{number}?said={said}", 303)


def _act(name: str, said: str, does: Callable[[Session, Actor, UUID, datetime], object]) -> None:
    """The route of an act that needs no answers."""

    def route(
        request: Request,
        account_id: str,
        transaction: Transaction,
        visitor: Confirmed,
        visit: Coming,
    ) -> Response:
        def act(number: UUID) -> None:
            does(transaction, visitor.actor, number, visit.at)

        return _done(request, transaction, visitor, visit, account_id, act, said)

    path = f"/{{account_id}}/{name}"
    router.add_api_route(path, route, methods=["POST"], name=name, dependencies=MANAGES)


_act("disable", "disabled", disable)
_act("enable", "enabled", enable)
_act("end-sessions", "ended", end_sessions)


@router.post("/{account_id}/way-back", dependencies=MANAGES)
def ask(
    request: Request,
    account_id: str,
    transaction: Transaction,
    visitor: Confirmed,
    visit: Coming,
    posted: PostedByAnybody,
) -> Response:
    """Ask for a way in, or back in. Nothing changes until its owner has used it."""

    def act(number: UUID) -> None:
        account_looked_after(transaction, visitor.actor, number)
        checked_by, at = str(posted.get("checked_by", "")), visit.at
        ask_way_back(transaction, visitor.actor, number, _check(posted), checked_by, at)

    return _done(request, transaction, visitor, visit, account_id, act, "asked", posted)


def _check(posted: PostedByAnybody) -> IdentityCheck:
    chosen = str(posted.get("identity_check", ""))
    if chosen not in dict(CHECKS):
        raise WrongAnswer({"identity_check": "Choose how somebody made sure that it is them"})
    return IdentityCheck(chosen)
