"""A redacted copy as it would leave: looked at, released by a second person, taken away."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor, Permission, require_to_ask
from casework.case_file.queries import CaseFile
from casework.cases.gateway import Command, perform
from casework.database.whose import working_on
from casework.errors import NotFound
from casework.evidence.looking import has_opened, newest_link
from casework.evidence.models import Handling
from casework.evidence.page_images import PagesNotShown, page_image
from casework.evidence.queries import Item
from casework.evidence.redacted import CopyStatus, RedactedCopy, copies_of
from casework.people.queries import known_by_id
from casework.redaction.reasons import Reason
from casework.redaction.release import LookAtCopy, ReleaseCopy, TakeRedactedCopy, WithdrawCopy
from casework.storage import store
from web.acting.forms import Form, submit
from web.acting.opening import open_evidence
from web.acting.said import said_by
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.sending import BYTES, SEALED, disposition
from web.frame.serving import serves
from web.views.casenav import case_links
from web.views.evidenceview import item_in

router = APIRouter(prefix="/cases/{reference}/evidence/{item}/copies/{number}")
PAGE = "redaction/copy.html"
MOST = 2**31 - 1
RELEASES = serves(Permission.RELEASE_COPY)
ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
FORMS = ("release", "withdraw", "take")
ACTS: dict[str, type[Command]] = {"release": ReleaseCopy, "withdraw": WithdrawCopy}

Number = Annotated[int, Path(ge=1, le=MOST)]
Opened = Annotated[int, Query(ge=0, le=MOST)]
Of = tuple[CaseFile, Item, RedactedCopy]


def _copy(
    session: Session, actor: Actor, reference: str, item: str, number: int, today: date
) -> Of:
    """A copy for somebody who may decide on it, and so may see the original."""
    file = open_evidence(session, actor, reference, today)
    found = item_in(file, item)
    require_to_ask(file.standing, Permission.RELEASE_COPY)
    with working_on(session, file.case.id):
        for each in copies_of(session, found.capture.id):
            if each.number == number:
                return file, found, each
    raise NotFound


@router.get("", dependencies=RELEASES)
def copy_page(
    request: Request,
    reference: str,
    item: str,
    number: Number,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    opened: Opened = 0,
    said: Opened = 0,
) -> HTMLResponse:
    of = _copy(reading, actor, reference, item, number, today)
    told = said_by(reading, actor, of[0], said)
    return _page(request, reading, actor, of, Form(), opened=opened, said=told)


@router.post("/look", dependencies=RELEASES)
def look(
    reference: str,
    item: str,
    number: Number,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
) -> Response:
    """Show the copy. The opening is recorded before anything is seen."""
    of = _copy(transaction, actor, reference, item, number, today)
    perform(transaction, actor, reference, LookAtCopy(copy_id=of[2].id))
    opened = newest_link(transaction, of[1].capture.id)
    return RedirectResponse(f"{_place(of)}?opened={opened}", 303)


@router.get("/pages/{page}", dependencies=RELEASES)
def page(
    reference: str,
    item: str,
    number: Number,
    page: Number,
    opened: Opened,
    reading: Reading,
    actor: SignedIn,
    today: Today,
) -> Response:
    """A page of the copy as a picture, to whoever opened it."""
    of = _copy(reading, actor, reference, item, number, today)
    copy = of[2]
    if not _is_open(reading, actor, of, opened) or copy.key is None:
        raise NotFound
    content = store().read(copy.key)
    if not copy.is_pdf:
        return Response(content, media_type=copy.media_type, headers=SEALED)
    try:
        drawn = page_image(content, page)
    except PagesNotShown as told:
        return PlainTextResponse(str(told), 422, headers=SEALED)
    return Response(drawn, media_type="image/png", headers=SEALED)


@router.post("/take", dependencies=RELEASES)
def take(
    request: Request,
    reference: str,
    item: str,
    number: Number,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """The bytes of a released copy, under a name that holds references only."""
    of = _copy(transaction, actor, reference, item, number, today)
    file, found, copy = of
    form = submit(transaction, actor, reference, TakeRedactedCopy, _naming(posted, copy))
    if form.entry is None or copy.key is None:
        return _page(request, transaction, actor, of, form, step="take")
    ending = ENDINGS.get(copy.media_type or "", "bin")
    name = f"{file.case.reference}-{found.reference[:8]}-redacted-{copy.number}.{ending}"
    headers = SEALED | {"Content-Disposition": disposition(name)}
    return Response(store().read(copy.key), media_type=BYTES, headers=headers)


@router.post("/{step}", dependencies=RELEASES)
def decide(
    request: Request,
    reference: str,
    item: str,
    number: Number,
    step: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    of = _copy(transaction, actor, reference, item, number, today)
    if step not in ACTS:
        raise NotFound
    form = submit(transaction, actor, reference, ACTS[step], _naming(posted, of[2]))
    if form.entry is None:
        return _page(request, transaction, actor, of, form, step=step)
    return RedirectResponse(f"{_place(of)}?said={form.entry.number}", 303)


def _drawn(form: Form, prefix: str) -> dict[str, Any]:
    """A form beside others that have the same field."""
    return {"values": form.values, "errors": form.errors, "prefix": prefix, "named": ""}


def _naming(posted: FormData, copy: RedactedCopy) -> FormData:
    """The address says which copy it is; nothing that was posted does."""
    kept = [each for each in posted.multi_items() if each[0] != "copy_id"]
    return FormData([*kept, ("copy_id", str(copy.id))])


def _place(of: Of) -> str:
    file, item, copy = of
    return f"/cases/{file.case.reference}/evidence/{item.reference}/copies/{copy.number}"


def _is_open(session: Session, actor: Actor, of: Of, opened: int) -> bool:
    capture = of[1].capture.id
    return opened > 0 and has_opened(session, actor, capture, opened, Handling.COPY_VIEWED)


def _page(
    request: Request,
    session: Session,
    actor: Actor,
    of: Of,
    form: Form,
    *,
    step: str = "",
    opened: int = 0,
    said: str = "",
) -> HTMLResponse:
    file, item, copy = of
    shown = opened if _is_open(session, actor, of, opened) else 0
    ids = [each for each in (copy.made_by, copy.released_by, copy.withdrawn_by) if each]
    context: dict[str, Any] = {
        "here": "cases",
        "file": file,
        "item": item,
        "copy": copy,
        "place": _place(of),
        "case_links": case_links(file),
        "forms": {each: _drawn(form if each == step else Form(), each) for each in FORMS},
        "step": step if step in FORMS else "release",
        "once": form.once,
        "opened": shown,
        "said": said,
        "names": {id: person.name for id, person in known_by_id(session, ids).items()},
        "reasons": {each.value: each.label for each in Reason},
        "own": copy.made_by == actor.id,
        "is_checked": copy.status is CopyStatus.CHECKED,
        "is_released": copy.status is CopyStatus.RELEASED,
        "may_redact": file.may(Permission.REDACT),
    }
    return show(request, PAGE, status=form.status, **context)
