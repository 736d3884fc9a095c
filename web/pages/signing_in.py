"""Signing in and out."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import select

from casework.access import Open
from casework.errors import SignInRefused
from casework.people.models import Account
from casework.people.sign_in import sign_in, sign_out
from casework.settings import settings
from web.deps import COOKIE, PostedByAnybody, Reading, SignedIn, Transaction
from web.forms import Form
from web.rendering import show
from web.serving import serves

router = APIRouter()


def _place(to: str) -> str:
    """Where to go after signing in: a path of ours, never another site."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/"


@router.get("/sign-in", dependencies=serves(Open.EVERYBODY))
def sign_in_page(request: Request, reading: Reading, to: Annotated[str, Query()] = "/") -> Response:
    nobody = reading.exec(select(Account.id).limit(1)).first() is None
    return show(
        request, "account/sign_in.html", form=Form(), to=_place(to), nobody=nobody, viewer=None
    )


@router.post("/sign-in", dependencies=serves(Open.EVERYBODY))
def signing_in(request: Request, transaction: Transaction, posted: PostedByAnybody) -> Response:
    to = _place(str(posted.get("to", "/")))
    name, password = str(posted.get("username", "")), str(posted.get("password", ""))
    try:
        secret = sign_in(transaction, name, password, datetime.now(UTC))
    except SignInRefused as refused:
        # Not raised on: the failed try is recorded only if this transaction commits.
        form = Form(values={"username": name}, errors={"username": str(refused)}, status=401)
        return show(
            request, "account/sign_in.html", status=401, form=form, to=to, nobody=False, viewer=None
        )
    answer = RedirectResponse(to, 303)
    secure = (settings().origin or "").startswith("https://")
    answer.set_cookie(COOKIE, secret, httponly=True, samesite="lax", secure=secure, path="/")
    return answer


@router.post("/sign-out", dependencies=serves(Open.EVERYBODY))
def signing_out(request: Request, transaction: Transaction) -> Response:
    sign_out(transaction, request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE, path="/")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@router.get("/", dependencies=serves(Open.SIGNED_IN))
def home(request: Request, _: SignedIn) -> Response:
    return RedirectResponse(request.state.viewer.home, 303)
