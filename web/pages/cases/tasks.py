"""Everything that is due over all of one's cases, by day, overdue first."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from casework.access import Action
from casework.case_file.tasks import Task, Wanted, kinds, tasks_of
from casework.cases.clocks import CLOCKS
from casework.people.queries import academies
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter()


@dataclass(frozen=True)
class OfADay:
    """What is due on one day; everything overdue stands together."""

    day: date
    overdue: bool
    tasks: list[Task]


@router.get("/tasks", dependencies=serves(Action.KNOW_OF_CASE))
def tasks(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    whose: Annotated[str, Query(max_length=10)] = "all",
    clock: Annotated[str, Query(max_length=20)] = "",
    academy: Annotated[str, Query(max_length=40)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> HTMLResponse:
    wanted = Wanted(
        mine=whose == "mine",
        clock=clock if clock in CLOCKS else "",
        academy_id=_id(academy),
        page=page,
    )
    found = tasks_of(reading, actor, wanted)
    whose = "mine" if wanted.mine else "all"
    base = f"/tasks?clock={wanted.clock}&academy={wanted.academy_id or ''}"
    return show(
        request,
        "work/tasks.html",
        here="work",
        found=found,
        days=by_day(found.rows, today),
        wanted=wanted,
        whose=whose,
        clocks=kinds(),
        academies=academies(reading),
        base=base,
        today=today,
    )


def by_day(tasks: list[Task], today: date) -> list[OfADay]:
    """Tasks in their order: those overdue in one group, then each day by itself."""
    overdue = [each for each in tasks if each.due_on < today]
    coming = groupby(tasks[len(overdue) :], key=lambda each: each.due_on)
    told = [OfADay(day, False, list(rows)) for day, rows in coming]
    return [OfADay(overdue[0].due_on, True, overdue), *told] if overdue else told


def _id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
