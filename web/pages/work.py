"""The desk: what is overdue, due, new, and booked; and the list of hearings."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from casework.access import Action, Actor, TrustPermission, may_in_trust
from casework.case_file.caseload import Due, due_for, open_by_stage
from casework.case_file.ending import warnings_ending
from casework.cases.stages import Stage
from casework.hearings.queries import Booked, booked
from casework.reports.queries import Waiting, waiting_for
from casework.working_days import local_day, working_days_between
from web.deps import Reading, SignedIn, Today
from web.list_pages import HEARINGS_PAGE
from web.listing import draw_list
from web.rendering import show
from web.serving import serves
from web.wording import day

router = APIRouter()

SAID = {"stepped-off": "You stepped off the case. It no longer appears here."}
AHEAD, WARNING_DAYS = 7, 60


@dataclass(frozen=True)
class Desk:
    """Everything the page counts and lists."""

    overdue: list[Due]
    soon: list[Due]
    later: list[Due]
    waiting: list[Due]
    reports: list[Waiting]
    hearings: list[Booked]

    @property
    def due(self) -> int:
        return len(self.soon) + len(self.later)


@router.get("/work", dependencies=serves(Action.KNOW_OF_CASE))
def work(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    whose: Annotated[str, Query()] = "mine",
    said: Annotated[str, Query()] = "",
) -> HTMLResponse:
    everybody = due_for(reading, actor, today + timedelta(AHEAD), team=True)
    mine = [each for each in everybody if each.mine]
    listed = everybody if whose == "team" else mine
    triages = may_in_trust(actor, TrustPermission.TRIAGE_REPORTS)
    desk = Desk(
        overdue=[each for each in listed if each.due_on < today],
        soon=[each for each in listed if today <= each.due_on <= _next_working_day(today)],
        later=[each for each in listed if each.due_on > _next_working_day(today)],
        waiting=[each for each in everybody if not each.mine],
        reports=waiting_for(reading, actor) if triages else [],
        hearings=booked(reading, actor),
    )
    stages = _stages(reading, actor, triages=triages)
    return show(
        request,
        "work/work.html",
        here="work",
        desk=desk,
        figures=_figures(desk, today, triages=triages),
        mine=len(mine),
        team=len(everybody),
        whose=whose,
        stages=[(each.label, stages[each], f"/cases?stage={each}") for each in stages],
        cases=sum(stages.values()),
        warnings=warnings_ending(reading, actor, today, WARNING_DAYS),
        triages=triages,
        may_report=may_in_trust(actor, TrustPermission.REPORT_BREACH),
        today=today,
        said=SAID.get(said, ""),
    )


def _stages(session: Session, actor: Actor, *, triages: bool) -> dict[Stage, int]:
    """Open cases by stage. For who triages, reports that wait are counted apart."""
    found = open_by_stage(session, actor)
    return {
        stage: found[stage]
        for stage in Stage
        if stage in found and not (triages and stage is Stage.REPORTED)
    }


def _next_working_day(today: date) -> date:
    ahead = today + timedelta(1)
    while working_days_between(today, ahead) < 1:
        ahead += timedelta(1)
    return ahead


def _figures(desk: Desk, today: date, *, triages: bool) -> list[tuple[Any, ...]]:
    """The numbers across the top; each is a link to what it counts."""
    oldest = min((each.due_on for each in desk.overdue), default=today)
    first = desk.hearings[0].starts_at if desk.hearings else None
    told: list[tuple[Any, ...]] = [
        (
            len(desk.overdue),
            "Overdue",
            f"oldest {day(oldest)}" if desk.overdue else "nothing late",
            "#overdue",
            bool(desk.overdue),
        ),
        (desk.due, f"Due in {AHEAD} days", f"{len(desk.soon)} today or tomorrow", "#soon", False),
    ]
    if triages:
        told.append((len(desk.reports), "New reports", "to triage", "/reports", False))
    told += [
        (len(desk.waiting), "Waiting for others", "on your cases", "/work?whose=team", False),
        (
            len(desk.hearings),
            "Hearings booked",
            f"next on {local_day(first):%a %-d %b}" if first else "none booked",
            "/hearings",
            False,
        ),
    ]
    return told


@router.get("/hearings", dependencies=serves(Action.KNOW_OF_CASE))
def hearings(request: Request, reading: Reading, actor: SignedIn, today: Today) -> Response:
    """Hearings to come on the person’s cases, the next first, unless asked for otherwise."""
    return draw_list(request, reading, actor, today, HEARINGS_PAGE)
