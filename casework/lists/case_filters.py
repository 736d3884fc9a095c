"""By what a list of cases is narrowed and sorted.

What somebody’s part on a case does not show them does not narrow their list either.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists
from sqlalchemy import literal_column as written
from sqlalchemy import select as select_columns
from sqlmodel import col, func

from casework.access import Role
from casework.allegations.models import Allegation
from casework.case_file.rows import SEE_PUPILS, SEE_THE_MATTER
from casework.cases.models import Appointment, Case
from casework.cases.stages import Severity, Stage
from casework.lists.asking import (
    Asker,
    Filter,
    Option,
    Order,
    Wanted,
    of_academies,
    of_case_managers,
    of_clauses,
    person,
)
from casework.lists.days import read_moment, since, until
from casework.policies.models import Clause

NEVER = date(9999, 12, 31)  # a case with nothing due stands behind those with a day
# As the index of closed cases has it; one that is open was closed last of all.
CLOSED_AT: Any = written("coalesce(cases.closed_at, '9999-12-31 00:00:00+00'::timestamptz)")
AT_THE_LATEST = {"overdue": -1, "today": 0, "week": 7, "month": 30}


def _mine(roles: frozenset[Role]) -> ColumnElement[bool]:
    """The reader has one of these parts on the case."""
    return exists().where(
        col(Appointment.case_id) == Case.id,
        col(Appointment.person_id) == bindparam("me"),
        col(Appointment.role).in_(roles),
        col(Appointment.ended_at).is_(None),
    )


def _of_severity(value: str, _: Asker) -> ColumnElement[bool]:
    return (col(Case.severity) == Severity(value)) & _mine(SEE_THE_MATTER)


def _of_clause(value: str, _: Asker) -> ColumnElement[bool]:
    """An allegation of this clause, of whichever version."""
    alleged = (
        select_columns(col(Allegation.case_id))
        .join(Clause, col(Clause.id) == Allegation.clause_id)
        .where(col(Clause.number) == value)
    )
    return col(Case.id).in_(alleged) & _mine(SEE_THE_MATTER)


def _managed_by(value: str, asker: Asker) -> ColumnElement[bool]:
    managed = select_columns(col(Appointment.case_id)).where(
        col(Appointment.person_id) == person(value, asker),
        col(Appointment.role) == Role.CASE_MANAGER,
        col(Appointment.ended_at).is_(None),
    )
    return col(Case.id).in_(managed)


def _due(value: str, asker: Asker) -> ColumnElement[bool]:
    if value == "none":
        return col(Case.next_due_on).is_(None)
    return col(Case.next_due_on) <= asker.today + timedelta(AT_THE_LATEST[value])


def _pupil(_: str, __: Asker) -> ColumnElement[bool]:
    return col(Case.pupil_involved).is_(True) & _mine(SEE_PUPILS)


def _either(*told: Option) -> Any:
    return lambda _: list(told)


def _anything(_: str, __: Asker) -> ColumnElement[bool]:
    return written("true")  # what `base` has narrowed already


SHOW = Filter("show", "Show", _anything, _either(("closed", "Closed"), ("all", "All")), "Open")
FILTERS = (
    SHOW,
    Filter(
        "stage",
        "Stage",
        lambda value, _: col(Case.stage) == Stage(value),
        lambda _: [(each.value, each.label) for each in Stage],
        "Every stage",
    ),
    Filter(
        "academy",
        "Academy",
        lambda value, _: col(Case.academy_id) == UUID(value),
        of_academies,
        "Every academy",
    ),
    Filter(
        "severity",
        "Severity",
        _of_severity,
        lambda _: [(each.value, each.label) for each in Severity],
        "Any severity",
    ),
    Filter("clause", "Clause", _of_clause, of_clauses, "Any clause"),
    Filter("manager", "Case manager", _managed_by, of_case_managers, "Anybody"),
    Filter(
        "due",
        "Due",
        _due,
        _either(
            ("overdue", "Overdue"),
            ("today", "By today"),
            ("week", "In 7 days"),
            ("month", "In 30 days"),
            ("none", "Nothing due"),
        ),
        "Whenever",
    ),
    since("opened_from", "Opened from", col(Case.opened_at)),
    until("opened_to", "Opened until", col(Case.opened_at)),
    Filter("pupil", "Pupil involved", _pupil),
    Filter("held", "Not to be deleted", lambda _, __: col(Case.held_since).is_not(None)),
    Filter("paused", "Paused", lambda _, __: col(Case.paused_on).is_not(None)),
)
ORDERS = (
    Order("due", "Next deadline", func.coalesce(col(Case.next_due_on), NEVER), date.fromisoformat),
    Order("case", "Case", col(Case.reference), str),
    Order("opened", "Opened", col(Case.opened_at), read_moment, falling=True),
    Order("closed", "Closed", CLOSED_AT, read_moment, falling=True),
)


def usual(wanted: Wanted) -> str:
    """Open cases by what is due first; closed ones by the last day."""
    whole = {"closed": "-closed", "all": "-opened"}
    return whole.get(showing(wanted), "due")


def showing(wanted: Wanted) -> str:
    if wanted.answers.get("stage") == Stage.CLOSED:
        return "closed"
    return wanted.answers.get("show", "")
