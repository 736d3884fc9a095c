"""What leaves Casework beside packs, over JSON: asked for, decided, taken."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from api.acting import Acting, Recorded, add_act
from api.deps import Caller, Once, Reading, Today, Transaction
from api.files import disposition
from api.serving import serves
from casework.access import Permission, require, require_to_ask
from casework.case_file.recording import note_opened
from casework.case_file.taking_out import take_out
from casework.cases.gateway import standing_now
from casework.database.whose import working_on
from casework.hearing_packs.exports import AskExport, DecideExport, ExportKind, exports_of
from casework.text import Prose

router = APIRouter(tags=["exports"])


class ExportOut(BaseModel, from_attributes=True):
    """Something that was asked for, and what was decided."""

    number: int
    what: ExportKind
    reason: str
    asked_by: UUID
    asked_at: datetime
    decided_at: datetime | None
    approved: bool | None
    ends_at: datetime | None


class Decision(BaseModel):
    """What is decided about one of them, and why."""

    approved: bool
    reason: Prose


@router.get("/cases/{reference}/exports", dependencies=serves(Permission.EXPORT))
def exports(reference: str, reading: Reading, caller: Caller) -> list[ExportOut]:
    """Everything that was asked for on a case, the latest first."""
    standing = standing_now(reading, caller, reference)
    require_to_ask(standing, Permission.EXPORT)
    note_opened(reading, standing.of_case)
    with working_on(reading, standing.of_case):
        return [ExportOut.model_validate(e) for e in exports_of(reading, standing.of_case)]


add_act(router, "ask-export", AskExport)


@router.post(
    "/cases/{reference}/exports/{number}/decide",
    status_code=201,
    dependencies=serves(Permission.EXPORT),
)
def decide_export(
    reference: str,
    number: int,
    asked: Decision,
    acting: Acting,
) -> Recorded:
    """Agree or not. Whoever needs a second person to export cannot be that person."""
    require(standing_now(acting.session, acting.caller, reference), Permission.EXPORT)
    command = DecideExport(number=number, approved=asked.approved, reason=asked.reason)
    return acting.does(reference, command)


@router.post("/cases/{reference}/exports/{number}/take", dependencies=serves(Permission.MAKE_PACK))
def take_export(
    reference: str,
    number: int,
    transaction: Transaction,
    caller: Caller,
    today: Today,
    once: Once = None,
) -> StreamingResponse:
    """The file itself. That it was taken is recorded first."""
    out = take_out(transaction, caller, reference, number, today, once)
    headers = {"Content-Disposition": disposition(out.name), "Cache-Control": "no-store"}
    return StreamingResponse(iter(out.pieces), media_type=out.media_type, headers=headers)
