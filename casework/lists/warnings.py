"""Warnings of the cases a person manages: live, ending soon, and those that no longer count.

On no other case does anybody look through warnings: whoever hears a case sees those that count on
it, on its own page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, any_, bindparam
from sqlalchemy import literal_column as written
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func

from casework.access import Action, Actor, Role
from casework.cases.models import Appointment, Case
from casework.cases.walking import shows, sight_of
from casework.lists.asking import Asker, Filter, Order, Wanted, of_academies
from casework.lists.days import day_from, day_until
from casework.lists.listing import Found, ListOf, Source
from casework.lists.sight import shown
from casework.people.models import Academy, Person
from casework.people.warnings import FormalWarning, WarningLevel

SOON = timedelta(days=60)
_ends: Any = col(FormalWarning.spent_on)


@dataclass(frozen=True)
class ListedWarning:
    """A warning as the list shows it on a day."""

    reference: str
    employee: str
    academy: str
    level: WarningLevel
    given_on: date
    spent_on: date
    withdrawn_on: date | None
    extended: bool
    held_since: date | None
    today: date

    @property
    def state(self) -> str:
        if self.withdrawn_on:
            return "Taken away on appeal"
        if self.spent_on <= self.today:
            return "Spent"
        return "Ends soon" if self.spent_on <= self.today + SOON else "Live"

    @property
    def is_live(self) -> bool:
        return self.withdrawn_on is None and self.spent_on > self.today

    @property
    def percent(self) -> int:
        """How much of its live period has passed."""
        whole = (self.spent_on - self.given_on).days
        return max(0, min(100, 100 * (self.today - self.given_on).days // whole))


def _state(value: str, asker: Asker) -> ColumnElement[bool]:
    today, taken = asker.today, col(FormalWarning.withdrawn_on).is_not(None)
    if value == "all":
        return written("true")
    if value == "withdrawn":
        return taken
    if value == "ended":
        return (_ends <= today) & ~taken  # type: ignore[no-any-return]
    return (_ends > today) & (_ends <= today + SOON) & ~taken  # type: ignore[no-any-return]


STATES = [
    ("soon", "Ending in 60 days"),
    ("ended", "Spent"),
    ("withdrawn", "Taken away on appeal"),
    ("all", "All"),
]
FILTERS = (
    Filter("show", "Show", _state, lambda _: STATES, "Live"),
    Filter(
        "academy",
        "Academy",
        lambda value, _: col(Case.academy_id) == UUID(value),
        of_academies,
        "Every academy",
    ),
    Filter(
        "level",
        "Level",
        lambda value, _: col(FormalWarning.level) == WarningLevel(value),
        lambda _: [(each.value, each.label) for each in WarningLevel],
        "Every level",
    ),
    day_from("given_from", "Given from", col(FormalWarning.given_on)),
    day_until("given_to", "Given until", col(FormalWarning.given_on)),
    Filter("extended", "Extended", lambda _, __: col(FormalWarning.why_extended).is_not(None)),
)
ORDERS = (
    Order("ends", "Ends", _ends, date.fromisoformat),
    Order("given", "Given", col(FormalWarning.given_on), date.fromisoformat, falling=True),
    Order("case", "Case", col(Case.reference), str),
)
# An array, so that whoever manages nothing has none of their other cases looked at.
_MANAGED: Any = col(Case.id) == any_(
    func.array(
        select_columns(col(Appointment.case_id))
        .where(
            col(Appointment.person_id) == bindparam("me"),
            col(Appointment.role) == Role.CASE_MANAGER,
            col(Appointment.ended_at).is_(None),
        )
        .scalar_subquery()
    )
)
# The same, looked up in each case that the list meets: EXISTS would become a join of all that
# somebody manages.
_MANAGED_THERE: Any = func.coalesce(
    select_columns(written("true"))
    .where(
        col(Appointment.case_id) == Case.id,
        col(Appointment.person_id) == bindparam("me"),
        col(Appointment.role) == Role.CASE_MANAGER,
        col(Appointment.ended_at).is_(None),
    )
    .correlate(Case)
    .limit(1)
    .scalar_subquery(),
    written("false"),
)


def _base(session: Session, asker: Asker, wanted: Wanted) -> Found:
    sight = shown(session, asker.actor)
    wide = sight_of(session, asker.actor, Action.VIEW_HEADER).wide
    base: Any = (
        select_columns()
        .select_from(FormalWarning)
        .join(Case, col(Case.id) == FormalWarning.case_id)
        .where(*sight.conditions, shows(session, asker.actor, Action.VIEW_LIVE_WARNINGS))
        .where(_MANAGED_THERE if wide else _MANAGED)
    )
    if "show" not in wanted.answers:
        live = (_ends > asker.today) & col(FormalWarning.withdrawn_on).is_(None)
        base = base.where(live)
    return base, sight.params


_DETAILS: Any = (
    select_columns(
        col(Case.reference),
        func.concat_ws(" ", Person.given_name, Person.family_name).label("employee"),
        col(Academy.name).label("academy"),
        col(FormalWarning.level),
        col(FormalWarning.given_on),
        col(FormalWarning.spent_on),
        col(FormalWarning.withdrawn_on),
        col(FormalWarning.why_extended).is_not(None).label("extended"),
        col(Case.held_since),
    )
    .select_from(FormalWarning)
    .join(Case, col(Case.id) == FormalWarning.case_id)
    .join(Academy, col(Academy.id) == Case.academy_id)
    .join(Person, col(Person.id) == FormalWarning.person_id)
)


def _put(row: Any, asker: Asker) -> ListedWarning:
    return ListedWarning(*(*row[:9], asker.today))


def _cells(row: ListedWarning) -> Sequence[str]:
    return (
        row.reference,
        row.employee,
        row.academy,
        row.level.label,
        row.state,
        row.given_on.isoformat(),
        row.spent_on.isoformat(),
        row.withdrawn_on.isoformat() if row.withdrawn_on else "",
        "yes" if row.extended else "",
    )


def _everybody(_: Actor) -> None:
    """Whoever manages no case sees an empty list."""


WARNINGS = ListOf(
    slug="warnings",
    title="Warnings",
    each="warning",
    serves=Action.VIEW_LIVE_WARNINGS,
    filters=FILTERS,
    orders=ORDERS,
    usual=lambda wanted: "-ends" if wanted.answers.get("show") in {"ended", "all"} else "ends",
    heads=(
        "Case", "Employee", "Academy", "Level", "State", "Given", "Stops counting",
        "Taken away", "Extended",
    ),
    cells=_cells,
    require=_everybody,
    find=Source(
        col(FormalWarning.id),
        _base,
        _DETAILS,
        _put,
        col(Case.reference),
    ),
)  # fmt: skip
