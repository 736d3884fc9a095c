"""What one person asked for about an account or a person, and another decides."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from casework.access import TrustPermission, may_in_trust, require_in_trust
from casework.errors import NotFound, WrongAnswer
from casework.people.duplicates import (
    decide_same_person,
    propose_same_person,
    waiting_proposals,
)
from casework.people.entrance import Visit
from casework.people.looking_after import waiting_ways_back
from casework.people.ways_back import decide_way_back
from casework.webhooks.keeping import webhooks
from web.acting.forms import Form
from web.entering.entering import here
from web.frame.deps import Coming, Confirmed, PostedByAnybody, Reading, Transaction, Visitor
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/approvals")
APPROVES = serves(TrustPermission.APPROVE_ACCOUNTS)

SAID = {
    "declined": "it was declined",
    "merged": "both entries are one person from now on",
    "apart": "they stay two people",
    "proposed": "your proposal. Somebody else decides on it",
}


@router.get("", dependencies=APPROVES)
def page(
    request: Request, reading: Reading, visitor: Confirmed, visit: Coming, said: str = ""
) -> Response:
    return _page(request, reading, visitor, visit, Form(), SAID.get(said, ""))


def _page(
    request: Request,
    session: Session,
    visitor: Visitor,
    visit: Visit,
    form: Form,
    said: str = "",
) -> Response:
    require_in_trust(visitor.actor, TrustPermission.APPROVE_ACCOUNTS)
    return show(
        request,
        "accounts/approvals.html",
        status=form.status,
        here="approvals",
        form=form,
        ways_back=waiting_ways_back(session, visitor.actor, visit.at),
        proposals=waiting_proposals(session),
        webhooks_wait=sum(each.agreed_at is None for each in webhooks(session)),
        actor=visitor.actor,
        may_propose=may_in_trust(visitor.actor, TrustPermission.MANAGE_ACCOUNTS),
        said=said,
    )


@router.post("/ways-back/{way_back_id}/{decision}", dependencies=APPROVES)
def decide(
    request: Request,
    way_back_id: str,
    decision: str,
    transaction: Transaction,
    visitor: Confirmed,
    visit: Coming,
) -> Response:
    """Approve, and be shown the link once; or decline."""
    if decision not in ("approve", "decline"):
        raise NotFound
    try:
        number = id_in(way_back_id)
        approved = decision == "approve"
        handed = decide_way_back(transaction, visitor.actor, number, approved, visit.at)
    except WrongAnswer as refused:
        form = Form(errors=refused.answers, status=422)
        return _page(request, transaction, visitor, visit, form)
    if handed is None:
        return RedirectResponse("/approvals?said=declined", 303)
    link = f"{here(request).origin}/way-back/{handed.token}"
    ends = handed.expires_at
    return show(request, "accounts/handed.html", here="approvals", link=link, ends=ends)


@router.post("/same-person/{proposal_id}/{decision}", dependencies=APPROVES)
def decide_on_two(
    request: Request,
    proposal_id: str,
    decision: str,
    transaction: Transaction,
    visitor: Confirmed,
    visit: Coming,
) -> Response:
    if decision not in ("approve", "decline"):
        raise NotFound
    approved = decision == "approve"
    try:
        number = id_in(proposal_id)
        decide_same_person(transaction, visitor.actor, number, approved, visit.at)
    except WrongAnswer as refused:
        form = Form(errors=refused.answers, status=422)
        return _page(request, transaction, visitor, visit, form)
    return RedirectResponse(f"/approvals?said={'merged' if approved else 'apart'}", 303)


@router.post("/same-person", dependencies=APPROVES)
def propose(
    request: Request,
    transaction: Transaction,
    visitor: Confirmed,
    visit: Coming,
    posted: PostedByAnybody,
) -> Response:
    number, other = str(posted.get("staff_number", "")), str(posted.get("duplicate", ""))
    reason = str(posted.get("reason", ""))
    try:
        propose_same_person(transaction, visitor.actor, number, other, reason, visit.at)
    except WrongAnswer as refused:
        form = Form(values=posted, errors=refused.answers, status=422)
        return _page(request, transaction, visitor, visit, form)
    return RedirectResponse("/approvals?said=proposed", 303)
