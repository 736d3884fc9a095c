"""Reports that wait for a person to triage them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func

from casework.access import Actor, Permission
from casework.cases.models import Case, Deadline
from casework.cases.visible import for_whom
from casework.lists.asking import Asker, Filter, Order, Wanted, of_academies, of_clauses
from casework.lists.case_filters import NEVER
from casework.lists.days import read_moment, since, until
from casework.lists.listing import Found, ListOf, Source
from casework.people.models import Academy, Person
from casework.reports.models import Report
from casework.reports.queries import Waiting, as_waiting, to_triage
from casework.working_days import local_day

_DUE: Any = (
    select_columns(func.min(col(Deadline.due_on)))
    .where(
        col(Deadline.case_id) == Case.id, col(Deadline.kind) == "T1", col(Deadline.met_at).is_(None)
    )
    .scalar_subquery()
)
_due_on: Any = func.coalesce(_DUE, NEVER)


def _due(value: str, asker: Asker) -> ColumnElement[bool]:
    latest = asker.today - timedelta(1) if value == "overdue" else asker.today
    return _due_on <= latest  # type: ignore[no-any-return]


FILTERS = (
    Filter(
        "academy",
        "Academy",
        lambda value, _: col(Case.academy_id) == UUID(value),
        of_academies,
        "Every academy",
    ),
    Filter(
        "clause",
        "Clause ticked",
        lambda value, _: col(Report.labels).contains([{"key": value}]),
        of_clauses,
        "Any clause",
    ),
    Filter(
        "due",
        "To be decided",
        _due,
        lambda _: [("overdue", "Overdue"), ("today", "By today")],
        "Whenever",
    ),
    since("sent_from", "Sent from", col(Report.sent_at)),
    until("sent_to", "Sent until", col(Report.sent_at)),
    Filter("pupil", "Pupil involved", lambda _, __: col(Case.pupil_involved).is_(True)),
)
ORDERS = (
    Order("sent", "Oldest", col(Report.sent_at), read_moment),
    Order("due", "Deadline", _due_on, NEVER.fromisoformat),
)


def _base(session: Session, asker: Asker, _: Wanted) -> Found:
    base: Any = (
        select_columns()
        .select_from(Report)
        .join(Case, col(Case.id) == Report.case_id)
        .where(*to_triage(asker.actor))
    )
    return base, for_whom(session, asker.actor)


_DETAILS: Any = (
    select_columns(
        Report,
        Case,
        col(Academy.name).label("academy"),
        col(Person.job_title).label("title"),
        _DUE.label("due_on"),
    )
    .select_from(Report)
    .join(Case, col(Case.id) == Report.case_id)
    .join(Academy, col(Academy.id) == Case.academy_id)
    .join(Person, col(Person.id) == Report.reporter_id)
)


def _cells(row: Waiting) -> Sequence[str]:
    return (
        row.reference,
        row.summary,
        row.academy,
        row.reporter_title,
        " ".join(row.labels),
        "yes" if row.pupil_involved else "",
        local_day(row.sent_at).isoformat(),
        row.due_on.isoformat() if row.due_on else "",
    )


def _triages(_: Actor) -> None:
    """Whoever is given a report triages it, whatever their place: an empty list says nothing."""


REPORTS = ListOf(
    slug="reports",
    title="New reports",
    each="report",
    serves=Permission.TRIAGE,
    filters=FILTERS,
    orders=ORDERS,
    usual=lambda _: "sent",
    heads=(
        "Report",
        "What it is about",
        "Academy",
        "Sent by",
        "Clauses ticked",
        "Pupil involved",
        "Sent",
        "To be decided by",
    ),
    cells=_cells,
    require=_triages,
    find=Source(
        col(Report.id),
        _base,
        _DETAILS,
        lambda row, _: as_waiting(row[0], row[1], row.academy, row.title, row.due_on),
        col(Report.reference),
    ),
)
