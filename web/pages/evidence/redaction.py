"""Redacting an original: drawing boxes, typing positions, picking words, deciding suggestions.

Everything here is a plain form; drawing with a pointer only fills one in (js/redact.js).
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor, Permission, require_to_ask
from casework.case_file.queries import CaseFile
from casework.cases.gateway import Command
from casework.errors import NotFound
from casework.evidence.looking import newest_link
from casework.evidence.queries import Item
from casework.evidence.redacted import Audience
from casework.redaction.commands import MoveBox, PlaceBox, RemoveBox
from casework.redaction.copies import MakeCopy
from casework.redaction.opening import BeginRedaction
from casework.redaction.picking import DecideSuggestion, HideWords
from web.acting.forms import Form, submit
from web.acting.opening import open_evidence
from web.acting.said import said_by
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.casenav import case_links
from web.views.evidenceview import item_in
from web.views.redactionview import (
    AUDIENCES,
    HIDDEN_IN,
    REASONS,
    Spot,
    desk_for,
    is_making,
    is_open,
    label_of,
    makers,
    numbered_boxes,
    register_for,
    sheet_of,
)

router = APIRouter(prefix="/cases/{reference}/evidence/{item}/redact")
PAGE = "redaction/redact.html"
MOST = 2**31 - 1
REDACTS = serves(Permission.REDACT)
PREFIXES = {"place": "p", "move": "m", "words": "w"}
# What is done on the page, by the end of its address; each names its original to the command.
STEPS: dict[str, tuple[type[Command], bool]] = {
    "place": (PlaceBox, True),
    "move": (MoveBox, False),
    "remove": (RemoveBox, False),
    "words": (HideWords, True),
    "suggestion": (DecideSuggestion, True),
    "make": (MakeCopy, True),
}


def spot(
    opened: Annotated[int, Query(ge=0, le=MOST)] = 0,
    page: Annotated[int, Query(ge=1, le=MOST)] = 1,
    copy: Audience = Audience.PANEL_AND_EMPLOYEE,
    box: UUID | None = None,
    large: Annotated[int, Query(ge=0, le=1)] = 0,
) -> Spot:
    return Spot(opened, page, copy, box, bool(large))


At = Annotated[Spot, Depends(spot)]


def item_to_redact(
    session: Session, actor: Actor, reference: str, item: str, today: Any
) -> tuple[CaseFile, Item]:
    """An item this reader may redact.

    Raises:
        NotFound, NotPermitted: as the matrix says.
    """
    file = open_evidence(session, actor, reference, today)
    found = item_in(file, item)
    require_to_ask(file.standing, Permission.REDACT)
    return file, found


@router.get("", dependencies=REDACTS)
def desk_page(
    request: Request,
    reference: str,
    item: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    at: At,
    said: Annotated[int, Query(ge=0, le=MOST)] = 0,
) -> HTMLResponse:
    file, found = item_to_redact(reading, actor, reference, item, today)
    told = said_by(reading, actor, file, said)
    return _page(request, reading, actor, (file, found), at, {}, said=told)


@router.post("", dependencies=REDACTS)
def begin(
    request: Request,
    reference: str,
    item: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    at: At,
) -> Response:
    """Open the original to redact it. The opening is recorded before anything is seen."""
    file, found = item_to_redact(transaction, actor, reference, item, today)
    posted = FormData([("capture_id", str(found.capture.id))])
    form = submit(transaction, actor, reference, BeginRedaction, posted)
    if form.entry is None:
        return _page(request, transaction, actor, (file, found), at, {"begin": form})
    opened = newest_link(transaction, found.capture.id)
    return RedirectResponse(_place(file, found) + at.query(opened=opened), 303)


@router.get("/job", dependencies=REDACTS)
def job(
    request: Request,
    reference: str,
    item: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    at: At,
) -> HTMLResponse:
    """How far reading the pages or making a copy is; asked again while it goes on."""
    file, found = item_to_redact(reading, actor, reference, item, today)
    told = _context(reading, actor, (file, found), at, {})
    return show(request, "redaction/job.html", **told)


@router.post("/{step}", dependencies=REDACTS)
def act(
    request: Request,
    reference: str,
    item: str,
    step: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
    at: At,
) -> Response:
    file, found = item_to_redact(transaction, actor, reference, item, today)
    if step not in STEPS:
        raise NotFound
    command, names_item = STEPS[step]
    # The address says which item it is; nothing that was posted does.
    kept = [each for each in posted.multi_items() if each[0] != "capture_id"]
    named = [("capture_id", str(found.capture.id))] if names_item else []
    form = submit(transaction, actor, reference, command, FormData([*kept, *named]))
    if form.entry is None:
        return _page(request, transaction, actor, (file, found), at, {step: form})
    to = at.query(box=None) if step == "remove" else at.query()
    return RedirectResponse(f"{_place(file, found)}{to}&said={form.entry.number}", 303)


def _place(file: CaseFile, item: Item) -> str:
    return f"/cases/{file.case.reference}/evidence/{item.reference}/redact"


def _page(
    request: Request,
    session: Session,
    actor: Actor,
    of: tuple[CaseFile, Item],
    at: Spot,
    forms: dict[str, Form],
    said: str = "",
) -> HTMLResponse:
    status = max((each.status for each in forms.values()), default=200)
    told = _context(session, actor, of, at, forms)
    return show(request, PAGE, status=status, said=said, **told)


def _summary(forms: dict[str, Form]) -> dict[str, Any]:
    """What was refused, with the beginnings that the fields of that form have on the page."""
    step, form = next(iter(forms.items()), ("", Form()))
    return {"values": {}, "errors": form.errors, "prefix": PREFIXES.get(step, step), "named": ""}


def _context(
    session: Session, actor: Actor, of: tuple[CaseFile, Item], at: Spot, forms: dict[str, Form]
) -> dict[str, Any]:
    file, item = of
    found = desk_for(session, file, item, at)
    opened = is_open(session, actor, item, at.opened)
    known = register_for(session, file)
    chosen = next((each for each in found.boxes if each.id == at.box), None)
    return {
        "here": "cases",
        "file": file,
        "item": item,
        "case_links": case_links(file),
        "at": at,
        "desk": found,
        "opened": opened,
        "sheet": sheet_of(found, at.page) if opened else None,
        "numbered": numbered_boxes(found),
        "chosen": chosen,
        "forms": {step: Form() for step in (*STEPS, "begin")} | forms,
        "refused": _summary(forms),
        "register": known,
        "labels": {each.key: label_of(each, known) for each in found.undecided},
        "makers": makers(session, found),
        "making": is_making(found),
        "reasons": REASONS,
        "hidden_in": HIDDEN_IN,
        "audiences": AUDIENCES,
    }
