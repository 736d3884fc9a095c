"""The steps of a report, one page each: what was typed is kept first, and judged after."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor, TrustPermission
from casework.people.queries import known
from casework.reports.answers import About
from casework.reports.checking import employee_of, wrong_on
from casework.reports.drafts import files_of, mine, save, stop_for_image
from casework.reports.models import ReportDraft
from casework.reports.routing import principal_of
from casework.reports.steps import Step
from casework.storage import store
from web.acting.forms import Form
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.serving import serves
from web.pages.reports.answers import (
    ELSEWHERE,
    MYSELF,
    PUPIL,
    TOLD_AT,
    Answers,
    kept,
    read,
    said,
    started,
    typed,
)
from web.pages.reports.evidence import take_files
from web.pages.reports.page import CHECK, Page, draw, sent_page
from web.pages.reports.questions import beside

router = APIRouter()

LATER = "later"
STAY = "stay"


@router.post(
    "/report/drafts/{draft_id}/autosave", dependencies=serves(TrustPermission.REPORT_BREACH)
)
def autosave(draft_id: UUID, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    """Keep what is being typed; nothing is judged, and nothing is said about it."""
    draft = mine(transaction, actor, draft_id, lock=True)
    step = said(posted, "step")
    if draft.sent_as or step not in set(Step):
        return Response(status_code=409)
    keep(transaction, actor, draft, Step(step), posted)
    return Response(status_code=204)


@router.get("/report/drafts/{draft_id}", dependencies=serves(TrustPermission.REPORT_BREACH))
def resume(draft_id: UUID, reading: Reading, actor: SignedIn) -> Response:
    draft = mine(reading, actor, draft_id)
    return RedirectResponse(f"/report/drafts/{draft.id}/{draft.step}", 303)


@router.get("/report/drafts/{draft_id}/{step}", dependencies=serves(TrustPermission.REPORT_BREACH))
def step_page(
    request: Request,
    draft_id: UUID,
    step: Step,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    via: Annotated[str, Query()] = "",
) -> Response:
    draft = mine(reading, actor, draft_id)
    if draft.sent_as:
        return sent_page(draft)
    form = Form(values=typed(started(draft.answers, today)))
    page = Page(reading, actor, draft, form, today, via)
    return draw(request, step, page, beside(step, page))


@router.post("/report/drafts/{draft_id}/{step}", dependencies=serves(TrustPermission.REPORT_BREACH))
def answer_step(
    request: Request,
    draft_id: UUID,
    step: Step,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
    via: Annotated[str, Query()] = "",
) -> Response:
    """Keep the answers, then go on; or stay, with what is wrong at each field."""
    draft = mine(transaction, actor, draft_id, lock=True)
    if draft.sent_as:
        return sent_page(draft)
    answers = keep(transaction, actor, draft, step, posted)
    if step is Step.EVIDENCE:
        stop_for_image(transaction, store(), actor, draft, datetime.now(UTC))
    refused = take_files(transaction, draft, posted)
    then = said(posted, "then")
    if then == LATER and not refused:
        return RedirectResponse("/report", 303)
    if instead := not_reported(actor, answers):
        return RedirectResponse(f"/report/drafts/{draft.id}/{instead}", 303)
    has_files = bool(files_of(transaction, draft))
    found = wrong_on(transaction, answers, step, today, files=has_files)
    wrong = at_fields(found, answers) | refused
    if wrong or then == STAY:
        values = typed(answers) | {"person_q": said(posted, "person_q")}
        form = Form(values=values, errors=wrong, status=422 if wrong else 200)
        page = Page(transaction, actor, draft, form, today, via)
        return draw(request, step, page, beside(step, page))
    return go_on(draft, step, via)


def go_on(draft: ReportDraft, step: Step, via: str) -> RedirectResponse:
    following = Step.CHECK if via == CHECK else step.following
    draft.step = following.value
    return RedirectResponse(f"/report/drafts/{draft.id}/{following}", 303)


def keep(
    session: Session, actor: Actor, draft: ReportDraft, step: Step, posted: FormData
) -> Answers:
    """Save what was typed on a step, and return it with the other answers as they are."""
    told = read(step, posted) | _routed(session, actor, said(posted, "about"))
    before = dict(draft.answers)
    save(draft, step.value, kept(told), datetime.now(UTC))
    return {**before, **told}


def _routed(session: Session, actor: Actor, about: str | None) -> dict[str, Any]:
    """“My Principal” names somebody without asking who."""
    if about != About.PRINCIPAL:
        return {}
    principal = principal_of(session, known(session, actor.id).academy_id)
    return {"employee_id": str(principal.id) if principal else None}


def not_reported(actor: Actor, answers: Answers) -> str | None:
    """The page that says what to do instead, where nothing of it is reported here."""
    if answers.get("about") == PUPIL:
        return "pupil"
    oneself = answers.get("about") == MYSELF or employee_of(answers) == actor.id
    return "yourself" if oneself else None


def at_fields(wrong: dict[str, str], answers: Answers) -> dict[str, str]:
    """The same sentences under the names the fields have on the page."""
    asked = {About.STAFF.value: "staff_id", About.HR.value: "hr_id"}
    about = str(answers.get("about"))
    told = {each.value: name for each, name in TOLD_AT.items()}
    at = {"employee_id": asked.get(about, "about"), "unknown_person": told.get(about, "about")}
    if answers.get("platform_choice") == ELSEWHERE:
        at["platform"] = "platform_other"
    # One sentence to tick says both that it is unchanged and how nobody got it.
    said_by_it = {"means"} if "confirmed" in wrong and not answers.get("means") else set()
    return {at.get(field, field): said for field, said in wrong.items() if field not in said_by_it}
