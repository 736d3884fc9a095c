"""The long lists over JSON: the filters, orders and pages by key of the lists that people see."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, create_model

from api.deps import Caller, Reading, Today
from api.serving import serves
from casework.cases.stages import Severity, Stage
from casework.errors import WrongAnswer
from casework.lists.asking import Asker, Filter
from casework.lists.cases import CASES
from casework.lists.hearings import HEARINGS
from casework.lists.listing import PAGE, ListOf
from casework.lists.reports import REPORTS
from casework.lists.retention import RETENTION
from casework.lists.warnings import WARNINGS
from casework.people.warnings import WarningLevel

router = APIRouter(prefix="/lists", tags=["lists"])
MOST = 200


class CaseRowOut(BaseModel, from_attributes=True):
    reference: str
    summary: str
    employee: str
    academy: str
    stage: Stage
    status: str
    severity: Severity | None
    pupil_involved: bool
    opened_at: datetime
    closed_at: datetime | None
    next_due_on: date | None
    next_due: str | None
    held_since: date | None
    paused_on: date | None
    manager: str | None


class HearingRowOut(BaseModel, from_attributes=True):
    reference: str
    employee: str
    academy: str
    kind: str
    starts_at: datetime
    place: str
    held_at: datetime | None
    pack_issued_on: date | None
    held_since: date | None


class WarningRowOut(BaseModel, from_attributes=True):
    reference: str
    employee: str
    academy: str
    level: WarningLevel
    state: str
    given_on: date
    spent_on: date
    withdrawn_on: date | None
    extended: bool


class ReportRowOut(BaseModel, from_attributes=True):
    reference: str
    summary: str
    academy: str
    reporter_title: str
    labels: list[str]
    pupil_involved: bool
    told_lead: bool | None
    sent_at: datetime
    due_on: date | None


class ReviewRowOut(BaseModel, from_attributes=True):
    reference: str
    academy: str
    ending: str
    code: str | None
    due_on: date | None
    waits_for: str | None
    proposed: str
    approvals: int


Route = Callable[..., BaseModel]


def _page_of(row: type[BaseModel]) -> type[BaseModel]:
    """A page of such rows: `after` and `before` ask for the pages beside it and are blank where
    there is none; `many` says that there are more than `total`."""
    told: dict[str, Any] = {
        "rows": (list[row], ...),  # type: ignore[valid-type]
        "total": (int, ...),
        "many": (bool, ...),
        "after": (str, ...),
        "before": (str, ...),
    }
    name = row.__name__.replace("RowOut", "PageOut")
    made: type[BaseModel] = create_model(name, __config__={"from_attributes": True}, **told)
    return made


def _listing(listed: ListOf, out: type[BaseModel]) -> Route:
    def page(
        request: Request,
        reading: Reading,
        caller: Caller,
        today: Today,
        most: Annotated[int, Query(ge=1, le=MOST)] = PAGE,
    ) -> BaseModel:
        asked = listed.asked(reading, request.query_params)
        if asked.errors:
            raise WrongAnswer(asked.errors)
        found = listed.page(reading, Asker(caller, today), asked, most)
        return out.model_validate(found)

    return page


def _said(listed: ListOf) -> str:
    """What can be asked of a list, for whoever reads the description of the API."""
    orders = ", ".join(each.name for each in listed.orders)
    filters = "; ".join(f"`{each.name}` ({_takes(each)})" for each in listed.filters)
    return (
        f"{listed.title}, a page at a time. Narrowed by {filters}. `sort` by {orders}, with a "
        "minus for the other way. `after` or `before` with a key of another page asks for the "
        "one beside it. 422 for what cannot be asked."
    )


def _takes(each: Filter) -> str:
    return {"flag": "yes", "day": "a day", "choice": each.label.lower()}[each.kind]


def _add(listed: ListOf, row: type[BaseModel]) -> None:
    out = _page_of(row)
    router.add_api_route(
        f"/{listed.slug}",
        _listing(listed, out),
        response_model=out,
        dependencies=serves(listed.serves),
        description=_said(listed),
        name=f"list_{listed.slug}",
    )


_add(CASES, CaseRowOut)
_add(HEARINGS, HearingRowOut)
_add(WARNINGS, WarningRowOut)
_add(REPORTS, ReportRowOut)
_add(RETENTION, ReviewRowOut)
