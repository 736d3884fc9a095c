"""Evidence over JSON: what a case holds, taking files in, describing, admitting, taking copies."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from sqlmodel import Session

from api.acting import Recorded, add_act, recorded
from api.deps import Caller, Once, Reading, Transaction
from api.files import FILE, Sent, details_in, download, file_in
from api.serving import serves
from casework.access import Action, Actor, Permission, require_sight
from casework.case_file.queries import open_case
from casework.case_file.sight import (
    EVIDENCE,
    custody_for,
    evidence_for,
    item_for,
    require_any,
    require_any_evidence,
)
from casework.cases.gateway import done_already, perform
from casework.evidence.commands import (
    AdmitExhibit,
    DecidePackPlace,
    DescribeCapture,
    OpenEvidence,
    RecordCapture,
)
from casework.evidence.copies import copy_name
from casework.evidence.custody import chain
from casework.evidence.details import CaptureDetails
from casework.evidence.examination import Treatment
from casework.evidence.intake import receive
from casework.evidence.kinds import FileKind
from casework.evidence.models import Handling
from casework.evidence.queries import Item, evidence_on
from casework.evidence.scanning import ScanState
from casework.journal import JournalEntry
from casework.storage import chunks_of, store
from casework.text import Prose

router = APIRouter(tags=["evidence"])


KEPT = {
    "name",
    "kind",
    "name_agrees",
    "size",
    "sha256",
    "scan",
    "scan_says",
    "scanned_at",
}


class EvidenceOut(BaseModel):
    """A file as it was taken in, what is known about it, and its exhibit number if it has one."""

    capture_id: UUID
    exhibit_id: UUID | None
    reference: str
    title: str
    description: str | None
    shows_pupil: bool | None
    in_pack: bool | None
    pack_reason: str | None
    name: str
    kind: FileKind
    name_agrees: bool
    size: int
    sha256: str
    taken_in_at: datetime
    treatment: Treatment
    flags: list[str]
    holds: list[str]
    scan: ScanState
    scan_says: str | None
    scanned_at: datetime | None
    details: CaptureDetails
    does_not_prove: str

    @classmethod
    def of(cls, item: Item) -> Self:
        kept, exhibit, known = item.capture, item.exhibit, item.details
        return cls(
            **kept.model_dump(include=KEPT),
            treatment=kept.treatment,
            flags=kept.found.says,
            holds=kept.found.holds,
            capture_id=kept.id,
            taken_in_at=kept.taken_in_at,
            details=known,
            does_not_prove=known.does_not_prove,
            reference=item.reference,
            title=item.title,
            exhibit_id=exhibit.id if exhibit else None,
            description=exhibit.description if exhibit else None,
            shows_pupil=exhibit.shows_pupil if exhibit else None,
            in_pack=exhibit.in_pack if exhibit else None,
            pack_reason=exhibit.pack_reason if exhibit else None,
        )


class ListedEvidenceOut(BaseModel):
    """A line of the index, for somebody who may know that an item exists and no more."""

    reference: str | None
    kind: FileKind
    taken_in_at: datetime

    @classmethod
    def of(cls, item: Item) -> Self:
        exhibit, kept = item.exhibit, item.capture
        name = exhibit.reference if exhibit else None
        return cls(reference=name, kind=kept.kind, taken_in_at=kept.taken_in_at)


class CustodyOut(BaseModel, from_attributes=True):
    number: int
    at: datetime
    person_name: str
    handling: Handling
    reason: str | None
    sha256: str


class CopyAsked(BaseModel, extra="forbid"):
    """Why somebody takes a copy. It stays in the chain of custody, and out of every address."""

    reason: Annotated[Prose, Field(title="the reason for taking a copy")]


@router.get(
    "/cases/{reference}/evidence",
    dependencies=serves(*EVIDENCE),
)
def evidence(reference: str, reading: Reading, caller: Caller) -> list[EvidenceOut]:
    """Exhibits in order of number, then what has not been admitted."""
    case, standing = open_case(reading, caller, reference)
    require_any_evidence(standing)
    shown, _ = evidence_for(standing, case, evidence_on(reading, case.id))
    return [EvidenceOut.of(each) for each in shown]


@router.get(
    "/cases/{reference}/evidence/{item}/custody",
    dependencies=serves(*EVIDENCE, Action.VIEW_RECORD_OF_ACCESS),
)
def custody(reference: str, item: str, reading: Reading, caller: Caller) -> list[CustodyOut]:
    """The chain of custody of one item, by its exhibit number or its capture’s id."""
    case, standing = open_case(reading, caller, reference)
    found = item_for(reading, standing, case, item)
    require_any(standing, [Action.VIEW_RECORD_OF_ACCESS])
    return [
        CustodyOut.model_validate(each)
        for each in custody_for(standing, chain(reading, found.capture.id))
    ]


@router.post(
    "/cases/{reference}/evidence/{item}/copy",
    response_class=StreamingResponse,
    dependencies=serves(Permission.DOWNLOAD_ORIGINAL),
)
def copy(
    reference: str, item: str, asked: CopyAsked, transaction: Transaction, caller: Caller
) -> StreamingResponse:
    """Take a copy of an original. It is a link in its chain of custody, with the reason."""
    case, standing = open_case(transaction, caller, reference)
    found = item_for(transaction, standing, case, item)
    require_sight(standing, Action.DOWNLOAD_ORIGINAL)
    opening = OpenEvidence(capture_id=found.capture.id, download=True, reason=asked.reason)
    kept = found.capture
    answer = download(kept.key, copy_name(case.reference, found), kept.size)
    perform(transaction, caller, reference, opening)
    return answer


def take_in(
    session: Session,
    caller: Actor,
    reference: str,
    sent: Sent,
    command: type[RecordCapture],
    once: UUID | None,
) -> JournalEntry:
    """Stream one file into the store and record it: by this door no hash comes from outside.

    Raises:
        FileRefused: it is empty, or larger than the limit.
        WrongAnswer: there is no file, or what is said about it cannot be right.
    """
    if done := done_already(session, caller, reference, command, once):
        return done
    file, details = file_in(sent), details_in(sent)
    key = f"evidence/{uuid4()}"
    received = receive(store(), key, file.filename or "", chunks_of(file.file))
    return perform(session, caller, reference, command.of(received, details), once=once)


@router.post(
    "/cases/{reference}/captures",
    status_code=201,
    openapi_extra=FILE,
    dependencies=serves(Permission.ADD_EVIDENCE),
)
def take_in_capture(
    reference: str,
    request: Request,
    response: Response,
    transaction: Transaction,
    caller: Caller,
    sent: Sent,
    once: Once = None,
) -> Recorded:
    """Take a file into the case. Its SHA-256 is computed here, while it is written."""
    entry = take_in(transaction, caller, reference, sent, RecordCapture, once)
    return recorded(transaction, request, response, entry)


@router.post(
    "/cases/{reference}/captures/{capture_id}/details",
    status_code=201,
    dependencies=serves(Permission.ADD_EVIDENCE),
)
def describe_capture(
    reference: str,
    capture_id: UUID,
    asked: CaptureDetails,
    request: Request,
    response: Response,
    transaction: Transaction,
    caller: Caller,
    once: Once = None,
) -> Recorded:
    """Record what is known about an item, in place of what was recorded before."""
    command = DescribeCapture(capture_id=capture_id, details=asked)
    entry = perform(transaction, caller, reference, command, once=once)
    return recorded(transaction, request, response, entry)


add_act(router, "exhibits", AdmitExhibit)
add_act(router, "pack-place", DecidePackPlace)
