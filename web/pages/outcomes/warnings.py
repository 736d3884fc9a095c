"""Earlier warnings on a case: which were live on the day of the act, and what may lengthen one."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from casework.access import Action
from casework.cases.stages import Stage
from casework.outcomes.extending import ExtendWarning, RecordAbsence
from casework.outcomes.spent import AskToUnlockSpent, DecideUnlock
from web.acting.acts import ActPage, add_acts
from web.acting.asking import day, line, prose, yes_no
from web.acting.opening import open_case_file
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.casenav import case_links
from web.views.list_pages import WARNINGS_PAGE
from web.views.listing import draw_list

router = APIRouter()
DECIDING = frozenset({Stage.HEARING, Stage.OUTCOME})
WARNED = frozenset({Stage.APPEAL, Stage.CLOSED})


@router.get("/warnings", dependencies=serves(Action.VIEW_LIVE_WARNINGS))
def every_warning(request: Request, reading: Reading, actor: SignedIn, today: Today) -> Response:
    """Live warnings of the cases this person manages, unless they ask for others."""
    return draw_list(request, reading, actor, today, WARNINGS_PAGE)


@router.get("/cases/{reference}/warnings", dependencies=serves(Action.VIEW_LIVE_WARNINGS))
def warnings_page(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    file = open_case_file(reading, actor, reference, today, Action.VIEW_LIVE_WARNINGS)
    return show(
        request,
        "cases/warnings.html",
        file=file,
        here="cases",
        at="warnings",
        case_links=case_links(file),
    )


add_acts(
    router,
    ActPage(
        slug="unlock-spent",
        command=AskToUnlockSpent,
        title="Ask that the panel learns of a spent warning",
        button="Ask the legal adviser",
        lead="A spent warning should not tip the balance. Ask only when the conduct alone is so "
        "serious that the panel must know the whole history (Airbus v Webb).",
        what="The legal adviser on the case decides. Until then the panel sees nothing of it.",
        asks=(prose("reason", "Why the panel needs to know of it"),),
        stages=DECIDING,
        listed=False,
        back="/warnings",
    ),
    ActPage(
        slug="decide-unlock",
        command=DecideUnlock,
        title="Decide whether the panel learns of a spent warning",
        button="Record my advice",
        lead="You decide as the legal adviser. A spent warning rarely counts.",
        what="When you agree, whoever hears the case sees the spent warning with your advice.",
        asks=(
            yes_no("agreed", "Do you agree?"),
            prose("advice", "Your advice, with its reason"),
        ),
        stages=DECIDING,
    ),
    ActPage(
        slug="extend-warning",
        command=ExtendWarning,
        title="Extend the warning",
        button="Extend it",
        lead="A live warning can be extended once, instead of a more severe one.",
        what="The day it is spent, and the day its record may go, move with it.",
        asks=(
            line("months", "How many months", "No more than the Trust’s timescales allow"),
            prose("reason", "Why it is extended, and who decided"),
        ),
        stages=WARNED,
        listed=False,
        back="/warnings",
    ),
    ActPage(
        slug="warning-absence",
        command=RecordAbsence,
        title="Record a long absence",
        button="Record the absence",
        lead="A long absence lengthens a live warning by no more than the absence, so that the "
        "time in work stays what it was.",
        what="The day the warning is spent, and the day its record may go, move with it.",
        asks=(
            day("first_day", "First day of the absence"),
            day("last_day", "Last day of the absence"),
            prose("reason", "What is known of it, without medical detail"),
        ),
        stages=WARNED,
        listed=False,
        back="/warnings",
    ),
)
