"""Searching one's own cases and reports. The words are posted, so no address holds a name."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from casework.access import Action
from casework.case_file.search import Found, search
from casework.text import storable
from web.deps import Posted, Reading, SignedIn
from web.rendering import show
from web.serving import serves

router = APIRouter()
LONGEST = 200


@router.get("/search", dependencies=serves(Action.KNOW_OF_CASE))
def asking(request: Request, _: SignedIn) -> HTMLResponse:
    return show(request, "search/results.html", words="", found=None)


@router.post("/search", dependencies=serves(Action.KNOW_OF_CASE))
def results(request: Request, reading: Reading, actor: SignedIn, posted: Posted) -> Response:
    words = str(posted.get("q", "")).strip()[:LONGEST]
    found = search(reading, actor, words) if storable(words) else Found([], 0, [])
    exact = [each for each in found.cases if each.reference.lower() == words.lower()]
    if exact:
        return RedirectResponse(f"/cases/{exact[0].reference}", 303)
    return show(request, "search/results.html", words=words, found=found if words else None)
