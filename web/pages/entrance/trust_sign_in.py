"""Signing in, and confirming, with the trust's own sign-in."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import Open
from casework.errors import NotFound, SignInRefused
from casework.people.identities import account_of, enter_with
from casework.people.provider import note_failure, note_success
from casework.people.sign_in import confirm
from casework.people.single_sign_on import DECLINED, Proof, come_back, set_out
from casework.settings import settings
from web.entering.entering import entered, forget, here, keep_session, keep_trip, place
from web.frame.deps import COOKIE, Coming, NotSignedIn, Transaction, Visiting, Visitor, visitor
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/sign-in")
TRIP_COOKIE = f"{COOKIE}_trust"


@router.get("/trust", dependencies=serves(Open.EVERYBODY))
def leave(
    request: Request,
    transaction: Transaction,
    visit: Coming,
    to: Annotated[str, Query()] = "/",
    again: Annotated[str, Query()] = "",
) -> Response:
    """To the provider. With `again`, somebody signed in is asked there who they are."""
    if not settings().oidc_issuer:
        raise NotFound
    account_id = visitor(request).account.id if again else None
    origin = here(request).origin
    try:
        trip = set_out(transaction, origin, place(to), visit.at, account_id)
    except SignInRefused as refused:
        note_failure(transaction, str(refused), visit.at)
        return _refused(request, refused)
    answer = RedirectResponse(trip.address, 303)
    keep_trip(answer, TRIP_COOKIE, trip.step)
    return answer


@router.get("/trust/back", dependencies=serves(Open.EVERYBODY))
def back(request: Request, transaction: Transaction, visit: Coming) -> Response:
    """From the provider. A refusal is a page of ours, and is journaled."""
    if not settings().oidc_issuer:
        raise NotFound
    step, answered = request.cookies.get(TRIP_COOKIE, ""), dict(request.query_params)
    try:
        proof = come_back(transaction, here(request).origin, step, answered, visit.at)
        if proof.confirms:
            answer = _confirmed(request, transaction, proof, visit)
        else:
            answer = entered(enter_with(transaction, proof, visit), proof.to)
        note_success(transaction, visit.at)
    except SignInRefused as refused:
        note_failure(transaction, str(refused), visit.at)
        # Not raised on: what was refused is journaled only if this transaction commits.
        answer = _refused(request, refused)
    forget(answer, TRIP_COOKIE)
    return answer


def _confirmed(request: Request, session: Transaction, proof: Proof, visit: Coming) -> Response:
    """The same person, asked again: their session goes on under a new id."""
    here_now = _signed_in(request).account.id
    account = account_of(session, proof, visit)
    if here_now != account.id or account.id != proof.confirms:
        raise SignInRefused(DECLINED)
    answer = RedirectResponse(place(proof.to), 303)
    keep_session(answer, confirm(session, request.cookies.get(COOKIE, ""), visit.at))
    return answer


def _signed_in(request: Request) -> Visitor:
    try:
        return visitor(request)
    except NotSignedIn:
        raise SignInRefused(DECLINED) from None


def _refused(request: Request, refused: SignInRefused) -> Response:
    return show(request, "account/refused.html", status=403, says=str(refused), viewer=None)


@router.get("/confirmed", dependencies=serves(Open.OWN_ACCOUNT))
def confirmed(request: Request, _: Visiting) -> Response:
    return show(request, "account/confirmed.html")
