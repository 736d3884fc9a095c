"""Pages about Casework itself. Whoever cannot sign in must be able to read them."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse
from sqlalchemy import text

from casework.access import Open
from casework.operations.readiness import NOT_READY, ready
from casework.particulars import particulars
from web.frame.deps import NotSignedIn, Reading, visitor
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter()


@router.get("/accessibility", dependencies=serves(Open.EVERYBODY))
def accessibility(request: Request, reading: Reading) -> HTMLResponse:
    phone = particulars(reading)["help_phone"]
    return show(request, "about/accessibility.html", help_phone=phone, signed_in=known_to(request))


@router.get("/health", dependencies=serves(Open.EVERYBODY))
def health(reading: Reading) -> PlainTextResponse:
    """Whether this process answers and reaches its database; says nothing else to anybody."""
    reading.execute(text("SELECT 1"))
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


@router.get("/ready", dependencies=serves(Open.EVERYBODY))
def readiness(request: Request) -> PlainTextResponse:
    """Whether this process may be sent requests: no longer, once it is asked to end.

    It says no reason to anybody, but that the database is of another version.
    """
    said = "leaving" if getattr(request.state, "leaving", False) else ready()
    status = 503 if said.startswith(("leaving", NOT_READY)) else 200
    return PlainTextResponse(said, status, headers={"Cache-Control": "no-store"})


def known_to(request: Request) -> bool:
    """Show the frame of whoever is signed in; nobody has to be."""
    try:
        visitor(request)
    except NotSignedIn:
        return False
    return True
