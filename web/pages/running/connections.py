"""Other systems of the trust: the tokens with which they call. For IT administrators; no case."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from casework.access import TrustPermission, require_in_trust
from casework.people.entrance import Visit
from casework.people.services import (
    LONGEST_DAYS,
    MakeServiceToken,
    ServiceKind,
    revoke_service_token,
    service_tokens,
)
from casework.webhooks.keeping import webhooks
from web.acting.forms import REFUSALS, Form, answers, refused
from web.entering.entering import here
from web.frame.deps import Coming, Confirmed, PostedByAnybody, Reading, Transaction, Visitor
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/connections")
MANAGES = serves(TrustPermission.MANAGE_ACCOUNTS)
SAID = {"revoked": "the token is revoked"}


@router.get("", dependencies=MANAGES)
def page(
    request: Request, reading: Reading, visitor: Confirmed, visit: Coming, said: str = ""
) -> Response:
    form = Form(values={"days": str(LONGEST_DAYS)})
    return _page(request, reading, visitor, visit, form, SAID.get(said, ""))


def _page(
    request: Request, session: Session, visitor: Visitor, visit: Visit, form: Form, said: str = ""
) -> Response:
    require_in_trust(visitor.actor, TrustPermission.MANAGE_ACCOUNTS)
    return show(
        request,
        "accounts/connections.html",
        status=form.status,
        here="accounts",
        form=form,
        tokens=service_tokens(session, ServiceKind.SCIM, visit.at),
        address=f"{here(request).origin}/api/scim/v2",
        longest=LONGEST_DAYS,
        webhooks=webhooks(session),
        said=said,
    )


@router.post("/tokens", dependencies=MANAGES)
def make(
    request: Request,
    transaction: Transaction,
    visitor: Confirmed,
    visit: Coming,
    posted: PostedByAnybody,
) -> Response:
    require_in_trust(visitor.actor, TrustPermission.MANAGE_ACCOUNTS)
    try:
        asked = MakeServiceToken.model_validate(answers(MakeServiceToken, posted))
        secret = asked.perform(transaction, visitor.actor, ServiceKind.SCIM, visit.at)
    except REFUSALS as error:
        form = refused(posted, error, MakeServiceToken)
        return _page(request, transaction, visitor, visit, form)
    # Shown in the answer itself: it is kept nowhere from which a second page could read it.
    return show(
        request,
        "account/token_made.html",
        here="accounts",
        name=asked.name,
        secret=secret,
        back="/connections",
    )


@router.post("/tokens/{token_id}/revoke", dependencies=MANAGES)
def revoke(token_id: str, transaction: Transaction, visitor: Confirmed, visit: Coming) -> Response:
    revoke_service_token(transaction, visitor.actor, id_in(token_id), visit.at)
    return RedirectResponse("/connections?said=revoked", 303)
