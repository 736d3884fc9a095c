"""What the employee sends, over JSON, and what is recorded of it when it came another way."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import Acting, Recorded, add_act
from api.deps import Caller, Reading
from api.files import Sent, file_in, file_with, told_in
from api.serving import serves
from casework.access import Permission, require
from casework.case_file.queries import open_case
from casework.cases.gateway import done_already, standing_now
from casework.cases.received import Received
from casework.database.whose import working_on
from casework.evidence.intake import receive
from casework.evidence.rules import require_lawful
from casework.journal import JournalEntry
from casework.room.models import PaperKind
from casework.room.papers import (
    Described,
    RecordEmployeePaper,
    RecordPaperWithdrawn,
    SendMyPaper,
    WithdrawMyPaper,
    paper_of,
    supplied,
)
from casework.room.queries import papers_on
from casework.room.statements import TypedStatement, send_statement
from casework.storage import chunks_of, new_key, store

router = APIRouter(tags=["room"])
PAPER = file_with(
    "told",
    told="What it is, as a JSON object: what, title, suspected_image, confirmed; "
    "received_on and received_how for what came another way",
)


class EmployeePaperOut(BaseModel):
    id: UUID
    what: PaperKind
    title: str
    given_on: date
    given_how: str
    sha256: str
    capture_id: UUID
    exhibit: str | None
    stands: str


class _Told(Described):
    """What is said of a file beside it."""

    suspected_image: bool | None = None
    confirmed: bool = False


class _ToldOnPaper(_Told, Received):
    """The same, with when and how it came."""


@router.get("/cases/{reference}/employee-papers", dependencies=serves(Permission.RECORD_ANSWER))
def papers(reference: str, reading: Reading, caller: Caller) -> list[EmployeePaperOut]:
    """What the employee sent, the last first, and what became of it."""
    case, standing = open_case(reading, caller, reference)
    require(standing, Permission.RECORD_ANSWER)
    with working_on(reading, case.id):
        return [
            EmployeePaperOut(
                exhibit=each.exhibit or None, stands=each.says, **each.paper.model_dump()
            )
            for each in papers_on(reading, case.id)
        ]


@router.post(
    "/cases/{reference}/my-papers",
    status_code=201,
    openapi_extra=PAPER,
    dependencies=serves(Permission.ANSWER),
)
def send_paper(
    reference: str,
    acting: Acting,
    sent: Sent,
) -> Recorded:
    """Hand in a statement or a document of your own."""
    return acting.told(_take(acting, reference, SendMyPaper, sent))


@router.post(
    "/cases/{reference}/employee-papers",
    status_code=201,
    openapi_extra=PAPER,
    dependencies=serves(Permission.RECORD_ANSWER),
)
def record_paper(
    reference: str,
    acting: Acting,
    sent: Sent,
) -> Recorded:
    """Record a statement or a document that the employee gave another way."""
    return acting.told(_take(acting, reference, RecordEmployeePaper, sent))


def _take(
    acting: Acting,
    reference: str,
    kind: type[SendMyPaper] | type[RecordEmployeePaper],
    sent: Sent,
) -> JournalEntry:
    """Stream one file into the store and record it as the employee's.

    Raises:
        FileRefused: it is empty, or larger than the limit.
        WrongAnswer: there is no file, or what is said about it cannot be right.
        ProcedureBreach: it may not be taken in. No byte is kept.
    """
    session, caller = acting.session, acting.caller
    if done := done_already(session, caller, reference, kind, acting.once):
        return done
    asked = _Told if kind is SendMyPaper else _ToldOnPaper
    file, told = file_in(sent), told_in(sent, "told", asked)
    collected = supplied(suspected_image=told.suspected_image, confirmed=told.confirmed)
    require_lawful(collected)
    key = new_key("evidence", standing_now(session, caller, reference).of_case)
    arrived = receive(store(), key, file.filename or "", chunks_of(file.file))
    told = told.model_copy(update={"words": None, "signed_as": None})
    command = paper_of(kind, arrived, collected, told)
    return acting.perform(reference, command)


@router.post(
    "/cases/{reference}/my-statement", status_code=201, dependencies=serves(Permission.ANSWER)
)
def statement(
    reference: str,
    asked: TypedStatement,
    acting: Acting,
) -> Recorded:
    """Hand in a statement you typed. It is printed as it stands and put with the evidence."""
    told = (acting.session, store(), acting.caller, reference, asked, acting.once)
    return acting.told(send_statement(*told))


add_act(router, "my-paper-withdrawn", WithdrawMyPaper)
add_act(router, "paper-withdrawn", RecordPaperWithdrawn)
