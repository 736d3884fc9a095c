"""An item’s chain of custody over JSON: its links, whether it holds, and its report."""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api.acting import Acting, Recorded
from api.deps import Caller, Reading, Transaction
from api.files import disposition
from api.serving import serves
from casework.access import Action
from casework.case_file.custody_reports import checked_chain, custody_report
from casework.case_file.queries import open_case
from casework.case_file.sight import EVIDENCE, item_for, require_any
from casework.evidence.custody import verify
from casework.evidence.freezing import CheckOriginal
from casework.evidence.models import CustodyEntry, Handling
from casework.storage import store

router = APIRouter(prefix="/cases/{reference}/evidence/{item}", tags=["evidence"])
WHO_HANDLED = Action.VIEW_RECORD_OF_ACCESS


class CustodyOut(BaseModel, from_attributes=True):
    """One link. Its hash covers the link before it, so that none can be changed by itself."""

    number: int
    at: datetime
    person_name: str
    handling: Handling
    reason: str | None
    sha256: str
    previous: str
    hash: str


class ChainOut(BaseModel):
    """A chain as it was recomputed, with every link that does not hold."""

    capture_id: UUID
    holds: bool
    faults: list[str]
    links: int
    seen: list[CustodyOut]

    @classmethod
    def of(cls, capture_id: UUID, faults: list[str], links: int, seen: list[CustodyEntry]) -> Self:
        shown = [CustodyOut.model_validate(each) for each in seen]
        return cls(capture_id=capture_id, holds=not faults, faults=faults, links=links, seen=shown)


@router.get("/custody", dependencies=serves(*EVIDENCE, WHO_HANDLED))
def custody(reference: str, item: str, reading: Reading, caller: Caller) -> list[CustodyOut]:
    """The chain of custody of one item, the newest link first."""
    case, standing = open_case(reading, caller, reference)
    found = item_for(reading, standing, case, item)
    require_any(standing, [WHO_HANDLED])
    checked = checked_chain(reading, standing, found)
    return [CustodyOut.model_validate(each) for each in reversed(checked.seen)]


@router.get("/custody/check", dependencies=serves(*EVIDENCE, WHO_HANDLED))
def check_chain(reference: str, item: str, reading: Reading, caller: Caller) -> ChainOut:
    """The chain, recomputed now and compared with the journal."""
    case, standing = open_case(reading, caller, reference)
    found = item_for(reading, standing, case, item)
    require_any(standing, [WHO_HANDLED])
    checked = checked_chain(reading, standing, found)
    return ChainOut.of(found.capture.id, checked.faults, len(checked.links), checked.seen)


@router.post(
    "/custody/report",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}}},
    dependencies=serves(*EVIDENCE, WHO_HANDLED),
)
def report(reference: str, item: str, transaction: Transaction, caller: Caller) -> Response:
    """The custody report, one page of PDF. That it was taken is the last link it shows."""
    case, standing = open_case(transaction, caller, reference)
    found = item_for(transaction, standing, case, item)
    require_any(standing, [WHO_HANDLED])
    printed = custody_report(transaction, caller, case, found)
    name = disposition(f"{reference}-{item}-custody.pdf")
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return Response(printed.pdf, media_type="application/pdf", headers=headers)


@router.post("/check", status_code=201, dependencies=serves(*EVIDENCE))
def check_original(
    reference: str,
    item: str,
    acting: Acting,
) -> Recorded:
    """Read the original again. One that is not what was taken in is frozen with this."""
    case, standing = open_case(acting.session, acting.caller, reference)
    found = item_for(acting.session, standing, case, item)
    command = CheckOriginal.of(verify(store(), found.capture))
    return acting.does(reference, command)
