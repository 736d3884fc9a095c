"""The desk: what is overdue, due, new, and booked, for each kind of work that somebody has."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from casework.access import Action, Actor, Role, TrustPermission, may_in_trust
from casework.case_file.beginning import before_the_first_case
from casework.case_file.caseload import Due, due_for, open_by_stage
from casework.case_file.desk import desk_of
from casework.case_file.desk_figures import going
from casework.case_file.ending import warnings_ending
from casework.case_file.homes import Desk, desks_of, name_of
from casework.case_file.my_parts import (
    DECIDES_IN,
    cases_where,
    flags_of,
    packs_to_read,
    to_decide_by,
)
from casework.case_file.owed import holds_in_force, late, owed, reviews_due
from casework.case_file.team import team
from casework.cases.stages import Stage
from casework.hearings.queries import Booked, booked
from casework.reports.queries import Waiting, last_triaged, waiting_for
from casework.working_days import local_day, working_days_between
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.frame.wording import day
from web.views.list_pages import HEARINGS_PAGE
from web.views.listing import draw_list

router = APIRouter()

SAID = {"stepped-off": "You stepped off the case. It no longer appears here."}
AHEAD, WARNING_DAYS = 7, 60


@dataclass(frozen=True)
class OnDesk:
    """What the first numbers of the page count, and its lists of days."""

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
    waiting = desk_of(reading, actor)
    parts = frozenset(map(Role, waiting.parts))
    desks = desks_of(actor, parts)
    triages = may_in_trust(actor, TrustPermission.TRIAGE_REPORTS)
    everybody = due_for(reading, actor, today + timedelta(AHEAD), team=True)
    desk = _on_desk(reading, actor, everybody, whose, today, triages=triages)
    return show(
        request,
        "work/work.html",
        here="work",
        desk=desk,
        title=name_of(desks),
        desks=desks,
        Desk=Desk,
        figures=_figures(desk, today, triages=triages),
        mine=sum(each.mine for each in everybody),
        team=len(everybody),
        whose=whose,
        cases=waiting.cases,
        triages=triages,
        may_report=may_in_trust(actor, TrustPermission.REPORT_BREACH),
        today=today,
        since=int(datetime.now(UTC).timestamp()),
        fresh=0,
        last_triaged=last_triaged(reading, actor) if triages and not desk.reports else None,
        said=SAID.get(said, ""),
        first=before_the_first_case(reading, actor, today),
        **_of_parts(reading, actor, parts),
        **_beside(reading, actor, today, desks),
    )


def _on_desk(
    session: Session,
    actor: Actor,
    everybody: list[Due],
    whose: str,
    today: date,
    *,
    triages: bool,
) -> OnDesk:
    listed = everybody if whose == "team" else [each for each in everybody if each.mine]
    tomorrow = _next_working_day(today)
    return OnDesk(
        overdue=[each for each in listed if each.due_on < today],
        soon=[each for each in listed if today <= each.due_on <= tomorrow],
        later=[each for each in listed if each.due_on > tomorrow],
        waiting=[each for each in everybody if not each.mine],
        reports=waiting_for(session, actor) if triages else [],
        hearings=booked(session, actor),
    )


def _of_parts(session: Session, actor: Actor, parts: frozenset[Role]) -> dict[str, Any]:
    """What somebody has by the parts they hold; nothing is asked for a part that they do not."""
    officer, lead = Role.INVESTIGATING_OFFICER, Role.SAFEGUARDING_LEAD
    return {
        "investigations": cases_where(session, actor, officer) if officer in parts else [],
        "flags": flags_of(session, actor) if lead in parts else [],
        "packs": packs_to_read(session, actor) if parts else {},
        "to_decide": to_decide_by(session, actor) if parts & DECIDES_IN.keys() else [],
    }


def _beside(session: Session, actor: Actor, today: date, desks: frozenset[Desk]) -> dict[str, Any]:
    """What stands beside the days: how cases go, and what is due of data and of records."""
    manages = Desk.CASES in desks
    stages = _stages(session, actor) if manages else {}
    return {
        "stages": [(each.label, stages[each], f"/cases?stage={each}") for each in stages],
        "open_cases": sum(stages.values()),
        "warnings": warnings_ending(session, actor, today, WARNING_DAYS) if manages else [],
        "going": going(session, actor, today) if manages else None,
        "owed": owed(session, actor),
        "answers": may_in_trust(actor, TrustPermission.ANSWER_DATA_REQUESTS),
        "late": late,
        "reviews": reviews_due(session, actor, today),
        "holds": holds_in_force(session, actor) if Desk.PROTECTION in desks else [],
    }


def _stages(session: Session, actor: Actor) -> dict[Stage, int]:
    """Open cases by stage, in the order of the procedure."""
    found = open_by_stage(session, actor)
    return {stage: found[stage] for stage in Stage if stage in found}


def _next_working_day(today: date) -> date:
    ahead = today + timedelta(1)
    while working_days_between(today, ahead) < 1:
        ahead += timedelta(1)
    return ahead


def _figures(desk: OnDesk, today: date, *, triages: bool) -> list[tuple[Any, ...]]:
    """The numbers across the top; each is a link to what it counts."""
    oldest = min((each.due_on for each in desk.overdue), default=today)
    first = desk.hearings[0].starts_at if desk.hearings else None
    told: list[tuple[Any, ...]] = [
        (
            len(desk.overdue),
            "Overdue",
            f"oldest {day(oldest)}" if desk.overdue else "nothing late",
            "#overdue" if desk.overdue else "#deadlines",
            bool(desk.overdue),
        ),
        (
            desk.due,
            f"Due in {AHEAD} days",
            f"{len(desk.soon)} today or tomorrow",
            "#soon" if desk.soon else "#later" if desk.later else "#deadlines",
            False,
        ),
    ]
    if triages:
        told.append((len(desk.reports), "New reports", _to_triage(desk, today), "/reports", False))
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


def _to_triage(desk: OnDesk, today: date) -> str:
    """How many reports cannot wait beyond today."""
    pressing = sum(each.due_on is not None and each.due_on <= today for each in desk.reports)
    return f"triage {pressing} today" if pressing else "to triage"


@router.get("/team", dependencies=serves(TrustPermission.SEE_TEAM))
def team_page(request: Request, reading: Reading, actor: SignedIn, today: Today) -> HTMLResponse:
    """How the open cases lie on the people who manage them."""
    found = team(reading, actor, today)
    return show(request, "work/team.html", here="team", found=found, today=today)


@router.get("/hearings", dependencies=serves(Action.KNOW_OF_CASE))
def hearings(request: Request, reading: Reading, actor: SignedIn, today: Today) -> Response:
    """Hearings to come on the person’s cases, the next first, unless asked for otherwise."""
    return draw_list(request, reading, actor, today, HEARINGS_PAGE)
