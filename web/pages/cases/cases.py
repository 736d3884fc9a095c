"""The list of cases, the case itself, and the pages beside it: people, activity."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from casework.access import Action, Permission, Verdict
from casework.case_file import queries
from casework.case_file.queries import CaseFile
from casework.case_file.sight import CASE, SOURCE_CATEGORY
from casework.data_rights.beside import beside_the_case
from casework.people.queries import known_by_id
from casework.reports.answers import HARM_QUESTIONS
from casework.reports.separating import separable
from web.acting.acts import BOOK
from web.acting.opening import open_case_file, open_for_any
from web.acting.said import said_by
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.cases.own_case import draw_own
from web.pages.trust.register import draw_entry
from web.views.casenav import case_links
from web.views.caseview import bar_facts, deadlines, gate, people, rail
from web.views.journalview import days, days_in_short
from web.views.list_pages import CASES_PAGE
from web.views.listing import draw_list

router = APIRouter()


@router.get("/cases", dependencies=serves(Action.KNOW_OF_CASE))
def cases(request: Request, reading: Reading, actor: SignedIn, today: Today) -> Response:
    """The person’s cases: open ones, by what is due first, unless they are asked for otherwise."""
    return draw_list(request, reading, actor, today, CASES_PAGE)


@router.get("/cases/{reference}", dependencies=serves(*CASE))
def overview(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    said: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> HTMLResponse:
    """The case for whoever works on it; the employee's own page; or the entry in the register."""
    file = queries.open_case_file(reading, actor, reference, today, least=Verdict.REDACTED)
    sentence = said_by(reading, actor, file, said)
    if file.is_theirs:
        return draw_own(request, reading, file, today, sentence)
    if not file.is_whole:
        return draw_entry(request, reading, file, today, sentence)
    answered, warning = beside_the_case(reading, file.case, today)
    return show(
        request,
        "cases/case.html",
        said=sentence,
        **case_page(file, "overview"),
        **_overview(file, today),
        data_rights=answered,
        special_category=warning,
    )


def case_page(file: CaseFile, at: str) -> dict[str, Any]:
    """What every page of a case hands its template."""
    return {"file": file, "here": "cases", "at": at, "case_links": case_links(file)}


def _overview(file: CaseFile, today: date) -> dict[str, Any]:
    offered = BOOK.offered(file)
    return {
        "rail": rail(file),
        "facts": bar_facts(file, today),
        "gate": gate(file),
        "acts": offered,
        "acts_menu": _menu(file),
        "can_allege": any(each.slug == "make-allegation" for each in offered),
        "deadlines": deadlines(file, today),
        "people": people(file),
        "days": days_in_short(file.entries),
        "today": today,
    }


def _menu(file: CaseFile, *only: str) -> list[tuple[str, str]]:
    """The acts this reader may do now, as links."""
    return [
        (each.title, f"/cases/{file.case.reference}/{each.slug}")
        for each in BOOK.offered(file)
        if not only or each.slug in only
    ]


@router.get("/cases/{reference}/people", dependencies=serves(Action.VIEW_HEADER))
def people_page(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    file = open_case_file(reading, actor, reference, today, Action.VIEW_HEADER)
    return show(
        request,
        "cases/people.html",
        people=people(file),
        acts_menu=_menu(file, "appoint", "identify-employee", "end-appointments"),
        **case_page(file, "people"),
    )


@router.get(
    "/cases/{reference}/reports",
    dependencies=serves(Action.VIEW_REPORTER, Action.VIEW_SAFEGUARDING),
)
def reports_page(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    either = [Action.VIEW_REPORTER, Action.VIEW_SAFEGUARDING]
    file = open_for_any(reading, actor, reference, today, either)
    return show(
        request,
        "cases/reports.html",
        harm_questions=HARM_QUESTIONS,
        reporters=_reporters(reading, file),
        added=_added(reading, file),
        **case_page(file, "reports"),
    )


def _added(session: Session, file: CaseFile) -> list[str]:
    """The reports that joined the case, for whoever may take one out again."""
    may = file.may(Permission.SEPARATE_REPORT)
    return separable(session, file.case.id) if may else []


def _reporters(session: Session, file: CaseFile) -> dict[UUID, str]:
    """Who sent each report, by its id: by name, or only what they are to the trust."""
    named = file.sees(Action.VIEW_REPORTER)
    people = known_by_id(session, {each.report.reporter_id for each in file.reports if named})
    return {
        each.report.id: f"{people[each.report.reporter_id].name}, "
        f"{people[each.report.reporter_id].job_title}"
        if named
        else SOURCE_CATEGORY
        for each in file.reports
    }


@router.get("/cases/{reference}/activity", dependencies=serves(Action.VIEW_RECORD_OF_ACCESS))
def activity_page(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    only: Annotated[str, Query()] = "",
) -> HTMLResponse:
    file = open_for_any(reading, actor, reference, today, [Action.VIEW_RECORD_OF_ACCESS], most=None)
    return show(
        request,
        "cases/activity.html",
        days=days(file.entries, only),
        only=only,
        **case_page(file, "activity"),
    )
