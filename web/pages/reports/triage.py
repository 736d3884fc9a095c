"""New reports and the one decision each of them needs; and what the LADO said."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework import journal
from casework.access import (
    Action,
    Actor,
    Permission,
    Role,
    TrustPermission,
    require_in_trust,
    require_to_ask,
)
from casework.cases.gateway import standing_now
from casework.cases.standing import reference_now, standing_of
from casework.documents.previewing import Preview
from casework.errors import NotFound, NotPermitted
from casework.evidence.image_stop import RecordImageReported
from casework.journal import JournalEntry
from casework.reports.answers import HARM_QUESTIONS, Decision
from casework.reports.models import LadoContactKind
from casework.reports.queries import Waiting, case_of_report, last_triaged, waiting_for
from casework.reports.safeguarding import RecordLadoContact
from casework.reports.triage import TriageReport, unanswered
from web.acts import ActPage, add_acts
from web.asking import choice, day, line, members, prose, yes_no
from web.deps import Posted, Reading, SignedIn, Today, Transaction
from web.forms import SEE_FIRST, Form, seen_first, submit
from web.list_pages import REPORTS_PAGE
from web.listing import draw_list
from web.opening import open_for_any
from web.pages.reports.joined import draw_overtaken
from web.pages.reports.triage_answers import of_the_decision
from web.pages.reports.triage_page import Desk, beside, desk_of, suggested
from web.rendering import show
from web.sending import pdf
from web.serving import serves
from web.wording import long_day

router = APIRouter()
SOON = "New reports appear here within a minute."


@router.get("/reports", dependencies=serves(Permission.TRIAGE))
def queue(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    case: Annotated[str, Query()] = "",
    said: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    waiting = _waiting(reading, actor)
    told = _said(reading, actor, case, said) if said else ""
    last = last_triaged(reading, actor)
    return draw_list(
        request,
        reading,
        actor,
        today,
        REPORTS_PAGE,
        said=told,
        decided=case if told else "",
        opens=bool(told) and _manages(reading, actor, case),
        waiting=waiting,
        nothing=f"The last one was triaged on {long_day(last)}. {SOON}" if last else SOON,
        since=int(datetime.now(UTC).timestamp()),
        fresh=0,
    )


@router.get("/reports/new", dependencies=serves(Permission.TRIAGE))
def fresh_reports(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    since: Annotated[int, Query(ge=0, le=1 << 40)],
    told: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """How many reports came since the list was drawn. It is said, and never put into the list."""
    moment = datetime.fromtimestamp(since, UTC)
    fresh = sum(each.sent_at > moment for each in _waiting(reading, actor))
    page = show(request, "reports/queue.html", "fresh", since=since, fresh=fresh)
    if fresh > told:
        page.headers["HX-Trigger"] = f'{{"announce": "{_counted(fresh)}"}}'
    return page


def _counted(fresh: int) -> str:
    return "1 new report" if fresh == 1 else f"{fresh} new reports"


def _waiting(session: Session, actor: Actor) -> list[Waiting]:
    """What waits for this person; only who triages for the trust is told that nothing does.

    Raises:
        NotPermitted: nothing waits, and nothing ever would.
    """
    found = waiting_for(session, actor)
    if not found:
        require_in_trust(actor, TrustPermission.TRIAGE_REPORTS)
    return found


def _manages(session: Session, actor: Actor, reference: str) -> bool:
    standing = standing_of(session, actor, reference)
    return standing is not None and Role.CASE_MANAGER in standing.working_parts


def _said(session: Session, actor: Actor, reference: str, number: int) -> str:
    """What this person has just recorded; nobody is told what somebody else did."""
    standing = standing_of(session, actor, reference)
    entry = journal.entry(session, standing.of_case, number) if standing else None
    if entry is None or entry.actor_id != actor.id:
        return ""
    return f"{entry.sentence[:1].upper()}{entry.sentence[1:]}."


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
    if _manages(session, actor, reference) and not waiting_for(session, actor):
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
            line("told", "Who you told", "For example: the police, and their reference"),
            prose("advice", "What they advised"),
        ),
        listed=False,
    ),
)
