"""Reading a pack on its page: contents, pages as pictures, and notes of one's own."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Actor, Open
from casework.case_file.pack_reading import (
    CopyClosed,
    PackRead,
    open_pack,
    opened_copy,
    pack_to_read,
)
from casework.case_file.sight import PACKS, is_theirs
from casework.errors import NotFound, WrongAnswer
from casework.evidence.page_images import PagesNotShown, media_type_of
from casework.hearing_packs.copying import page_picture
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.notes import notes_of, remove_note, write_note
from casework.hearing_packs.supplements import lines_in
from web.acting.forms import Form
from web.frame.deps import Posted, Reading, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.sending import SEALED
from web.frame.serving import serves

router = APIRouter(prefix="/cases/{reference}/hearing/packs/{edition}")
PAGE = "packs/read.html"
Number = Annotated[int, Path(ge=1, le=1_000_000)]


def _context(session: Session, actor: Actor, read: PackRead, page: int) -> dict[str, Any]:
    pack = read.pack
    lines = list(lines_in(pack))
    notes = notes_of(session, pack, actor.id)
    return {
        "reference": read.case.reference,
        "pack": pack,
        "copy": read.copy,
        "may_save": read.may_save,
        "lines": lines,
        "number": page,
        "on_it": next((each for each in lines if each.first_page <= page <= each.last_page), None),
        "notes": notes,
        "here_noted": [each for each in notes if each.page == page],
        "place": f"/cases/{read.case.reference}/hearing/packs/{pack.edition}",
        "back": "" if is_theirs(read.standing) else "/hearing",
        "here": "cases",
    }


def _on(pack: HearingPack, page: int) -> int:
    """A page that there is: the nearest."""
    return min(max(page, pack.first_page), pack.last_page)


@router.get("/read", dependencies=serves(*PACKS))
def read(
    request: Request,
    reference: str,
    edition: int,
    transaction: Transaction,
    actor: SignedIn,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:
    """One page of the pack at a time. That a copy is opened is recorded first."""
    try:
        found = open_pack(transaction, actor, reference, edition, anew=False)
    except CopyClosed:
        closed = "packs/closed.html"
        return show(request, closed, status=403, reference=reference, here="cases")
    told = _context(transaction, actor, found, _on(found.pack, page))
    return show(request, PAGE, form=Form(), **told)


@router.get("/pages/{number}", dependencies=serves(*PACKS))
def picture(
    reference: str, edition: int, number: Number, reading: Reading, actor: SignedIn
) -> Response:
    """A page as a picture, drawn for this reader; the file itself never reaches the browser."""
    found = opened_copy(reading, actor, reference, edition)
    if not found.pack.first_page <= number <= found.pack.last_page:
        raise NotFound
    try:
        drawn = page_picture(found.pack, found.mark, number)
    except PagesNotShown as told:
        return PlainTextResponse(str(told), 422, headers=SEALED)
    return Response(drawn, media_type=media_type_of(drawn), headers=SEALED)


@router.post("/notes", dependencies=serves(*PACKS))
def note(
    request: Request,
    reference: str,
    edition: int,
    transaction: Transaction,
    actor: SignedIn,
    posted: Posted,
) -> Response:
    """Keep a note of the reader's own. It is no part of the record, so no journal says it."""
    found = pack_to_read(transaction, actor, reference, edition)
    page = _on(found.pack, _number(posted.get("page")))
    words = str(posted.get("words", ""))
    try:
        write_note(transaction, found.pack, actor.id, page, words, datetime.now(UTC))
    except WrongAnswer as wrong:
        form = Form(values=posted, errors=wrong.answers, status=422)
        told = _context(transaction, actor, found, page)
        return show(request, PAGE, status=422, form=form, **told)
    return _back(reference, edition, page)


@router.post("/notes/remove", dependencies=serves(*PACKS))
def remove(
    reference: str, edition: int, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    """Delete a note of the reader's own."""
    found = pack_to_read(transaction, actor, reference, edition)
    try:
        note_id = UUID(str(posted.get("note_id")))
    except ValueError as none:
        raise NotFound from none
    remove_note(transaction, found.pack, actor.id, note_id)
    return _back(reference, edition, _on(found.pack, _number(posted.get("page"))))


def _back(reference: str, edition: int, page: int) -> Response:
    place = f"/cases/{reference}/hearing/packs/{edition}/read?page={page}#notes"
    return RedirectResponse(place, 303)


def _number(posted: object) -> int:
    told = str(posted or "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 8 else 1


away = APIRouter()


@away.get("/blank", dependencies=serves(Open.EVERYBODY))
def blank() -> HTMLResponse:
    """A page with nothing on it: what hides the screen where no script runs."""
    return HTMLResponse("<!doctype html><html lang='en-GB'><title>Casework</title>")
