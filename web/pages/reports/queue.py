"""The new reports: the list of those that wait, and how many came since it was drawn."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlmodel import Session

from casework import journal
from casework.access import (
    Actor,
    Permission,
    Role,
    TrustPermission,
    require_in_trust,
)
from casework.cases.standing import standing_of
from casework.reports.queries import Waiting, last_triaged, waiting_for
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.frame.wording import long_day
from web.views.list_pages import REPORTS_PAGE
from web.views.listing import draw_list

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
        opens=bool(told) and manages(reading, actor, case),
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


def manages(session: Session, actor: Actor, reference: str) -> bool:
    """Whether the case is theirs to manage now."""
    standing = standing_of(session, actor, reference)
    return standing is not None and Role.CASE_MANAGER in standing.working_parts


def _said(session: Session, actor: Actor, reference: str, number: int) -> str:
    """What this person has just recorded; nobody is told what somebody else did."""
    standing = standing_of(session, actor, reference)
    entry = journal.entry(session, standing.of_case, number) if standing else None
    if entry is None or entry.actor_id != actor.id:
        return ""
    return f"{entry.sentence[:1].upper()}{entry.sentence[1:]}."
