"""The files of a report: sent one at a time as they are chosen, or all at once without scripts."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor, TrustPermission
from casework.errors import FileRefused, StoreUnavailable
from casework.reports.drafts import mine, remove_file, save, stop_for_image, take_file
from casework.reports.models import ReportDraft
from casework.reports.steps import Step
from casework.storage import chunks_of, store
from web.acting.forms import Form, uploads
from web.frame.deps import Posted, SignedIn, Today, Transaction
from web.frame.rendering import Page as Html
from web.frame.rendering import templates
from web.frame.serving import serves
from web.pages.reports.answers import kept, read, said, typed
from web.pages.reports.page import Page, draw, sent_page
from web.pages.reports.questions import added, beside

router = APIRouter()

FILES = "files"
NOT_TAKEN = (FileRefused, StoreUnavailable)


def keep_image_answer(session: Session, actor: Actor, draft: ReportDraft, told: str) -> None:
    """What was said about suspected images stands before any file is looked at."""
    at = datetime.now(UTC)
    if not draft.sent_as:
        save(draft, Step.EVIDENCE.value, kept({"suspected_image": told}), at)
        stop_for_image(session, store(), actor, draft, at)


def take_files(session: Session, draft: ReportDraft, posted: FormData) -> dict[str, str]:
    """Add every file that was chosen; the good ones stay when one is refused."""
    refused = []
    for upload in uploads(posted, FILES):
        try:
            take_file(session, store(), draft, upload.filename or "", chunks_of(upload.file))
        except NOT_TAKEN as refusal:
            refused.append(str(refusal))
    return {FILES: ". ".join(refused)} if refused else {}


@router.post("/report/drafts/{draft_id}/files", dependencies=serves(TrustPermission.REPORT_BREACH))
def add_one(draft_id: UUID, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    """One file sent by itself: its row of the list, or the sentence that says why not."""
    draft = mine(transaction, actor, draft_id, lock=True)
    chosen = uploads(posted, FILES)
    if told := said(posted, "suspected_image"):
        keep_image_answer(transaction, actor, draft, told)
    if draft.sent_as or not chosen:
        return PlainTextResponse("This file could not be added. Open the report again", 422)
    upload = chosen[0]
    try:
        file = take_file(transaction, store(), draft, upload.filename or "", chunks_of(upload.file))
    except NOT_TAKEN as refusal:
        return PlainTextResponse(str(refusal), 422)
    row = templates.from_string("{{ ui.added_file(file) }}").render(file=added(file))
    return Html(row)


@router.post(
    "/report/drafts/{draft_id}/files/{file_id}/remove",
    dependencies=serves(TrustPermission.REPORT_BREACH),
)
def remove_one(
    request: Request,
    draft_id: UUID,
    file_id: UUID,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """Take a file out again. What was typed and chosen beside it is kept."""
    draft = mine(transaction, actor, draft_id, lock=True)
    if draft.sent_as:
        return sent_page(draft)
    answers = read(Step.EVIDENCE, posted)
    save(draft, Step.EVIDENCE.value, kept(answers), datetime.now(UTC))
    remove_file(transaction, store(), draft, file_id)
    stop_for_image(transaction, store(), actor, draft, datetime.now(UTC))
    if refused := take_files(transaction, draft, posted):
        form = Form(values=typed(answers), errors=refused, status=422)
        page = Page(transaction, actor, draft, form, today)
        return draw(request, Step.EVIDENCE, page, beside(Step.EVIDENCE, page))
    return RedirectResponse(f"/report/drafts/{draft.id}/{Step.EVIDENCE}", 303)
