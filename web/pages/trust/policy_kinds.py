"""What each statement of a policy is for: one form for a whole version."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import TrustPermission, require_in_trust
from casework.policies.classifying import SayKinds
from casework.policies.clause_kinds import ClauseKind
from casework.policies.queries import clauses_of, version_named
from web.acting.forms import REFUSALS, Form, refused
from web.frame.deps import Posted, Reading, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/policy")
CHANGES = serves(TrustPermission.MANAGE_TIMESCALES)
KINDS = [(each.value, each.label) for each in ClauseKind]
FIELD = "kinds."


@router.get("/{version_id}/kinds", dependencies=CHANGES)
def page(request: Request, version_id: str, reading: Reading, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    number = id_in(version_id)
    now = {FIELD + each.number: each.kind.value for each in clauses_of(reading, number)}
    return _page(request, reading, number, Form(values=now))


@router.post("/{version_id}/kinds", dependencies=CHANGES)
def keep(
    request: Request, version_id: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    number = id_in(version_id)
    told = {each.removeprefix(FIELD): posted[each] for each in posted if each.startswith(FIELD)}
    try:
        said = SayKinds.model_validate({"kinds": told})
        said.perform(transaction, actor, number, datetime.now(UTC))
    except REFUSALS as wrong:
        return _page(request, transaction, number, refused(posted, wrong, SayKinds))
    return RedirectResponse(f"/policy/{number}?said=kinds", 303)


def _page(request: Request, session: Session, version_id: UUID, form: Form) -> HTMLResponse:
    return show(
        request,
        "policies/kinds.html",
        status=form.status,
        here="policy",
        form=form,
        version=version_named(session, version_id),
        clauses=clauses_of(session, version_id),
        options=KINDS,
        kinds=list(ClauseKind),
    )
