"""Showing again who one is, before an act that asks for it; then on with the act."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from casework.access import Open
from casework.errors import SignInRefused
from casework.people.entrance import Visit, confirm_by_password
from casework.people.models import Account
from casework.people.passkeys import Answer, passkey_owner
from casework.people.sign_in import confirm
from web.acting.forms import Form
from web.entering.confirming import PREFIX, carried_in, confirm_page, known_means
from web.entering.entering import here, keep_session, place
from web.frame.deps import COOKIE, Coming, Posted, Reading, Transaction, Visiting
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/sign-in/confirm")

NOT_YOURS = "That passkey is somebody else’s"


@router.get("", dependencies=serves(Open.OWN_ACCOUNT))
def page(
    request: Request, reading: Reading, visitor: Visiting, to: Annotated[str, Query()] = "/"
) -> Response:
    means = known_means(reading, visitor.account)
    return confirm_page(request, means, Form(), to=place(to), carried=[])


@router.post("", dependencies=serves(Open.OWN_ACCOUNT))
def by_password(
    request: Request, transaction: Transaction, visitor: Visiting, posted: Posted, visit: Coming
) -> Response:
    account = transaction.get_one(Account, visitor.account.id)
    password, code = str(posted.get("password", "")), str(posted.get("code", ""))
    try:
        confirm_by_password(transaction, account, password, code, visit)
    except SignInRefused as refused:
        # Not raised on: the failed try is recorded only if this transaction commits.
        says = str(refused).replace("user name and password", "password")
        field = "password" if "password" in says or "Too many" in says else "code"
        return _again(request, transaction, account, posted, Form(errors={field: says}))
    return _go_on(request, transaction, posted, visit)


@router.post("/passkey", dependencies=serves(Open.OWN_ACCOUNT))
def by_passkey(
    request: Request, transaction: Transaction, visitor: Visiting, posted: Posted, visit: Coming
) -> Response:
    account = transaction.get_one(Account, visitor.account.id)
    told = str(posted.get("step", "")), str(posted.get("credential", ""))
    try:
        owner = passkey_owner(transaction, Answer(*told, here(request)), visit.at)
        if owner.id != account.id:
            raise SignInRefused(NOT_YOURS)
    except SignInRefused as refused:
        return _again(request, transaction, account, posted, Form(errors={"form": str(refused)}))
    return _go_on(request, transaction, posted, visit)


def _again(
    request: Request, session: Session, account: Account, posted: Posted, form: Form
) -> Response:
    form.status = 401
    means = known_means(session, account)
    to, carried = place(str(posted.get("to", "/"))), carried_in(posted)
    return confirm_page(request, means, form, to=to, carried=carried)


def _go_on(request: Request, session: Session, posted: Posted, visit: Visit) -> Response:
    """To the page asked for; or a form that posts again what was typed, where something was."""
    renewed = confirm(session, request.cookies.get(COOKIE, ""), visit.at)
    to, carried = place(str(posted.get("to", "/"))), carried_in(posted)
    answer: Response
    if carried or posted.get("posted"):
        again = [(name.removeprefix(PREFIX), value) for name, value in carried]
        answer = show(request, "account/carry_on.html", to=to, carried=again)
    else:
        answer = RedirectResponse(to, 303)
    keep_session(answer, renewed)
    return answer
