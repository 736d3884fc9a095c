"""The index of an edition and the chronology, for a spreadsheet."""

from fastapi import APIRouter
from fastapi.responses import Response

from casework.access import Action
from casework.case_file.pack_tables import chronology_of_case, index_of_edition
from casework.case_file.sight import PACKS
from web.frame.deps import Reading, SignedIn
from web.frame.sending import table
from web.frame.serving import serves

router = APIRouter(prefix="/cases/{reference}/hearing")


@router.get("/packs/{edition}/index.csv", dependencies=serves(*PACKS))
def index(reference: str, edition: int, reading: Reading, actor: SignedIn) -> Response:
    """The index of an edition, for whoever may open it."""
    return table(*index_of_edition(reading, actor, reference, edition))


@router.get("/chronology.csv", dependencies=serves(Action.MAKE_PACK))
def chronology(reference: str, reading: Reading, actor: SignedIn) -> Response:
    """The chronology as a pack would print it now."""
    return table(*chronology_of_case(reading, actor, reference))
