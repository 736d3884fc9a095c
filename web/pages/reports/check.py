"""The last step of a report: every answer to check, and sending it once."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from casework.access import TrustPermission
from casework.errors import ProcedureBreach, WrongAnswer
from casework.people.queries import known_by_id
from casework.reports.checking import employee_of, wrong_anywhere
from casework.reports.commands import LogReport
from casework.reports.drafts import files_of, mine, send
from casework.reports.models import DraftFile
from casework.reports.steps import Step
from casework.reports.wording import day_of_conduct, pointed, policies_on
from casework.storage import store
from casework.timescales import standing
from web.acting.forms import Form, refused
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.serving import serves
from web.pages.reports.page import CHECK, Page, draw, sent_page
from web.pages.reports.rows import Told, sections
from web.pages.reports.steps import not_reported

router = APIRouter()


@router.get("/report/drafts/{draft_id}/check", dependencies=serves(TrustPermission.REPORT_BREACH))
def check(
    request: Request, draft_id: UUID, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    draft = mine(reading, actor, draft_id)
    if draft.sent_as:
        return sent_page(draft)
    return _draw(request, Page(reading, actor, draft, Form(), today))


@router.post("/report/drafts/{draft_id}/check", dependencies=serves(TrustPermission.REPORT_BREACH))
def send_it(
    request: Request,
    draft_id: UUID,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """Send the report, once: sending again shows the same report."""
    draft = mine(transaction, actor, draft_id, lock=True)
    instead = not_reported(actor, draft.answers)
    if instead and not draft.sent_as:
        return RedirectResponse(f"/report/drafts/{draft.id}/{instead}", 303)
    try:
        reference = send(transaction, store(), actor, draft_id, datetime.now(UTC))
    except (WrongAnswer, ProcedureBreach) as error:
        form = refused(posted, error, LogReport)
        page = Page(transaction, actor, draft, form, today)
        # What the report refuses first is not all: each step says what is wrong with it.
        form.errors = _wrong(page) or form.errors
        return _draw(request, page)
    return RedirectResponse(f"/report/sent/{reference}", 303)


def _wrong(page: Page) -> dict[str, str]:
    files = bool(files_of(page.session, page.draft))
    found = wrong_anywhere(page.session, page.draft.answers, page.today, files=files)
    return {field: sentence for step in found.values() for field, sentence in step.items()}


def _named(file: DraftFile) -> str:
    return file.name if file.name_agrees else f"{file.name} (not what its name says)"


def _draw(request: Request, page: Page) -> HTMLResponse:
    answers = page.draft.answers
    named = employee_of(answers)
    found = known_by_id(page.session, [named]) if named else {}
    files = [_named(each) for each in files_of(page.session, page.draft)]
    policies = policies_on(page.session, day_of_conduct(answers, page.today))
    points = frozenset(pointed(policies))
    told = Told(answers, found.get(named) if named else None, files, points)
    more = {
        "sections": sections(told),
        "wrong": _wrong(page),
        "days": standing(page.session, page.today)["triage"].value,
        "via": CHECK,
        "employee": told.employee,
    }
    return draw(request, Step.CHECK, page, more)
