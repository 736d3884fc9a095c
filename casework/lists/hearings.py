"""The calendar of hearings, those of appeals with them where the outcome is the reader's to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, null, or_
from sqlalchemy import cast as as_type
from sqlalchemy import literal_column as written
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func

from casework.access import Action, Actor
from casework.appeals.models import AppealHearing
from casework.cases.models import Case
from casework.cases.walking import shows
from casework.hearings.models import Hearing
from casework.lists.asking import Asker, Filter, Order, Wanted, of_academies
from casework.lists.days import read_moment, since, until
from casework.lists.listing import Found, ListOf, Source
from casework.lists.sight import open_shown, shown
from casework.people.models import Academy, Person
from casework.working_days import local_day, local_time

DISCIPLINARY, APPEAL = "hearing", "appeal"


@dataclass(frozen=True)
class ListedHearing:
    """A hearing as the list shows it."""

    reference: str
    employee: str
    academy: str
    kind: str
    starts_at: datetime
    place: str
    held_at: datetime | None
    pack_issued_on: date | None
    held_since: date | None

    @property
    def what(self) -> str:
        return "Appeal hearing" if self.kind == APPEAL else "Disciplinary hearing"

    @property
    def on(self) -> date:
        return local_day(self.starts_at)


def _of(table: Any, kind: str, pack: Any) -> Any:
    return select_columns(
        col(table.id).label("id"),
        col(table.case_id).label("case_id"),
        col(table.starts_at).label("starts_at"),
        col(table.place).label("place"),
        col(table.held_at).label("held_at"),
        pack.label("pack_issued_on"),
        written(f"'{kind}'").label("kind"),
    )


_HEARINGS: Any = (
    _of(Hearing, DISCIPLINARY, col(Hearing.pack_issued_on))
    .union_all(_of(AppealHearing, APPEAL, as_type(null(), Date)))
    .subquery("every_hearing")
)
_ROW = _HEARINGS.c


def _already(_: str, __: Asker) -> ColumnElement[bool]:
    return written("true")  # what `base` has narrowed already


FILTERS = (
    Filter("show", "Show", _already, lambda _: [("held", "Held"), ("all", "All")], "To come"),
    Filter(
        "academy",
        "Academy",
        lambda value, _: col(Case.academy_id) == UUID(value),
        of_academies,
        "Every academy",
    ),
    Filter(
        "kind",
        "Kind",
        lambda value, _: _ROW.kind == value,
        lambda _: [(DISCIPLINARY, "Disciplinary"), (APPEAL, "Appeal")],
        "Every kind",
    ),
    Filter(
        "pack",
        "Pack",
        lambda value, _: (
            _ROW.pack_issued_on.is_not(None)
            if value == "issued"
            else (_ROW.kind == DISCIPLINARY) & _ROW.pack_issued_on.is_(None)
        ),
        lambda _: [("issued", "Issued"), ("not_issued", "Not issued yet")],
        "Any",
    ),
    since("from", "From", _ROW.starts_at),
    until("to", "Until", _ROW.starts_at),
    Filter("on_hold", "Not to be deleted", lambda _, __: col(Case.held_since).is_not(None)),
)
ORDERS = (
    Order("when", "When", _ROW.starts_at, read_moment),
    Order("case", "Case", col(Case.reference), str),
)


def _base(session: Session, asker: Asker, wanted: Wanted) -> Found:
    show = wanted.answers.get("show", "")
    sight = shown(session, asker.actor) if show else open_shown(session, asker.actor)
    told = shows(session, asker.actor, Action.VIEW_OUTCOME_LETTER)
    base: Any = (
        select_columns()
        .select_from(_HEARINGS)
        .join(Case, col(Case.id) == _ROW.case_id)
        .where(*sight.conditions, or_(_ROW.kind == DISCIPLINARY, told))
    )
    if show != "all":
        base = base.where(_ROW.held_at.is_not(None) if show else _ROW.held_at.is_(None))
    return base, sight.params


_DETAILS: Any = (
    select_columns(
        col(Case.reference),
        func.concat_ws(" ", Person.given_name, Person.family_name).label("employee"),
        col(Academy.name).label("academy"),
        _ROW.kind,
        _ROW.starts_at,
        _ROW.place,
        _ROW.held_at,
        _ROW.pack_issued_on,
        col(Case.held_since),
    )
    .select_from(_HEARINGS)
    .join(Case, col(Case.id) == _ROW.case_id)
    .join(Academy, col(Academy.id) == Case.academy_id)
    .join(Person, col(Person.id) == Case.employee_id)
)


def _put(row: Any, _: Asker) -> ListedHearing:
    return ListedHearing(*row[:9])


def _cells(row: ListedHearing) -> Sequence[str]:
    return (
        row.reference,
        row.employee,
        row.academy,
        row.what,
        row.on.isoformat(),
        local_time(row.starts_at),
        row.place,
        local_day(row.held_at).isoformat() if row.held_at else "",
        row.pack_issued_on.isoformat() if row.pack_issued_on else "",
        row.held_since.isoformat() if row.held_since else "",
    )


def _everybody(_: Actor) -> None:
    """Whoever has no case sees an empty list."""


HEARINGS = ListOf(
    slug="hearings",
    title="Hearings",
    each="hearing",
    serves=Action.KNOW_OF_CASE,
    filters=FILTERS,
    orders=ORDERS,
    usual=lambda wanted: "-when" if wanted.answers.get("show") else "when",
    heads=(
        "Case", "Employee", "Academy", "Kind", "Day", "Time", "Where", "Held on",
        "Pack issued", "On hold since",
    ),
    cells=_cells,
    require=_everybody,
    find=Source(_ROW.id, _base, _DETAILS, _put, col(Case.reference)),
)  # fmt: skip
