"""Second factors: an authenticator app, passkeys, recovery codes. The first, and later ones."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import Open
from casework.errors import SignInRefused, WrongAnswer
from casework.people.factors import (
    NewApp,
    app_offered,
    begin_app,
    confirm_app,
    factors_of,
    remove_app,
    remove_passkey,
)
from casework.people.models import Account, Means
from casework.people.passkeys import Answer, begin_registration, finish_registration
from web.acting.forms import Form
from web.entering.enrolling import Enrolling, EnrollingNow, LookingNow, enrolled, shown_codes
from web.entering.entering import asked_of_device, here, place
from web.frame.deps import Coming, Confirmed, PostedByAnybody, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/second-factor")

To = Annotated[str, Query()]


@router.get("", dependencies=serves(Open.EVERYBODY))
def choose(request: Request, who: LookingNow, to: To = "/") -> Response:
    return _choose(request, who, Form(), to)


def _choose(request: Request, who: Enrolling, form: Form, to: str) -> Response:
    return show(
        request,
        "account/second_factor.html",
        status=form.status,
        form=form,
        to=place(to),
        signed_in=who.signed_in,
        account=who.account,
    )


@router.post("/app", dependencies=serves(Open.EVERYBODY))
def offer_app(
    request: Request,
    transaction: Transaction,
    who: EnrollingNow,
    posted: PostedByAnybody,
    visit: Coming,
) -> Response:
    """A secret for the app, or the same again when the code it showed was wrong."""
    offered = begin_app(transaction, who.account, visit.at)
    return _app(request, who, offered, Form(), str(posted.get("to", "/")))


def _app(request: Request, who: Enrolling, offered: NewApp, form: Form, to: str) -> Response:
    return show(
        request,
        "account/app.html",
        status=form.status,
        form=form,
        offered=offered,
        to=place(to),
        signed_in=who.signed_in,
    )


@router.post("/app/confirm", dependencies=serves(Open.EVERYBODY))
def use_app(
    request: Request,
    transaction: Transaction,
    who: EnrollingNow,
    posted: PostedByAnybody,
    visit: Coming,
) -> Response:
    to, step = str(posted.get("to", "/")), str(posted.get("step", ""))
    code = str(posted.get("code", ""))
    try:
        confirm_app(transaction, who.actor, who.account, step, code, visit.at)
    except WrongAnswer as refused:
        offered = app_offered(transaction, who.account, step, visit.at)
        return _app(request, who, offered, Form(errors=refused.answers, status=422), to)
    except SignInRefused as refused:
        return _choose(request, who, Form(errors={"form": str(refused)}, status=422), to)
    return enrolled(request, transaction, who, visit, Means.CODE, to)


@router.post("/passkey/begin", dependencies=serves(Open.EVERYBODY))
def ask_for_new_passkey(
    request: Request, transaction: Transaction, who: EnrollingNow, visit: Coming
) -> Response:
    asked = begin_registration(transaction, who.account, who.actor.name, here(request), visit.at)
    return asked_of_device(asked)


@router.post("/passkey", dependencies=serves(Open.EVERYBODY))
def keep_passkey(
    request: Request,
    transaction: Transaction,
    who: EnrollingNow,
    posted: PostedByAnybody,
    visit: Coming,
) -> Response:
    to, name = str(posted.get("to", "/")), str(posted.get("name", "")).strip() or "A passkey"
    told = str(posted.get("step", "")), str(posted.get("credential", ""))
    try:
        answer = Answer(*told, here(request))
        finish_registration(transaction, who.actor, who.account, answer, name, visit.at)
    except (WrongAnswer, SignInRefused) as refused:
        return _choose(request, who, Form(errors={"form": str(refused)}, status=422), to)
    return enrolled(request, transaction, who, visit, Means.PASSKEY, to)


@router.post("/codes", dependencies=serves(Open.OWN_ACCOUNT))
def new_codes(
    request: Request, transaction: Transaction, visitor: Confirmed, visit: Coming
) -> Response:
    """Ten new recovery codes for somebody who has a second factor they could stand in for."""
    account = transaction.get_one(Account, visitor.account.id)
    if not factors_of(transaction, account).any:
        return RedirectResponse("/second-factor", 303)
    who = Enrolling(account, visitor.actor, True)
    return shown_codes(request, transaction, who, visit, "/account")


@router.post("/app/remove", dependencies=serves(Open.OWN_ACCOUNT))
def forget_app(transaction: Transaction, visitor: Confirmed, visit: Coming) -> Response:
    account = transaction.get_one(Account, visitor.account.id)
    try:
        remove_app(transaction, visitor.actor, account, visit.at)
    except WrongAnswer:
        return RedirectResponse("/account?said=last-factor", 303)
    return RedirectResponse("/account?said=factor-removed", 303)


@router.post("/passkey/{passkey_id}/remove", dependencies=serves(Open.OWN_ACCOUNT))
def forget_passkey(
    passkey_id: str, transaction: Transaction, visitor: Confirmed, visit: Coming
) -> Response:
    number = id_in(passkey_id)
    account = transaction.get_one(Account, visitor.account.id)
    try:
        remove_passkey(transaction, visitor.actor, account, number, visit.at)
    except WrongAnswer:
        return RedirectResponse("/account?said=last-factor", 303)
    return RedirectResponse("/account?said=factor-removed", 303)
