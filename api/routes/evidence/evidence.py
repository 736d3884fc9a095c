"""Evidence over JSON: what a case holds, taking files in, describing, admitting, taking copies."""

from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from api.acting import Acting, Asked, Recorded, add_act
from api.deps import Caller, Reading, Transaction
from api.evidence_out import EvidenceOut
from api.files import FILE, Sent, collected_in, details_in, download, file_in
from api.serving import serves
from casework.access import Action, Permission, require_sight
from casework.case_file.queries import open_case
from casework.case_file.sight import (
    EVIDENCE,
    evidence_for,
    item_for,
    require_any_evidence,
    unnamed_in_journal,
)
from casework.cases.gateway import done_already, standing_now
from casework.evidence.commands import (
    AdmitExhibit,
    DecidePackPlace,
    RecordCapture,
)
from casework.evidence.copies import copy_name
from casework.evidence.intake import receive
from casework.evidence.kinds import FileKind
from casework.evidence.looking import take_copy
from casework.evidence.queries import Item, evidence_on
from casework.evidence.records import records_of
from casework.evidence.rules import require_lawful
from casework.journal import JournalEntry
from casework.storage import chunks_of, new_key, store
from casework.text import Prose

router = APIRouter(tags=["evidence"])


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
    unnamed = unnamed_in_journal(reading, standing, case)
    return [EvidenceOut.of(each) for each in records_of(reading, shown, unnamed)]


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
    kept = found.capture
    source = take_copy(transaction, caller, reference, kept.id, asked.reason)
    return download(source, copy_name(case.reference, found), kept.size)


def take_in(
    acting: Asked, reference: str, sent: Sent, command: type[RecordCapture]
) -> JournalEntry:
    """Stream one file into the store and record it: by this door no hash comes from outside.

    Raises:
        FileRefused: it is empty, or larger than the limit.
        WrongAnswer: there is no file, or what is said about it cannot be right.
        ProcedureBreach: it was not come by lawfully, or that is not said. No byte is kept.
    """
    session, caller = acting.session, acting.caller
    if done := done_already(session, caller, reference, command, acting.once):
        return done
    file, details, collected = file_in(sent), details_in(sent), collected_in(sent)
    require_lawful(collected)
    key = new_key("evidence", standing_now(session, caller, reference).of_case)
    received = receive(store(), key, file.filename or "", chunks_of(file.file))
    return acting.perform(reference, command.of(received, details, collected))


@router.post(
    "/cases/{reference}/captures",
    status_code=201,
    openapi_extra=FILE,
    dependencies=serves(Permission.ADD_EVIDENCE),
)
def take_in_capture(
    reference: str,
    acting: Acting,
    sent: Sent,
) -> Recorded:
    """Take a file into the case. Its SHA-256 is computed here, while it is written."""
    return acting.told(take_in(acting, reference, sent, RecordCapture))


add_act(router, "exhibits", AdmitExhibit)
add_act(router, "pack-place", DecidePackPlace)
