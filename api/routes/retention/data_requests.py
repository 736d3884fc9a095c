"""Requests about somebody's own data, over JSON: the same acts and the same register."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from api.deps import Caller, Reading, Transaction
from api.files import disposition
from api.routes.trust.trust import Said
from api.serving import serves
from casework.access import TrustPermission
from casework.case_file.recording import note_opened
from casework.data_rights.acting import OnRequest
from casework.data_rights.answering import AnswerRequest, DecideOnCase
from casework.data_rights.bundle import take_bundle
from casework.data_rights.deciding import DecideItems
from casework.data_rights.kinds import Ended, Giving, OtherPeople, RequestKind
from casework.data_rights.queries import open_item, open_request, register
from casework.data_rights.recording import RecordRequest
from casework.data_rights.releasing import (
    AcknowledgeRequest,
    AskRelease,
    DecideRelease,
    EndRequest,
    RefuseRequest,
)
from casework.data_rights.waiting import (
    ConfirmIdentity,
    ExtendRequest,
    ResumeRequestClock,
    SearchAgain,
    StopRequestClock,
)

router = APIRouter(tags=["data rights"], prefix="/data-requests")
MAY = serves(TrustPermission.ANSWER_DATA_REQUESTS)


class RequestOut(BaseModel, from_attributes=True):
    """One request of the register."""

    number: int
    reference: str
    kind: RequestKind
    from_name: str
    received_on: date
    due_on: date
    counted: dict[str, Any]
    identity_on: date | None
    asked_at: datetime | None
    released_at: datetime | None
    ended: Ended | None


class ItemOut(BaseModel, from_attributes=True):
    """One record that was found, and what was decided about it."""

    id: UUID
    number: int
    title: str
    on_day: date | None
    how: str
    giving: Giving | None
    others: OtherPeople | None
    exemption: str | None
    why: str | None


class FoundOut(BaseModel):
    """One case, the parts they have in it, and what was found there."""

    row_id: UUID
    case: str
    parts: list[str]
    agreed: bool | None
    note: str | None
    items: list[ItemOut]


class RequestFileOut(RequestOut):
    """A request with what was found in the cases that the caller may know of."""

    found: list[FoundOut]


class WordsOut(ItemOut):
    """An item with what it says, and what it would say when given with parts hidden."""

    words: str | None
    as_given: str | None
    others_named: list[str]


@router.get("", dependencies=MAY)
def requests(reading: Reading, caller: Caller) -> list[RequestOut]:
    """Every request but the caller's own."""
    return [RequestOut.model_validate(each) for each in register(reading, caller)]


@router.post("", status_code=201, dependencies=MAY)
def record(asked: RecordRequest, transaction: Transaction, caller: Caller) -> Said:
    """Record a request; every case in which they are found is held."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


@router.get("/{number}", dependencies=MAY)
def one(number: int, reading: Reading, caller: Caller) -> RequestFileOut:
    """One request and what was found for it."""
    file = open_request(reading, caller, number)
    found = []
    for each in file.found:
        note_opened(reading, each.seen.case.id)
        items = [ItemOut.model_validate(item) for item in each.items]
        row = each.seen.row
        told = row.model_dump(include={"parts", "agreed", "note"})
        out = FoundOut(row_id=row.id, case=each.seen.case.reference, items=items, **told)
        found.append(out)
    whole = RequestOut.model_validate(file.request).model_dump()
    return RequestFileOut(**whole, found=found)


@router.get("/{number}/items/{item}", dependencies=MAY)
def words(number: int, item: int, reading: Reading, caller: Caller) -> WordsOut:
    """What one item says. It asks for a fresh proof, which a token never has."""
    seen = open_item(reading, caller, number, item)
    note_opened(reading, seen.item.case_id)
    told = ItemOut.model_validate(seen.item).model_dump()
    return WordsOut(**told, words=seen.words, as_given=seen.as_given, others_named=seen.others)


def _act(asked: OnRequest, transaction: Transaction, caller: Caller) -> Said:
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


@router.post("/acts/acknowledgements", status_code=201, dependencies=MAY)
def acknowledge(asked: AcknowledgeRequest, transaction: Transaction, caller: Caller) -> Said:
    """Acknowledge it by letter."""
    return _act(asked, transaction, caller)


@router.post("/acts/identities", status_code=201, dependencies=MAY)
def identity(asked: ConfirmIdentity, transaction: Transaction, caller: Caller) -> Said:
    """Record how they showed who they are."""
    return _act(asked, transaction, caller)


@router.post("/acts/stops", status_code=201, dependencies=MAY)
def stop(asked: StopRequestClock, transaction: Transaction, caller: Caller) -> Said:
    """Stop the clock while they are asked something."""
    return _act(asked, transaction, caller)


@router.post("/acts/resumptions", status_code=201, dependencies=MAY)
def resume(asked: ResumeRequestClock, transaction: Transaction, caller: Caller) -> Said:
    """Let the clock run again."""
    return _act(asked, transaction, caller)


@router.post("/acts/extensions", status_code=201, dependencies=MAY)
def extend(asked: ExtendRequest, transaction: Transaction, caller: Caller) -> Said:
    """Take two months more."""
    return _act(asked, transaction, caller)


@router.post("/acts/searches", status_code=201, dependencies=MAY)
def search(asked: SearchAgain, transaction: Transaction, caller: Caller) -> Said:
    """Search again."""
    return _act(asked, transaction, caller)


@router.post("/acts/decisions", status_code=201, dependencies=MAY)
def decide(asked: DecideItems, transaction: Transaction, caller: Caller) -> Said:
    """Decide about items. It asks for a fresh proof, which a token never has."""
    return _act(asked, transaction, caller)


@router.post("/acts/releases-asked", status_code=201, dependencies=MAY)
def ask_release(asked: AskRelease, transaction: Transaction, caller: Caller) -> Said:
    """Ask another to release the copy."""
    return _act(asked, transaction, caller)


@router.post("/acts/releases", status_code=201, dependencies=MAY)
def release(asked: DecideRelease, transaction: Transaction, caller: Caller) -> Said:
    """Release the copy, or send it back."""
    return _act(asked, transaction, caller)


@router.post("/acts/refusals", status_code=201, dependencies=MAY)
def refuse(asked: RefuseRequest, transaction: Transaction, caller: Caller) -> Said:
    """Refuse the whole request."""
    return _act(asked, transaction, caller)


@router.post("/acts/ends", status_code=201, dependencies=MAY)
def end(asked: EndRequest, transaction: Transaction, caller: Caller) -> Said:
    """End it: handed over, or withdrawn."""
    return _act(asked, transaction, caller)


@router.post("/acts/case-decisions", status_code=201, dependencies=MAY)
def decide_on_case(asked: DecideOnCase, transaction: Transaction, caller: Caller) -> Said:
    """Agree or not, for one case, to what was asked."""
    return _act(asked, transaction, caller)


@router.post("/acts/answers", status_code=201, dependencies=MAY)
def answer(asked: AnswerRequest, transaction: Transaction, caller: Caller) -> Said:
    """Answer it by letter, and end it."""
    return _act(asked, transaction, caller)


@router.post("/{number}/copy", dependencies=MAY)
def take(number: int, transaction: Transaction, caller: Caller) -> StreamingResponse:
    """The released copy itself."""
    out = take_bundle(transaction, caller, number, datetime.now(UTC))
    headers = {"Content-Disposition": disposition(out.name), "Cache-Control": "no-store"}
    return StreamingResponse(out.pieces, media_type="application/zip", headers=headers)
