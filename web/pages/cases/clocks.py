"""The clocks of a case: what is due and what each day was counted from; pausing, extending."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from casework.access import Action, Permission
from casework.case_file.clocks import ClockOn, choices, clocks_of
from casework.case_file.queries import CaseFile
from casework.cases.clock_acts import ExplainDelay, ExtendClock, PauseClock, ResumeClock
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Options, choice, day, prose
from web.acting.opening import open_case_file
from web.acting.said import said_by
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.cases.cases import case_page

router = APIRouter()


def _may_pause(each: ClockOn) -> bool:
    return each.may_pause


def _may_extend(each: ClockOn) -> bool:
    return each.may_extend


def _is_paused(each: ClockOn) -> bool:
    return each.is_paused


def _unexplained(each: ClockOn) -> bool:
    return each.unexplained


def _those(chosen: Any) -> Options:
    def options(session: Session, file: CaseFile) -> list[tuple[str, str]]:
        return choices(session, file, chosen)

    return options


def _named(_session: Session, _file: CaseFile, request: Request) -> dict[str, Any]:
    """The clock that a link on the page of clocks is about."""
    return {"clock_id": request.query_params.get("clock", "")}


add_acts(
    router,
    ActPage(
        slug="pause-clock",
        listed=False,
        command=PauseClock,
        title="Pause a clock",
        button="Pause the clock",
        lead="For when a step cannot go on: somebody is ill, or others have asked you to wait.",
        what="The days that have not run are kept and counted on when it runs again. Until then "
        "the day to look again stands in its place.",
        asks=(
            choice("clock_id", "Which clock", _those(_may_pause)),
            prose("reason", "Why it stops"),
            day("look_again_on", "Look at it again on", "Within 14 days"),
        ),
        start=_named,
        back="/clocks",
    ),
    ActPage(
        slug="resume-clock",
        listed=False,
        command=ResumeClock,
        title="Let a clock run again",
        button="Let it run",
        what="The days that had not run are counted on from today.",
        asks=(
            choice("clock_id", "Which clock", _those(_is_paused)),
            prose("reason", "Why it runs again"),
        ),
        start=_named,
        back="/clocks",
    ),
    ActPage(
        slug="extend-clock",
        listed=False,
        command=ExtendClock,
        title="Extend a clock",
        button="Extend it",
        lead="For when a step needs longer than the Trust’s own number of days.",
        what="The new day takes the place of the old. Both are kept, with your reason.",
        asks=(
            choice("clock_id", "Which clock", _those(_may_extend)),
            day("until", "New day"),
            prose("reason", "Why it needs longer", "The employee may ask. Say what happened."),
        ),
        start=_named,
        back="/clocks",
    ),
    ActPage(
        slug="explain-delay",
        listed=False,
        command=ExplainDelay,
        title="Say why a step was late",
        button="Record the reason",
        lead="The Acas Code asks that nothing is delayed without a good reason.",
        what="It is kept with the step and shown beside it.",
        asks=(
            choice("clock_id", "Which step", _those(_unexplained)),
            prose("reason", "Why it was late"),
        ),
        start=_named,
        back="/clocks",
    ),
)


@router.get("/cases/{reference}/clocks", dependencies=serves(Action.VIEW_HEADER))
def page(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    said: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> HTMLResponse:
    file = open_case_file(reading, actor, reference, today, Action.VIEW_HEADER)
    found = clocks_of(reading, file)
    return show(
        request,
        "cases/clocks.html",
        running=[each for each in found if each.deadline.met_at is None and not each.passes],
        passing=[each for each in found if each.deadline.met_at is None and each.passes],
        done=[each for each in found if each.deadline.met_at is not None],
        moves=file.may(Permission.MOVE_CLOCK) and file.case.closed_at is None,
        today=today,
        said=said_by(reading, actor, file, said),
        **case_page(file, "clocks"),
    )
