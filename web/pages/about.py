"""Pages about Casework itself. Whoever cannot sign in must be able to read them."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from casework.access import Open
from casework.particulars import particulars
from web.deps import NotSignedIn, Reading, visitor
from web.rendering import show
from web.serving import serves

router = APIRouter()


@router.get("/accessibility", dependencies=serves(Open.EVERYBODY))
def accessibility(request: Request, reading: Reading) -> HTMLResponse:
    phone = particulars(reading)["help_phone"]
    return show(request, "about/accessibility.html", help_phone=phone, signed_in=_known(request))


def _known(request: Request) -> bool:
    """Show the frame of whoever is signed in; nobody has to be."""
    try:
        visitor(request)
    except NotSignedIn:
        return False
    return True
