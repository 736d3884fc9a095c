"""Taking files into a case: one at a time as they are chosen, or all at once without scripts."""

from dataclasses import dataclass
from uuid import UUID, uuid4, uuid5

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile

from casework.access import Actor, Permission, require_to_ask
from casework.case_file.queries import CaseFile
from casework.cases.gateway import done_already, perform, standing_now
from casework.cases.stages import Stage
from casework.errors import Breach, FileRefused, ProcedureBreach, StoreUnavailable, WrongAnswer
from casework.evidence.commands import RecordCapture
from casework.evidence.details import CaptureDetails
from casework.evidence.image_stop import StopForSuspectedImage
from casework.evidence.intake import receive
from casework.evidence.queries import item_on
from casework.evidence.rules import Collected
from casework.journal import JournalEntry
from casework.settings import settings
from casework.storage import chunks_of, new_key, store
from web.acting.collecting import UNDER, asked_about_files, collected_from, suspects_image
from web.acting.forms import Form, once_of, uploads
from web.acting.opening import open_case_file
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.casenav import case_links

router = APIRouter()

NOT_TAKEN = (FileRefused, StoreUnavailable)
ANSWER_FIRST = "Answer the questions above first. Then choose the file again"
STOPPED = "Nothing was added: it may be a nude or sexual image of a child"


@dataclass(frozen=True)
class Sent:
    """A file of a form, with what was said about how it was come by."""

    file: UploadFile
    collected: Collected


@router.get("/cases/{reference}/evidence/add", dependencies=serves(Permission.ADD_EVIDENCE))
def add_form(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    file = open_case_file(reading, actor, reference, today)
    _require_open(file)
    return _form(request, file, actor, Form())


@router.post("/cases/{reference}/evidence/files", dependencies=serves(Permission.ADD_EVIDENCE))
def add_one(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """One file, sent by the page as soon as it was chosen. Answers with its line, or a sentence."""
    file = open_case_file(transaction, actor, reference, today)
    _require_open(file)
    sent = uploads(posted, "files")
    if not sent:
        return PlainTextResponse("Choose the file again", 422)
    if suspects_image(posted):
        perform(transaction, actor, reference, StopForSuspectedImage())
        return PlainTextResponse(STOPPED, 422)
    try:
        collected = collected_from(posted)
        entry = _take_in(transaction, actor, reference, Sent(sent[0], collected), None)
    except WrongAnswer:
        return PlainTextResponse(ANSWER_FIRST, 422)
    except NOT_TAKEN as refused:
        return PlainTextResponse(str(refused), 422)
    taken = item_on(transaction, file.case.id, str(entry.facts["capture_id"]))
    return show(request, "evidence/_line.html", item=taken)


@router.post("/cases/{reference}/evidence/add", dependencies=serves(Permission.ADD_EVIDENCE))
def add_all(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """Every file of a plain form. Those that can be kept are kept; the others are named."""
    file = open_case_file(transaction, actor, reference, today)
    _require_open(file)
    sent = uploads(posted, "files")
    form = Form(values=posted, once=str(posted.get("once") or uuid4()))
    if suspects_image(posted):
        perform(transaction, actor, reference, StopForSuspectedImage(), once=once_of(posted))
        form.errors, form.status = {f"{UNDER}suspected_image": STOPPED}, 422
        return _form(request, file, actor, form)
    if problem := _problem(file, actor, sent, posted):
        form.errors, form.status = {"files": problem}, 422
        return _form(request, file, actor, form)
    try:
        told = [Sent(each, collected_from(posted)) for each in sent]
    except WrongAnswer as wrong:
        form.errors, form.status = wrong.answers, 422
        return _form(request, file, actor, form)
    refused = _take_in_all(transaction, actor, reference, told, once_of(posted))
    if not refused:
        return RedirectResponse(f"/cases/{reference}/evidence", 303)
    form.errors, form.status, form.once = {"files": ". ".join(refused)}, 422, str(uuid4())
    file = open_case_file(transaction, actor, reference, today)
    return _form(request, file, actor, form)


def _problem(file: CaseFile, actor: Actor, sent: list[UploadFile], posted: FormData) -> str:
    """What is wrong with the choice as a whole. No file is right when the page sent them before."""
    most = settings().upload_files
    if len(sent) > most:
        return f"Add at most {most} files at a time. None of these was added"
    if sent or str(posted.get("mine", "")) != str(_mine(file, actor)):
        return ""
    return "Choose at least one file"


def _take_in_all(
    session: Session, actor: Actor, reference: str, sent: list[Sent], once: UUID | None
) -> list[str]:
    refused = []
    for number, each in enumerate(sent):
        try:
            own = uuid5(once, f"{number}") if once else None
            _take_in(session, actor, reference, each, own)
        except NOT_TAKEN as told:
            refused.append(str(told))
    return refused


def _take_in(
    session: Session, actor: Actor, reference: str, sent: Sent, once: UUID | None
) -> JournalEntry:
    """Stream one file into the store, hashing it on the way, and record it.

    Raises:
        FileRefused: it is empty or too large.
        StoreUnavailable: it could not be written.
    """
    if done := done_already(session, actor, reference, RecordCapture, once):
        return done
    key = new_key("evidence", standing_now(session, actor, reference).of_case)
    chunks = chunks_of(sent.file.file)
    received = receive(store(), key, sent.file.filename or "", chunks)
    command = RecordCapture.of(received, CaptureDetails(), sent.collected)
    return perform(session, actor, reference, command, once=once)


def _require_open(file: CaseFile) -> None:
    """Refuse before a byte is kept.

    Raises:
        ProcedureBreach: as the command would.
    """
    require_to_ask(file.standing, Permission.ADD_EVIDENCE)
    if file.case.stage is Stage.CLOSED:
        raise ProcedureBreach(Breach("G-STAGE", "HOUSE", "The case is closed"))


def _mine(file: CaseFile, actor: Actor) -> int:
    """How many files this person has taken in: more than before means the page sent them."""
    return sum(each.capture.taken_in_by == actor.id for each in file.evidence)


def _form(request: Request, file: CaseFile, actor: Actor, form: Form) -> Response:
    return show(
        request,
        "evidence/add.html",
        status=form.status,
        form=form,
        file=file,
        here="cases",
        case_links=case_links(file),
        mine=_mine(file, actor),
        waiting=[each for each in file.evidence if not each.exhibit],
        most_files=settings().upload_files,
        most_megabytes=settings().upload_megabytes,
        most_bytes=settings().upload_bytes,
        **asked_about_files(),
    )
