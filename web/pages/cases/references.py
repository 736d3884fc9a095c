"""References: what may be said of a person on a day. Nothing is sent from here."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from casework.access import TrustPermission, require_in_trust
from casework.case_file.references import people_to_refer, reference_for
from casework.sources import SOURCES
from casework.text import read_day, storable
from web.frame.deps import Posted, Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/references")
REFERS = TrustPermission.GIVE_REFERENCES
LONGEST = 200


@router.get("", dependencies=serves(REFERS))
def asking(request: Request, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, REFERS)
    return show(request, "records/references.html", here="references", words="", found=None)


@router.post("", dependencies=serves(REFERS))
def finding(request: Request, reading: Reading, actor: SignedIn, posted: Posted) -> HTMLResponse:
    require_in_trust(actor, REFERS)
    words = str(posted.get("q", "")).strip()[:LONGEST]
    found = people_to_refer(reading, actor, words) if storable(words) else []
    return show(
        request,
        "records/references.html",
        here="references",
        words=words,
        found=found if words else None,
    )


@router.get("/{person_id}", dependencies=serves(REFERS))
def one(
    request: Request,
    person_id: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    on: Annotated[str, Query(max_length=40)] = "",
) -> HTMLResponse:
    asked, wrong = today, ""
    if on.strip():
        try:
            asked = read_day(on)
        except ValueError:
            wrong = "Enter a real day, for example 4 May 2026"
    found = reference_for(reading, actor, id_in(person_id), asked)
    return show(
        request,
        "records/reference.html",
        status=422 if wrong else 200,
        here="references",
        found=found,
        sources=SOURCES,
        typed=on or asked.isoformat(),
        wrong=wrong,
    )
