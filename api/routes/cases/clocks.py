"""The clocks of a case, and what is due over all the caller's cases, as JSON."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.acting import add_act
from api.deps import Caller, Reading, Today
from api.serving import serves
from casework.access import Action, TrustPermission, require_in_trust
from casework.case_file.clocks import clocks_of, told
from casework.case_file.every_clock import every_clock
from casework.case_file.queries import open_case_file
from casework.case_file.tasks import Wanted, tasks_of
from casework.cases.clock_acts import ExplainDelay, ExtendClock, PauseClock, ResumeClock
from casework.cases.stages import Stage
from casework.errors import NotPermitted

router = APIRouter(tags=["clocks"])
add_act(router, "pause-clock", PauseClock)
add_act(router, "resume-clock", ResumeClock)
add_act(router, "extend-clock", ExtendClock)
add_act(router, "explain-delay", ExplainDelay)


class ClockOut(BaseModel, from_attributes=True):
    """One clock of a case; what was done to it is there for whoever reads the journal."""

    id: UUID
    kind: str
    says: str
    due_on: date
    due_at: datetime | None
    owner: str | None
    met_at: datetime | None
    paused_on: date | None
    days_left: int | None
    done_late: bool
    delay_told_at: datetime | None
    counted: str
    left_out: list[tuple[date, str]]
    changes: list[dict[str, Any]]


class TaskOut(BaseModel, from_attributes=True):
    """Something due on one of the caller's cases."""

    reference: str
    kind: str
    task: str
    says: str
    due_on: date
    academy: str
    stage: Stage
    owner: str | None
    mine: bool
    paused: bool


class TasksOut(BaseModel, from_attributes=True):
    """One page of tasks, what is overdue first."""

    rows: list[TaskOut]
    total: int
    page: int
    pages: int


class ClockDeclaredOut(BaseModel, from_attributes=True):
    """One clock of the procedure, as the trust has it."""

    id: str
    says: str
    length: str
    whose: str
    moves: str
    source: str


@router.get("/clocks", dependencies=serves(TrustPermission.WORK_CASES))
def declared(reading: Reading, caller: Caller, today: Today) -> list[ClockDeclaredOut]:
    """Every clock of the procedure."""
    require_in_trust(caller, TrustPermission.WORK_CASES)
    return [ClockDeclaredOut.model_validate(each) for each in every_clock(reading, today)]


@router.get("/tasks", dependencies=serves(Action.KNOW_OF_CASE))
def tasks(
    reading: Reading,
    caller: Caller,
    mine: bool = False,
    clock: Annotated[str, Query(max_length=20)] = "",
    academy: UUID | None = None,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> TasksOut:
    """Everything that is due over all the caller’s cases, by day."""
    wanted = Wanted(mine=mine, clock=clock, academy_id=academy, page=page)
    return TasksOut.model_validate(tasks_of(reading, caller, wanted))


@router.get("/cases/{reference}/clocks", dependencies=serves(Action.VIEW_HEADER))
def clocks(reference: str, reading: Reading, caller: Caller, today: Today) -> list[ClockOut]:
    """Every clock of the case, those that run first, each with what its day was counted from."""
    file = open_case_file(reading, caller, reference, today, Action.VIEW_HEADER)
    if file.is_theirs:  # their letters tell the employee what they have to do, and by when
        raise NotPermitted(case_id=file.case.id)
    return [ClockOut.model_validate(told(each)) for each in clocks_of(reading, file)]
