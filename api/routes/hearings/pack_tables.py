"""The index of an edition and the chronology over the API, for a spreadsheet."""

from fastapi import APIRouter, Response

from api.deps import Caller, Reading
from api.files import disposition
from api.serving import serves
from casework.access import Action
from casework.case_file.pack_tables import Table, chronology_of_case, index_of_edition
from casework.case_file.sight import PACKS

router = APIRouter(
    tags=["hearing packs"],
    default_response_class=Response,
    responses={200: {"content": {"text/csv": {}}}},
)


@router.get("/cases/{reference}/packs/{edition}/index.csv", dependencies=serves(*PACKS))
def index(reference: str, edition: int, reading: Reading, caller: Caller) -> Response:
    """The index of an edition as CSV, for whoever may open it."""
    return _as_csv(index_of_edition(reading, caller, reference, edition))


@router.get("/cases/{reference}/chronology.csv", dependencies=serves(Action.MAKE_PACK))
def chronology(reference: str, reading: Reading, caller: Caller) -> Response:
    """The chronology as a pack would print it now, as CSV."""
    return _as_csv(chronology_of_case(reading, caller, reference))


def _as_csv(table: Table) -> Response:
    headers = {"Content-Disposition": disposition(table.name), "Cache-Control": "no-store"}
    return Response(table.content, media_type="text/csv; charset=utf-8", headers=headers)
