"""The one page that the employee a case is about, and their companion, have of it."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from casework.access import Permission
from casework.appeals.lodging import LodgeAppeal
from casework.appeals.queries import lodging_facts, window_ends
from casework.appeals.rules import LODGING_RULES
from casework.appeals.seen import appeal_seen
from casework.case_file.file import CaseFile
from casework.case_file.heard import notes_for
from casework.investigation.notes import NotesOf
from casework.procedure import unmet
from web.acting.acts import ActPage, add_acts
from web.acting.asking import prose
from web.frame.rendering import show
from web.views.caseview import rail
from web.views.hearingview import arranged
from web.views.roomview import in_room

router = APIRouter()
GROUNDS = (
    prose("procedure", "What was not fair in how it was handled", optional=True),
    prose("finding", "What is wrong in what was found", optional=True),
    prose("severity", "Why the outcome is too severe", optional=True),
    prose("new_evidence", "What is new, and why it could not be said before", optional=True),
    prose(
        "why_late",
        "Why the appeal comes late",
        "Only after the last day to appeal, which is in the outcome letter",
        optional=True,
    ),
)


def draw_own(
    request: Request, session: Session, file: CaseFile, today: date, said: str
) -> HTMLResponse:
    """Now and next, their letters, what is alleged, the pack as issued, and what they can do."""
    appeal = appeal_seen(session, file.case.id) if file.standing.is_employee else None
    ends = window_ends(session, file.case.id)
    return show(
        request,
        "cases/own.html",
        here=f"case-{file.case.reference}",
        said=said,
        file=file,
        rail=rail(file),
        packs=[each for each in file.packs if each.is_read],
        appeal=appeal,
        appeal_until=ends,
        late=ends is not None and today > ends,
        room=in_room(session, file, today, ends, appeal) if file.standing.is_employee else None,
        arranged=arranged(session, file, today) if file.standing.is_employee else None,
        notes=notes_for(session, file.standing, NotesOf.EMPLOYEE_MEETING, NotesOf.HEARING),
        may_appeal=_may_appeal(session, file),
    )


def _may_appeal(session: Session, file: CaseFile) -> bool:
    """Whether the way to appeal is open: nobody is led to a form that would refuse them."""
    facts = lodging_facts(session, file.case)
    return file.may(Permission.LODGE_APPEAL) and not unmet(LODGING_RULES, facts)


add_acts(
    router,
    ActPage(
        slug="appeal",
        command=LodgeAppeal,
        title="Appeal against the outcome",
        button="Send my appeal",
        lead="Say what was wrong in your own words, under any of these headings. One is enough.",
        what="Your appeal is kept as you wrote it and cannot be changed. People who had no part in "
        "the decision hear it. You will get a letter with the date.",
        asks=(
            prose("grounds", "Why you appeal, in your own words", optional=True),
            *GROUNDS,
        ),
    ),
)
