"""Searching what one may see anyway. The words are posted, so no address holds a name."""

from contextlib import suppress

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from casework.access import Action
from casework.case_file.search import Found, Sought, search
from casework.case_file.search_places import Kind
from casework.text import storable
from web.frame.deps import Posted, Reading, SignedIn
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter()
LONGEST = 200
KINDS = [(each.value, each.label) for each in Kind]


@router.get("/search", dependencies=serves(Action.KNOW_OF_CASE))
def asking(request: Request, _: SignedIn) -> HTMLResponse:
    return show(request, "search/results.html", sought=Sought(""), kinds=KINDS, found=None)


@router.post("/search", dependencies=serves(Action.KNOW_OF_CASE))
def results(request: Request, reading: Reading, actor: SignedIn, posted: Posted) -> Response:
    sought = _sought(posted)
    words = sought.words
    found = search(reading, actor, sought) if storable(words) else Found([], 0, [])
    exact = [each for each in found.cases if each.reference.lower() == words.lower()]
    if exact:
        return RedirectResponse(f"/cases/{exact[0].reference}", 303)
    return show(
        request,
        "search/results.html",
        sought=sought,
        kinds=KINDS,
        found=found if words else None,
    )


def _sought(posted: Posted) -> Sought:
    """What was asked for. A kind there is not is none, and a case that is none of theirs too."""
    kind = None
    with suppress(ValueError):
        kind = Kind(str(posted.get("kind", "")))
    words = str(posted.get("q", "")).strip()[:LONGEST]
    return Sought(words, kind, str(posted.get("after", ""))[:LONGEST])
