"""The index of an edition and the chronology, for a spreadsheet."""

from fastapi import APIRouter
from fastapi.responses import Response

from casework.access import Action, require_sight
from casework.case_file.queries import open_case
from casework.case_file.sight import PACKS, governing_pack, require_any
from casework.database.whose import working_on
from casework.errors import NotFound
from casework.hearing_packs.as_csv import chronology_csv, index_csv
from casework.hearing_packs.queries import pack_edition
from web.deps import Reading, SignedIn
from web.sending import table
from web.serving import serves

router = APIRouter(prefix="/cases/{reference}/hearing")


@router.get("/packs/{edition}/index.csv", dependencies=serves(*PACKS))
def index(reference: str, edition: int, reading: Reading, actor: SignedIn) -> Response:
    """The index of an edition, for whoever may open it."""
    case, standing = open_case(reading, actor, reference)
    require_any(standing, PACKS)
    with working_on(reading, case.id):  # there or not, the matrix answers first
        pack = pack_edition(reading, case.id, edition)
    require_sight(standing, governing_pack(pack))
    if pack.made_at is None:
        raise NotFound
    return table(index_csv(pack), f"{case.reference}-index-{edition}.csv")


@router.get("/chronology.csv", dependencies=serves(Action.MAKE_PACK))
def chronology(reference: str, reading: Reading, actor: SignedIn) -> Response:
    """The chronology as a pack would print it now."""
    case, _ = open_case(reading, actor, reference, Action.MAKE_PACK)
    with working_on(reading, case.id):
        content = chronology_csv(reading, case)
    return table(content, f"{case.reference}-chronology.csv")
