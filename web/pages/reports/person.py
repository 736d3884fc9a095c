"""Finding the member of staff a report is about, and what to do when it is oneself."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from casework.access import TrustPermission
from casework.people.models import Person
from casework.people.queries import known
from casework.reports.answers import About
from casework.reports.drafts import mine
from casework.reports.routing import people_in_hr, principal_of, safeguarding_lead
from casework.reports.steps import Step
from web.acting.forms import Form
from web.frame.deps import Posted, Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.reports.answers import read, said, typed
from web.pages.reports.page import PROMISE, Page, draw, sent_page
from web.pages.reports.questions import beside

router = APIRouter()


@router.post("/report/drafts/{draft_id}/people", dependencies=serves(TrustPermission.REPORT_BREACH))
def people(
    request: Request,
    draft_id: UUID,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    posted: Posted,
    via: Annotated[str, Query()] = "",
) -> Response:
    """Whom the words find: a part of the page while typing, or the whole page for a button.

    A name never goes into an address, so the search is posted though it changes nothing.
    """
    draft = mine(reading, actor, draft_id)
    if draft.sent_as:
        return sent_page(draft)
    values = typed(read(Step.PERSON, posted)) | {"person_q": said(posted, "person_q") or ""}
    page = Page(reading, actor, draft, Form(values=values), today, via)
    return draw(request, Step.PERSON, page, beside(Step.PERSON, page), "found")


@router.get(
    "/report/drafts/{draft_id}/yourself", dependencies=serves(TrustPermission.REPORT_BREACH)
)
def yourself(request: Request, draft_id: UUID, reading: Reading, actor: SignedIn) -> Response:
    """Nobody reports themselves here: whom to talk to instead. The draft stays."""
    draft = mine(reading, actor, draft_id)
    myself = reading.get_one(Person, actor.id)
    in_hr = [each for each in people_in_hr(reading) if each.id != actor.id]
    return show(
        request,
        "reports/yourself.html",
        here="report",
        foot_says=PROMISE,
        draft=draft,
        line_manager=known(reading, myself.manager_id) if myself.manager_id else None,
        in_hr=in_hr,
        back=f"/report/drafts/{draft.id}/{Step.PERSON}",
    )


@router.get("/report/drafts/{draft_id}/pupil", dependencies=serves(TrustPermission.REPORT_BREACH))
def pupil(request: Request, draft_id: UUID, reading: Reading, actor: SignedIn) -> Response:
    """What a pupil did is for the behaviour policy: whom to tell instead. The draft stays."""
    draft = mine(reading, actor, draft_id)
    academy = known(reading, actor.id).academy_id
    principal = principal_of(reading, academy)
    return show(
        request,
        "reports/pupil.html",
        here="report",
        foot_says=PROMISE,
        lead=safeguarding_lead(reading, About.STAFF, academy, frozenset({actor.id})),
        principal=principal if principal and principal.id != actor.id else None,
        back=f"/report/drafts/{draft.id}/{Step.PERSON}",
    )
