"""The record itself: who has looked at a case, and how well the journal is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from casework import journal
from casework.access import Action, TrustPermission, may_in_trust, require_in_trust
from casework.case_file.queries import open_case
from casework.database.whose import working_on
from casework.journal import JournalEntry, Refused
from casework.journal.overview import checkpoints, overview
from casework.journal.places import places_of
from casework.journal.reading import SORTS
from casework.settings import settings
from web.frame.deps import Reading, SignedIn
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter()
A_PAGE = 50
Before = Annotated[int | None, Query(ge=1, le=2**31 - 1)]
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


@router.get("/cases/{reference}/looked", dependencies=serves(Action.VIEW_RECORD_OF_ACCESS))
def looked(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    only: Annotated[str, Query()] = "",
    before: Before = None,
) -> HTMLResponse:
    """For whoever sees the record of access whole; of the case itself it shows the reference."""
    case, _ = open_case(reading, actor, reference, Action.VIEW_RECORD_OF_ACCESS)
    only = only if only in SORTS else ""
    with working_on(reading, case.id):  # whoever oversees has no part, and so no row of their own
        found = journal.looks(reading, case.id, A_PAGE + 1, before, only)
    return show(
        request,
        "records/looked.html",
        reference=case.reference,
        here="register",
        looks=[_look(each) for each in found[:A_PAGE]],
        older=found[A_PAGE - 1].number if len(found) > A_PAGE else None,
        newest=before is None,
        only=only,
        none_yet=NONE_YET[only],
    )


def _look(entry: JournalEntry) -> Look:
    return Look(
        number=entry.number,
        at=entry.at,
        who=entry.actor_name or "Somebody",
        what=f"{entry.sentence[:1].upper()}{entry.sentence[1:]}",
        refused=entry.kind == Refused.__name__,
    )


@router.get("/settings/journal", dependencies=serves(TrustPermission.SEE_JOURNAL))
def kept(
    request: Request, reading: Reading, actor: SignedIn, before: Before = None
) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.SEE_JOURNAL)
    sets = may_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    found = checkpoints(reading, A_PAGE + 1, before)
    return show(
        request,
        "records/journal.html",
        here="settings" if sets else "journal",
        sets=sets,
        kept=overview(reading, places_of(settings())),
        checkpoints=found[:A_PAGE],
        older=found[A_PAGE - 1][0].number if len(found) > A_PAGE else None,
        newest=before is None,
    )
