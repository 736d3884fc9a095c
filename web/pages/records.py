"""The record itself: who has looked at a case, and how well the journal is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from casework import journal
from casework.access import Actor, Permission, TrustRole
from casework.case_file.queries import CaseFile, open_case_file
from casework.errors import NotPermitted
from casework.journal import JournalEntry, Refused
from casework.journal.overview import checkpoints, overview
from casework.journal.places import places_of
from casework.journal.reading import SORTS
from casework.settings import settings
from web.deps import Reading, SignedIn, Today
from web.pages.cases import case_page
from web.rendering import show

router = APIRouter()
A_PAGE = 50
Before = Annotated[int | None, Query(ge=1, le=2**31 - 1)]
OVERSEES = (
    TrustRole.HR_DIRECTOR,
    TrustRole.DPO,
    TrustRole.IT_ADMIN,
    TrustRole.CHIEF_EXECUTIVE,
    TrustRole.CHAIR_OF_TRUSTEES,
)
NONE_YET = {
    "": "Nobody has looked yet",
    "views": "Nobody has viewed anything yet",
    "downloads": "Nobody has downloaded anything yet",
    "prints": "Nobody has printed anything yet",
    "refusals": "Nobody was refused anything yet",
}


@dataclass(frozen=True)
class Look:
    """One look as the page lists it."""

    number: int
    at: datetime
    who: str
    what: str
    refused: bool


def may_see_who_looked(file: CaseFile) -> None:
    """Refuse whoever does not manage the case.

    Raises:
        NotPermitted: they may view it, and not who else has.
    """
    if not file.may(Permission.APPOINT):
        raise NotPermitted("journal:looks")


def may_oversee(actor: Actor) -> None:
    """Refuse whoever does not answer for the record.

    Raises:
        NotPermitted: their place in the trust has nothing to do with it.
    """
    if not actor.is_any(*OVERSEES):
        raise NotPermitted("journal:oversee")


@router.get("/cases/{reference}/looked")
def looked(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    only: Annotated[str, Query()] = "",
    before: Before = None,
) -> HTMLResponse:
    file = open_case_file(reading, actor, reference, today)
    may_see_who_looked(file)
    only = only if only in SORTS else ""
    found = journal.looks(reading, file.case.id, A_PAGE + 1, before, only)
    return show(
        request,
        "records/looked.html",
        looks=[_look(each) for each in found[:A_PAGE]],
        older=found[A_PAGE - 1].number if len(found) > A_PAGE else None,
        newest=before is None,
        only=only,
        none_yet=NONE_YET[only],
        **case_page(file, "looked"),
    )


def _look(entry: JournalEntry) -> Look:
    return Look(
        number=entry.number,
        at=entry.at,
        who=entry.actor_name or "Somebody",
        what=f"{entry.sentence[:1].upper()}{entry.sentence[1:]}",
        refused=entry.kind == Refused.__name__,
    )


@router.get("/settings/journal")
def kept(
    request: Request, reading: Reading, actor: SignedIn, before: Before = None
) -> HTMLResponse:
    may_oversee(actor)
    found = checkpoints(reading, A_PAGE + 1, before)
    return show(
        request,
        "records/journal.html",
        here="settings",
        kept=overview(reading, places_of(settings())),
        checkpoints=found[:A_PAGE],
        older=found[A_PAGE - 1][0].number if len(found) > A_PAGE else None,
        newest=before is None,
    )
