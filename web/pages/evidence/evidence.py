"""The evidence of a case, and one item of it: shown, described, with its chain of custody.

Opening an item is an act: it adds a link to the chain of custody, so these GET routes are given a
Transaction where every other GET is read-only. The page writes the link once, when it shows
content; the pictures on it carry the number of that link and add none of their own (see
evidence_content). A page that shows nothing of the original writes nothing.
"""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Actor, Permission
from casework.case_file.queries import CaseFile
from casework.case_file.sight import EVIDENCE, unnamed_in_journal
from casework.cases.gateway import perform
from casework.errors import Unsound
from casework.evidence.custody import verify
from casework.evidence.derived import copies_of, words_of
from casework.evidence.entries import holds_files
from casework.evidence.freezing import CheckOriginal
from casework.evidence.looking import has_opened, look
from casework.evidence.models import Found
from casework.evidence.queries import Item
from casework.evidence.records import record_of
from casework.redaction.reading import can_be_redacted
from casework.settings import settings
from casework.storage import store
from web.acting.opening import open_evidence
from web.acting.said import said_by
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.casenav import case_links
from web.views.evidenceview import (
    MOST_PAGES,
    Shown,
    about,
    bears_on,
    can_show,
    checked,
    custody,
    item_in,
    may_change,
    neighbours,
    put_on_record,
    text_of,
)

router = APIRouter()

Number = Annotated[int, Query(ge=0, le=2**31 - 1)]


@router.get(
    "/cases/{reference}/evidence",
    dependencies=serves(*EVIDENCE),
)
def evidence(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    said: Number = 0,
) -> HTMLResponse:
    file = open_evidence(reading, actor, reference, today)
    return show(
        request,
        "evidence/list.html",
        here="cases",
        file=file,
        case_links=case_links(file),
        said=said_by(reading, actor, file, said),
        waiting=[each for each in file.evidence if not each.exhibit],
        may_add=may_change(file, Permission.ADD_EVIDENCE),
        captures_pages=settings().capture,
    )


@router.get(
    "/cases/{reference}/evidence/{item}",
    dependencies=serves(*EVIDENCE),
)
def one_item(
    request: Request,
    reference: str,
    item: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    opened: Number = 0,
    said: Number = 0,
) -> HTMLResponse:
    """One item. What shows a pupil stays covered until the reader asks for it."""
    file = open_evidence(transaction, actor, reference, today)
    found = item_in(file, item)
    shown = can_show(transaction, found)
    opened = _opening(transaction, actor, found, opened)
    covered = found.exhibit is not None and found.exhibit.shows_pupil and not opened
    if shown.anything and not opened and not covered:
        shown, opened = _looked(transaction, actor, file, found, shown)
    told = {"shown": shown, "opened": opened, "covered": covered and shown.anything}
    sentence = said_by(transaction, actor, file, said)
    return _item_page(request, transaction, file, found, told | {"said": sentence})


def _looked(
    session: Session, actor: Actor, file: CaseFile, item: Item, shown: Shown
) -> tuple[Shown, int]:
    """What is shown once the look is recorded; of what is not as it was taken in, only that."""
    try:
        return shown, look(session, actor, file.case.reference, item.capture.id)
    except Unsound as refused:
        session.refresh(item.capture)  # it was frozen in a transaction of its own
        return Shown(why_not=f"{refused}."), 0


def _opening(session: Session, actor: Actor, item: Item, number: int) -> int:
    """The number of the link under which this reader has it open; 0 when they have not."""
    return number if number and has_opened(session, actor, item.capture.id, number) else 0


@router.post(
    "/cases/{reference}/evidence/{item}/show",
    dependencies=serves(*EVIDENCE),
)
def uncover(
    reference: str, item: str, transaction: Transaction, actor: SignedIn, today: Today
) -> Response:
    """Show what was covered. The opening is recorded before anything is seen."""
    file = open_evidence(transaction, actor, reference, today)
    found = item_in(file, item)
    try:
        number = look(transaction, actor, reference, found.capture.id)
    except Unsound:
        number = 0  # it was frozen with this, and its page says so
    place = f"/cases/{reference}/evidence/{found.reference}?opened={number}"
    return RedirectResponse(place, 303)


@router.post(
    "/cases/{reference}/evidence/{item}/check",
    dependencies=serves(*EVIDENCE),
)
def check_original(
    request: Request,
    reference: str,
    item: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> HTMLResponse:
    """Read the original again, say whether it is still what was taken in, and record it."""
    file = open_evidence(transaction, actor, reference, today)
    found = item_in(file, item)
    verdict = verify(store(), found.capture)
    if verdict.found is not Found.UNREADABLE:
        perform(transaction, actor, reference, CheckOriginal.of(verdict))
    written = str(posted.get("opened", ""))
    number = int(written) if written.isdecimal() and len(written) < 10 else 0
    opened = _opening(transaction, actor, found, number)
    shown = can_show(transaction, found)
    told = {"shown": shown, "opened": opened, "covered": shown.anything and not opened}
    told |= {"verdict": checked(verdict, datetime.now(UTC))}
    return _item_page(request, transaction, file, found, told)


def _item_page(
    request: Request, session: Session, file: CaseFile, item: Item, told: dict[str, Any]
) -> HTMLResponse:
    before, after = neighbours(file, item)
    unnamed = unnamed_in_journal(session, file.standing, file.case)
    record = record_of(session, item, unnamed)
    open_now = bool(told["opened"]) and told["shown"].anything
    return show(
        request,
        "evidence/item.html",
        **({"said": "", "verdict": None} | told),
        here="cases",
        file=file,
        case_links=case_links(file),
        item=item,
        about=about(record),
        graded=record.graded,
        last_check=record.last_check,
        on_record=put_on_record(record),
        custody=custody(session, file, item),
        alleged=bears_on(file, item),
        before=before,
        after=after,
        most_pages=MOST_PAGES,
        text=text_of(item.capture) if open_now and told["shown"].text else "",
        words=words_of(session, item.capture.id) if open_now else [],
        copies=copies_of(session, item.capture.id),
        may_describe=may_change(file, Permission.ADD_EVIDENCE),
        holds_files=holds_files(item.capture),
        may_lift=may_change(file, Permission.RECORD_LADO),
        may_place=may_change(file, Permission.MAKE_PACK),
        may_redact=may_change(file, Permission.REDACT) and can_be_redacted(item.capture),
    )
