"""The trust's own sign-in, for IT administrators: how it is set, how it went, and asking it now."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from casework.access import TrustPermission
from casework.errors import WrongAnswer
from casework.people.provider import check_provider, provider_state
from web.acting.forms import Form
from web.entering.entering import here
from web.frame.deps import Coming, Confirmed, Reading, Transaction, Visitor
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/connections/sign-in")
MANAGES = serves(TrustPermission.MANAGE_ACCOUNTS)


@router.get("", dependencies=MANAGES)
def page(
    request: Request,
    reading: Reading,
    visitor: Confirmed,
    said: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    told = "that the connection was checked" if said == "checked" else ""
    return _page(request, reading, visitor, Form(), told)


@router.post("/check", dependencies=MANAGES)
def check(
    request: Request, transaction: Transaction, visitor: Confirmed, visit: Coming
) -> Response:
    """Whether the provider answers and its keys can be read."""
    try:
        check_provider(transaction, visitor.actor, visit.at)
    except WrongAnswer as wrong:
        form = Form(errors=wrong.answers, status=422)
        return _page(request, transaction, visitor, form)
    return RedirectResponse("/connections/sign-in?said=checked", 303)


def _page(
    request: Request, session: Session, visitor: Visitor, form: Form, said: str = ""
) -> Response:
    state = provider_state(session, visitor.actor, here(request).origin)
    return show(
        request,
        "accounts/provider.html",
        status=form.status,
        here="accounts",
        form=form,
        state=state,
        said=said,
    )
