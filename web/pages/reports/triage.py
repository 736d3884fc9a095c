"""New reports and the one decision each of them needs; and what the LADO said."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import (
    Action,
    Actor,
    Permission,
    require_to_ask,
)
from casework.cases.gateway import standing_now
from casework.cases.standing import reference_now
from casework.documents.previewing import Preview
from casework.errors import NotFound, NotPermitted
from casework.evidence.image_stop import RecordImageReported
from casework.journal import JournalEntry
from casework.reports.answers import HARM_QUESTIONS, Decision
from casework.reports.models import LadoContactKind
from casework.reports.queries import case_of_report, waiting_for
from casework.reports.safeguarding import RecordLadoContact
from casework.reports.triage import TriageReport, unanswered
from web.acting.acts import ActPage, add_acts
from web.acting.asking import choice, day, line, members, prose, yes_no
from web.acting.forms import SEE_FIRST, Form, seen_first, submit
from web.acting.opening import open_for_any
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.sending import pdf
from web.frame.serving import serves
from web.pages.reports.joined import draw_overtaken
from web.pages.reports.queue import manages
from web.pages.reports.triage_answers import of_the_decision
from web.pages.reports.triage_page import Desk, beside, desk_of, suggested

router = APIRouter()


@router.get("/reports/{reference}", dependencies=serves(Action.VIEW_REPORTER))
def report(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    join: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    desk = _desk(reading, actor, reference, today)
    return _draw(request, desk, Form(values=suggested(desk, join)))


@router.post("/reports/{reference}", dependencies=serves(Permission.TRIAGE))
def decide(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """Take the one decision. What was typed comes back when the procedure refuses it."""
    case = case_of_report(transaction, reference)
    try:
        form = _decided(transaction, actor, case, posted)
    except (NotFound, NotPermitted):
        if first := draw_overtaken(request, transaction, actor, reference, posted):
            return first
        raise
    if isinstance(form, Preview):
        return pdf(form.printed.pdf, f"{case}-preview.pdf")
    if form.entry is not None:
        return _after(transaction, actor, form.entry)
    require_to_ask(standing_now(transaction, actor, case), Permission.TRIAGE)
    return _again(request, _desk(transaction, actor, reference, today), form, posted)


def _decided(session: Session, actor: Actor, case: str, posted: FormData) -> Form | Preview:
    told = of_the_decision(posted)
    if SEE_FIRST in posted:
        return seen_first(session, actor, case, TriageReport, told)
    return submit(session, actor, case, TriageReport, told)


def _again(request: Request, desk: Desk, form: Form, posted: FormData) -> HTMLResponse:
    """The desk once more, with every word that was typed."""
    form.values = posted
    if posted.get("decision") == Decision.FORMAL and "colleague_id" in form.errors:
        form.errors["manager_id"] = form.errors.pop("colleague_id")
    if form.status == 422:
        harm = {key: posted.get(f"harm.{key}") for key in HARM_QUESTIONS}
        form.errors = unanswered(harm) | form.errors
    return _draw(request, desk, form)


def _desk(session: Session, actor: Actor, reference: str, today: date) -> Desk:
    of = case_of_report(session, reference)
    file = open_for_any(session, actor, of, today, [Action.VIEW_REPORTER])
    for each in file.reports:
        if each.report.reference == reference:
            return desk_of(session, actor, file, each)
    raise NotFound


def _draw(request: Request, desk: Desk, form: Form) -> HTMLResponse:
    return show(
        request,
        "reports/triage.html",
        status=form.status,
        here="reports",
        form=form,
        desk=desk,
        **beside(desk),
    )


def _after(session: Session, actor: Actor, entry: JournalEntry) -> RedirectResponse:
    """Back to the reports that still wait; where none does, to the case of whoever manages it."""
    reference = reference_now(session, entry.case_id)
    if manages(session, actor, reference) and not waiting_for(session, actor):
        return RedirectResponse(f"/cases/{reference}?said={entry.number}", 303)
    return RedirectResponse(f"/reports?case={reference}&said={entry.number}", 303)


add_acts(
    router,
    ActPage(
        slug="lado-contact",
        command=RecordLadoContact,
        title="Record contact with the LADO",
        button="Record this contact",
        lead="The local authority designated officer (LADO) advises when a child may be at risk. "
        "Record what they said, in their words where you can.",
        what="It is recorded with your name. What they say about investigating decides whether "
        "the investigation may begin.",
        asks=(
            day("contacted_on", "Day you spoke"),
            line("contacted_at", "Time you spoke", "For example 10:15"),
            line("spoken_to", "Name of the officer"),
            prose("advice", "Advice they gave"),
            line("officer_reference", "Their reference", optional=True),
            yes_no("may_investigate", "May the Trust investigate now?"),
            yes_no("may_tell_employee", "May the employee be told?"),
            choice(
                "kind",
                "Kind of contact",
                members(LadoContactKind),
                "For a strategy discussion, say in the advice who took part and what was agreed",
                optional=True,
            ),
            prose("may_be_told", "Who may be told what", optional=True),
            prose("suspension_view", "Their view on suspension", optional=True),
        ),
    ),
    ActPage(
        slug="image-reported",
        command=RecordImageReported,
        title="Record who was told of the suspected image",
        button="Record it",
        lead="Call the police today, and 999 where a child is in danger. Do not open, copy or send "
        "the image to anybody, not even to them: they say how it is handed over.",
        what="Who was told and what they advised is recorded with your name. Do not describe the "
        "image.",
        asks=(
            line("told", "Who you told", "For example the police, and their reference"),
            prose("advice", "What they advised"),
        ),
        listed=False,
    ),
)
