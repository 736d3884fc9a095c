"""The index of an edition and the chronology over the API, for a spreadsheet."""

from fastapi import APIRouter, Response

from api.deps import Caller, Reading
from api.files import disposition
from api.serving import serves
from casework.access import Action, require_sight
from casework.case_file.queries import open_case
from casework.case_file.sight import PACKS, governing_pack, require_any
from casework.database.whose import working_on
from casework.errors import NotFound
from casework.hearing_packs.as_csv import chronology_csv, index_csv
from casework.hearing_packs.queries import pack_edition

router = APIRouter(
    tags=["hearing packs"],
    default_response_class=Response,
    responses={200: {"content": {"text/csv": {}}}},
)


@router.get("/cases/{reference}/packs/{edition}/index.csv", dependencies=serves(*PACKS))
def index(reference: str, edition: int, reading: Reading, caller: Caller) -> Response:
    """The index of an edition as CSV, for whoever may open it."""
    case, standing = open_case(reading, caller, reference)
    require_any(standing, PACKS)
    with working_on(reading, case.id):  # there or not, the matrix answers first
        pack = pack_edition(reading, case.id, edition)
    require_sight(standing, governing_pack(pack))
    if pack.made_at is None:
        raise NotFound
    return _table(index_csv(pack), f"{case.reference}-index-{edition}.csv")


@router.get("/cases/{reference}/chronology.csv", dependencies=serves(Action.MAKE_PACK))
def chronology(reference: str, reading: Reading, caller: Caller) -> Response:
    """The chronology as a pack would print it now, as CSV."""
    case, _ = open_case(reading, caller, reference, Action.MAKE_PACK)
    with working_on(reading, case.id):
        content = chronology_csv(reading, case)
    return _table(content, f"{case.reference}-chronology.csv")


def _table(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "no-store"}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)
