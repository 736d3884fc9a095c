"""The page of an investigation: its terms and plan, who was heard, and drafts of the report."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from casework.access import Action
from casework.case_file.heard import drafts_for, notes_for
from casework.investigation.drafting import comments_on
from casework.investigation.meetings import meetings_of
from casework.investigation.notes import NotesOf
from casework.investigation.planning import plan_of
from casework.investigation.queries import terms_of
from web.acting.opening import open_case_file
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.cases.cases import case_page
from web.views.hearingview import links

router = APIRouter()
ACTS = (
    "begin-investigation",
    "tell-employee",
    "plan-step",
    "step-done",
    "invite-employee",
    "invite-witness",
    "meeting-held",
    "share-draft",
    "draft-comment",
    "conclude-investigation",
)


@router.get("/cases/{reference}/investigation", dependencies=serves(Action.VIEW_EVIDENCE))
def page(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    file = open_case_file(reading, actor, reference, today, Action.VIEW_EVIDENCE)
    case, heard = file.case.id, file.sees(Action.VIEW_STATEMENT)
    drafts = drafts_for(reading, file.standing)
    return show(
        request,
        "investigation/page.html",
        base=f"/cases/{file.case.reference}",
        terms=terms_of(reading, case) if file.sees(Action.VIEW_ALLEGATIONS) else None,
        plan=plan_of(reading, case),
        meetings=meetings_of(reading, case) if heard else [],
        notes=notes_for(reading, file.standing, NotesOf.EMPLOYEE_MEETING, NotesOf.WITNESS_MEETING),
        drafts=drafts,
        comments=comments_on(reading, case) if drafts else [],
        acts=links(file, *ACTS),
        **case_page(file, "investigation"),
    )
