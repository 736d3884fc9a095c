"""The bytes of an original: the pictures on its page, and copies that are taken away.

Nothing is shown that no link of the chain of custody answers for: a picture is sent only to
whoever opened the item, under the number of that opening, for an hour. It adds no link of its own.
Taking a copy is a link of its own, with the reason.
"""

from collections.abc import Iterator
from typing import Annotated, BinaryIO

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import PlainTextResponse, Response, StreamingResponse
from sqlmodel import Session

from casework.access import Actor, Permission, require_to_ask
from casework.case_file.queries import CaseFile
from casework.case_file.sight import EVIDENCE
from casework.errors import NotFound, StoreUnavailable, Unsound
from casework.evidence.copies import copy_name
from casework.evidence.derived import copy_of, page_picture
from casework.evidence.derived_models import CopyKind
from casework.evidence.freezing import require_sound
from casework.evidence.kinds import FileKind
from casework.evidence.looking import require_opened
from casework.evidence.looking import take_copy as take_the_copy
from casework.evidence.models import Capture
from casework.evidence.opening import OpenEvidence
from casework.evidence.page_images import PagesNotShown, media_type_of
from casework.evidence.queries import Item
from casework.storage import chunks_of, store
from web.acting.forms import REFUSALS, Form, answers, refused
from web.acting.opening import open_evidence
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.sending import BYTES, SEALED, disposition
from web.frame.serving import serves
from web.views.casenav import case_links
from web.views.evidenceview import MOST_PAGES, item_in

router = APIRouter()

Opened = Annotated[int, Query(ge=1, le=2**31 - 1)]


def _opened_capture(
    session: Session, actor: Actor, file: CaseFile, item: str, opened: int
) -> Capture:
    """What this reader has open, if it is of a kind that is shown."""
    capture = item_in(file, item).capture
    require_opened(session, actor, capture.id, opened)
    if capture.scan.is_held:
        raise NotFound
    return capture


@router.get(
    "/cases/{reference}/evidence/{item}/content",
    dependencies=serves(*EVIDENCE),
)
def picture(
    reference: str, item: str, opened: Opened, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    """A picture as pixels and nothing else, or the still from a video; never the original."""
    file = open_evidence(reading, actor, reference, today)
    capture = _opened_capture(reading, actor, file, item, opened)
    if capture.kind is FileKind.VIDEO:
        still = copy_of(reading, capture.id, CopyKind.POSTER)
        if still is None:
            raise NotFound
        return _picture(store().read(still.store_key))
    if not (capture.kind.is_image and capture.is_shown):
        raise NotFound
    require_sound(store(), item_in(file, item))  # all of it, before anything of it is shown
    return _drawn(reading, capture, 1)


@router.get(
    "/cases/{reference}/evidence/{item}/pages/{number}",
    dependencies=serves(*EVIDENCE),
)
def page(
    reference: str,
    item: str,
    number: Annotated[int, Path(ge=1, le=MOST_PAGES)],
    opened: Opened,
    reading: Reading,
    actor: SignedIn,
    today: Today,
) -> Response:
    """A page of a PDF or a scan as a picture; the file itself never reaches the browser."""
    file = open_evidence(reading, actor, reference, today)
    capture = _opened_capture(reading, actor, file, item, opened)
    if capture.kind not in {FileKind.PDF, FileKind.TIFF} or not capture.is_shown:
        raise NotFound
    require_sound(store(), item_in(file, item))
    return _drawn(reading, capture, number)


def _drawn(session: Session, capture: Capture, number: int) -> Response:
    try:
        return _picture(page_picture(session, capture, number))
    except PagesNotShown as told:
        return PlainTextResponse(str(told), 422, headers=SEALED)


def _picture(content: bytes) -> Response:
    return Response(content, media_type=media_type_of(content), headers=SEALED)


@router.get(
    "/cases/{reference}/evidence/{item}/copy", dependencies=serves(Permission.DOWNLOAD_ORIGINAL)
)
def copy_form(
    request: Request, reference: str, item: str, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    file = open_evidence(reading, actor, reference, today)
    require_to_ask(file.standing, Permission.DOWNLOAD_ORIGINAL)
    return _ask_why(request, file, item_in(file, item), Form())


@router.post(
    "/cases/{reference}/evidence/{item}/copy", dependencies=serves(Permission.DOWNLOAD_ORIGINAL)
)
def take_copy(
    request: Request,
    reference: str,
    item: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """Stream the original as it was taken in, under a name that holds references only."""
    file = open_evidence(transaction, actor, reference, today)
    require_to_ask(file.standing, Permission.DOWNLOAD_ORIGINAL)
    found = item_in(file, item)
    try:
        told = answers(OpenEvidence, posted) | {"capture_id": found.capture.id, "download": True}
        reason = OpenEvidence.model_validate(told).reason
        source = take_the_copy(transaction, actor, reference, found.capture.id, reason)
    except (Unsound, StoreUnavailable) as error:
        form = Form(values=posted, errors={"form": str(error)}, status=503)
        return _ask_why(request, file, found, form)
    except REFUSALS as error:
        return _ask_why(request, file, found, refused(posted, error, OpenEvidence))
    headers = {
        "Content-Disposition": disposition(copy_name(reference, found)),
        "Content-Length": str(found.capture.size),
    }
    return StreamingResponse(_sent(source), media_type=BYTES, headers=SEALED | headers)


def _sent(source: BinaryIO) -> Iterator[bytes]:
    with source:
        yield from chunks_of(source)


def _ask_why(request: Request, file: CaseFile, item: Item, form: Form) -> Response:
    return show(
        request,
        "evidence/copy.html",
        status=form.status,
        form=form,
        file=file,
        item=item,
        here="cases",
        case_links=case_links(file),
    )
