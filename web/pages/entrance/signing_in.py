"""Signing in, step by step, and out."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session, select

from casework.access import Open
from casework.errors import SignInRefused
from casework.people.credentials import StepKind
from casework.people.entrance import enter, give_code, give_password, leave
from casework.people.models import Account, Means
from casework.people.passkeys import Answer, begin_authentication, passkey_owner
from casework.people.steps import step_at
from casework.settings import settings
from web.acting.forms import Form
from web.entering.entering import STEP_COOKIE, asked_of_device, entered, here, place, signed_out
from web.frame.deps import COOKIE, Coming, PostedByAnybody, Reading, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter()

To = Annotated[str, Query()]


@router.get("/sign-in", dependencies=serves(Open.EVERYBODY))
def sign_in_page(request: Request, reading: Reading, to: To = "/") -> Response:
    return _sign_in(request, reading, Form(), to)


def _sign_in(request: Request, session: Session, form: Form, to: str) -> Response:
    told = settings()
    return show(
        request,
        "account/sign_in.html",
        status=form.status,
        form=form,
        to=place(to),
        nobody=session.exec(select(Account.id).limit(1)).first() is None,
        trust_sign_in=told.oidc_name if told.oidc_issuer else "",
        viewer=None,
    )


@router.post("/sign-in", dependencies=serves(Open.EVERYBODY))
def signing_in(
    request: Request, transaction: Transaction, visit: Coming, posted: PostedByAnybody
) -> Response:
    to = str(posted.get("to", "/"))
    name, password = str(posted.get("username", "")), str(posted.get("password", ""))
    try:
        return entered(give_password(transaction, name, password, visit), to)
    except SignInRefused as refused:
        # Not raised on: the failed try is recorded only if this transaction commits.
        form = Form(values={"username": name}, errors={"username": str(refused)}, status=401)
        return _sign_in(request, transaction, form, to)


@router.get("/sign-in/code", dependencies=serves(Open.EVERYBODY))
def code_page(request: Request, reading: Reading, to: To = "/") -> Response:
    secret = request.cookies.get(STEP_COOKIE, "")
    if step_at(reading, secret, StepKind.SECOND_FACTOR, datetime.now(UTC)) is None:
        return RedirectResponse("/sign-in", 303)
    return _code(request, Form(), to)


def _code(request: Request, form: Form, to: str) -> Response:
    return show(
        request, "account/code.html", status=form.status, form=form, to=place(to), viewer=None
    )


@router.post("/sign-in/code", dependencies=serves(Open.EVERYBODY))
def give_the_code(
    request: Request, transaction: Transaction, visit: Coming, posted: PostedByAnybody
) -> Response:
    to, code = str(posted.get("to", "/")), str(posted.get("code", ""))
    try:
        secret = request.cookies.get(STEP_COOKIE, "")
        return entered(give_code(transaction, secret, code, visit), to)
    except SignInRefused as refused:
        return _code(request, Form(errors={"code": str(refused)}, status=401), to)


@router.post("/sign-in/passkey/begin", dependencies=serves(Open.EVERYBODY))
def ask_for_passkey(request: Request, transaction: Transaction, visit: Coming) -> Response:
    """What the browser is to ask a device for. Who it is about comes with the answer."""
    return asked_of_device(begin_authentication(transaction, here(request), visit.at))


@router.post("/sign-in/passkey", dependencies=serves(Open.EVERYBODY))
def sign_in_with_passkey(
    request: Request, transaction: Transaction, visit: Coming, posted: PostedByAnybody
) -> Response:
    to = str(posted.get("to", "/"))
    told = str(posted.get("step", "")), str(posted.get("credential", ""))
    try:
        account = passkey_owner(transaction, Answer(*told, here(request)), visit.at)
        return entered(enter(transaction, account, Means.PASSKEY, visit), to)
    except SignInRefused as refused:
        form = Form(errors={"form": str(refused)}, status=401)
        return _sign_in(request, transaction, form, to)


@router.post("/sign-out", dependencies=serves(Open.EVERYBODY))
def signing_out(request: Request, transaction: Transaction) -> Response:
    leave(transaction, request.cookies.get(COOKIE, ""), datetime.now(UTC))
    return signed_out()


@router.get("/", dependencies=serves(Open.SIGNED_IN))
def home(request: Request, _: SignedIn) -> Response:
    return RedirectResponse(request.state.viewer.home, 303)
