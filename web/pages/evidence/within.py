"""What an archive or a message holds, and taking one of its files in as an item of its own."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from casework.access import Actor, Permission, require_to_ask
from casework.case_file.queries import CaseFile
from casework.cases.gateway import perform
from casework.errors import FileRefused, ProcedureBreach, StoreUnavailable, Unsound, WrongAnswer
from casework.evidence.entries import Entry, entries_of, holds_files, take_out
from casework.evidence.image_stop import StopForSuspectedImage
from casework.evidence.looking import look
from casework.evidence.queries import Item
from casework.evidence.rules import at_fields
from web.acting.collecting import UNDER, asked_about_files, collected_from, suspects_image
from web.acting.forms import Form, once_of
from web.acting.opening import open_evidence
from web.frame.deps import Posted, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.casenav import case_links
from web.views.evidenceview import item_in

router = APIRouter()
HERE = "/cases/{reference}/evidence/{item}/files"
STOPPED = "Nothing was taken out: it may be a nude or sexual image of a child"
NOT_TAKEN = (FileRefused, StoreUnavailable, Unsound)


@router.get(HERE, dependencies=serves(Permission.ADD_EVIDENCE))
def files(
    request: Request,
    reference: str,
    item: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
) -> Response:
    """The files that an item holds. Opening it is recorded first."""
    file = open_evidence(transaction, actor, reference, today)
    require_to_ask(file.standing, Permission.ADD_EVIDENCE)
    found = item_in(file, item)
    if holds_files(found.capture):
        try:
            look(transaction, actor, reference, found.capture.id)
        except Unsound as unsound:
            return _page(request, file, found, [], Form(errors={"form": str(unsound)}, status=503))
    return _with_entries(request, file, found, Form())


@router.post(HERE, dependencies=serves(Permission.ADD_EVIDENCE))
def take(
    request: Request,
    reference: str,
    item: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """Take one of them in. Its own page asks for the rest, and admits it as an exhibit."""
    file = open_evidence(transaction, actor, reference, today)
    require_to_ask(file.standing, Permission.ADD_EVIDENCE)
    found, form = item_in(file, item), Form(values=posted)
    if suspects_image(posted):
        perform(transaction, actor, reference, StopForSuspectedImage(), once=once_of(posted))
        form.errors, form.status = {f"{UNDER}suspected_image": STOPPED}, 422
        return _with_entries(request, file, found, form)
    try:
        taken = _taken(transaction, actor, reference, found, posted)
    except WrongAnswer as wrong:
        form.errors, form.status = wrong.answers, 422
    except ProcedureBreach as breach:
        form.errors, form.status = at_fields(breach.breaches), 422
    except NOT_TAKEN as refused:
        form.errors, form.status = {"number": str(refused)}, 422
    else:
        return RedirectResponse(f"/cases/{reference}/evidence/{taken}/admit", 303)
    return _with_entries(request, file, found, form)


def _taken(session: Session, actor: Actor, reference: str, found: Item, posted: Posted) -> str:
    number = str(posted.get("number") or "")
    if not number.isdecimal() or len(number) > 4:
        raise WrongAnswer({"number": "Choose the file to take out"})
    collected, once = collected_from(posted), once_of(posted)
    entry = take_out(session, actor, reference, found, int(number), collected, once)
    return str(entry.facts["capture_id"])


def _with_entries(request: Request, file: CaseFile, found: Item, form: Form) -> Response:
    entries: list[Entry] = []
    try:
        entries = entries_of(found.capture)
    except NOT_TAKEN as refused:
        form.errors, form.status = {"form": str(refused), **form.errors}, form.status
    return _page(request, file, found, entries, form)


def _page(
    request: Request, file: CaseFile, found: Item, entries: list[Entry], form: Form
) -> Response:
    return show(
        request,
        "evidence/within.html",
        status=form.status,
        here="cases",
        file=file,
        case_links=case_links(file),
        item=found,
        choices=[(str(e.number), e.name, _told(e)) for e in entries if not e.why],
        shut=[each for each in entries if each.why],
        form=form,
        **asked_about_files(),
    )


def _told(entry: Entry) -> str:
    return f"{entry.size:,} bytes, SHA-256 {entry.sha256}"
