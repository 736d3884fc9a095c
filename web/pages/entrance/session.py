"""How long somebody stays signed in: the page asks before it warns, and asks for more."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from casework.access import Open
from casework.people.session_time import time_left
from casework.people.sign_in import touch
from web.frame.deps import COOKIE, Reading, Transaction, Visiting
from web.frame.serving import serves

router = APIRouter(prefix="/session")


@router.get("", dependencies=serves(Open.OWN_ACCOUNT))
def left(request: Request, reading: Reading) -> Response:
    """What is left. Asking is not using: a page that only waits does not stay open by it."""
    return _told(reading, request.cookies.get(COOKIE, ""))


@router.post("/extend", dependencies=serves(Open.OWN_ACCOUNT))
def extend(request: Request, transaction: Transaction, _: Visiting) -> Response:
    secret = request.cookies.get(COOKIE, "")
    touch(transaction, secret, datetime.now(UTC))
    return _told(transaction, secret)


def _told(session: Session, secret: str) -> Response:
    found = time_left(session, secret, datetime.now(UTC)) if secret else None
    if found is None:
        return Response(status_code=401)
    headers = {
        "Session-Seconds": str(found.seconds),
        "Session-Extends": "yes" if found.extends else "no",
        "Session-Account": str(found.account_id),
    }
    return Response(status_code=204, headers=headers)
