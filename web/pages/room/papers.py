"""What the employee sends, from their own page, and what HR records of it when it came on paper."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ValidationError
from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile

from casework.access import Actor, Permission
from casework.case_file.queries import CaseFile
from casework.cases.gateway import done_already, perform, standing_now
from casework.cases.received import Received
from casework.database.whose import working_on
from casework.errors import FileRefused, ProcedureBreach, StoreUnavailable, WrongAnswer
from casework.evidence.image_stop import StopForSuspectedImage
from casework.evidence.intake import receive
from casework.evidence.rules import at_fields, breached
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
from casework.settings import settings
from casework.storage import chunks_of, new_key, store
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Option, select
from web.acting.forms import Form, answers, once_of, refused, uploads
from web.acting.opening import open_to_act
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.deps import today as now
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.hearings.arrangements import RECEIVED
from web.views.casenav import case_links

router = APIRouter()
IMAGE = "suspected_image"
Kind = type[SendMyPaper] | type[RecordEmployeePaper]
NOT_TAKEN = (FileRefused, StoreUnavailable)
STOPPED = "Nothing was sent: it may be a nude or sexual image of a child"
KINDS: list[Option] = [(each.value, each.label) for each in PaperKind]


class _FromThem(Described):
    """What the employee says of a file."""


class _OnPaper(Described, Received):
    """What HR says of a file that the employee gave another way."""


def _form(request: Request, file: CaseFile, kind: type[Described], form: Form) -> Response:
    return show(
        request,
        "room/send.html",
        status=form.status,
        here=f"case-{file.case.reference}" if file.is_theirs else "cases",
        file=file,
        case_links=case_links(file),
        form=form,
        theirs=kind is _FromThem,
        kinds=KINDS,
        most_files=settings().upload_files,
        most_megabytes=settings().upload_megabytes,
    )


@router.get("/cases/{reference}/my-papers", dependencies=serves(Permission.ANSWER))
def send_form(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    file = open_to_act(reading, actor, reference, today, Permission.ANSWER)
    return _form(request, file, _FromThem, Form())


@router.post("/cases/{reference}/my-papers", dependencies=serves(Permission.ANSWER))
def send(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    file = open_to_act(transaction, actor, reference, today, Permission.ANSWER)
    form = _taken(_Asked(transaction, actor, reference, SendMyPaper), posted)
    if form.errors:
        return _form(request, file, _FromThem, form)
    return RedirectResponse(f"/cases/{reference}#papers-sent", 303)


@router.get("/cases/{reference}/employee-papers", dependencies=serves(Permission.RECORD_ANSWER))
def record_form(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    file = open_to_act(reading, actor, reference, today, Permission.RECORD_ANSWER)
    fresh = Form(values={"received_on": today.isoformat()})
    return _form(request, file, _OnPaper, fresh)


@router.post("/cases/{reference}/employee-papers", dependencies=serves(Permission.RECORD_ANSWER))
def record(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    file = open_to_act(transaction, actor, reference, today, Permission.RECORD_ANSWER)
    form = _taken(_Asked(transaction, actor, reference, RecordEmployeePaper), posted)
    if form.errors:
        return _form(request, file, _OnPaper, form)
    return RedirectResponse(f"/cases/{reference}/room", 303)


@dataclass(frozen=True)
class _Asked:
    """Who sends what to which case, in which way."""

    session: Session
    actor: Actor
    reference: str
    kind: Kind


def _taken(asked: _Asked, posted: FormData) -> Form:
    """Every file of the form, each by itself; what cannot be kept is named."""
    told = _FromThem if asked.kind is SendMyPaper else _OnPaper
    try:
        errors = _stopped(asked, posted) or _wrong(posted, uploads(posted, "files"))
        described = told.model_validate(_described(told, posted))
        errors = errors or _take_all(asked, described, posted)
    except (ValidationError, ProcedureBreach, WrongAnswer) as refusal:
        return refused(posted, refusal, told)
    return Form(values=posted, errors=errors, status=422) if errors else Form()


def _stopped(asked: _Asked, posted: FormData) -> dict[str, str]:
    """Where it may be an image of a child nothing of the form is read any further."""
    if posted.get(IMAGE) != "yes":
        return {}
    stop = StopForSuspectedImage()
    perform(asked.session, asked.actor, asked.reference, stop, once=once_of(posted))
    return {IMAGE: STOPPED}


def _take_all(asked: _Asked, described: Described, posted: FormData) -> dict[str, str]:
    sent, left = uploads(posted, "files"), []
    for number, each in enumerate(sent, start=1):
        title = described.title if len(sent) == 1 else f"{described.title} ({number})"
        named = described.model_copy(update={"title": title})
        try:
            _take(asked, named, each, _own(posted, number))
        except NOT_TAKEN as said:
            left.append(str(said))
    return {"files": ". ".join(left)} if left else {}


def _described(asked: type[BaseModel], posted: FormData) -> dict[str, Any]:
    known = answers(asked, posted)
    return {name: each for name, each in known.items() if name in asked.model_fields}


def _own(posted: FormData, number: int) -> UUID | None:
    """An id for each file of a form that is sent once."""
    once = once_of(posted)
    return uuid5(once, str(number)) if once else None


def _wrong(posted: FormData, sent: list[UploadFile]) -> dict[str, str]:
    """What is wrong with the form before a byte of it is kept."""
    told = posted.get(IMAGE)
    said = supplied(
        suspected_image=None if told is None else told == "yes", confirmed="confirmed" in posted
    )
    errors = at_fields(breached(said))
    most = settings().upload_files
    if not sent:
        errors["files"] = "Choose at least one file"
    elif len(sent) > most:
        errors["files"] = f"Send at most {most} files at a time. None of these was sent"
    return errors


def _take(asked: _Asked, described: Described, file: UploadFile, once: UUID | None) -> None:
    session, actor, reference = asked.session, asked.actor, asked.reference
    if done_already(session, actor, reference, asked.kind, once):
        return
    key = new_key("evidence", standing_now(session, actor, reference).of_case)
    arrived = receive(store(), key, file.filename or "", chunks_of(file.file))
    collected = supplied(suspected_image=False, confirmed=True)
    command = paper_of(asked.kind, arrived, collected, described)
    perform(session, actor, reference, command, once=once)


def _still_theirs(session: Session, file: CaseFile) -> list[Option]:
    """What can still be taken back: nobody has looked at it."""
    with working_on(session, file.case.id):
        return [
            (str(each.paper.id), each.paper.title)
            for each in papers_on(session, file.case.id)
            if each.waits
        ]


def _today(_session: Session, _file: CaseFile, _request: Request) -> dict[str, Any]:
    return {"received_on": now().isoformat()}


WHICH = select("paper_id", "What is taken back", _still_theirs)
add_acts(
    router,
    ActPage(
        slug="my-paper-withdrawn",
        command=WithdrawMyPaper,
        title="Take back what you sent",
        button="Take it back",
        lead="You can until somebody has looked at it. After that, tell HR in writing what you "
        "want them to know about it.",
        what="Nobody opens it any more. That you sent it and took it back stays written.",
        asks=(WHICH,),
        listed=False,
    ),
    ActPage(
        slug="paper-withdrawn",
        command=RecordPaperWithdrawn,
        title="Record that the employee takes something back",
        button="Record it",
        lead="Only what nobody has looked at yet.",
        what="Nobody opens it any more. That it was sent and taken back stays written.",
        asks=(WHICH, *RECEIVED),
        start=_today,
        back="/room",
        listed=False,
    ),
)
