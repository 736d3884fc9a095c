"""Which cases somebody may see: the one condition that every list of cases shares."""

from typing import Any

from sqlalchemy import ColumnElement, all_, any_, bindparam, func, literal_column
from sqlmodel import col, select

from casework.access import Role
from casework.cases.models import Appointment, Case

# PostgreSQL answers by the access matrix. An array, not IN (SELECT …): it overrates how many there
# are, and would join every open case of the trust to find the few of one person.
_THEIRS: Any = func.array(
    select(func.cases_of(bindparam("me"), "a02").column_valued("seen")).scalar_subquery()
)
_ACCOMPANIED: Any = func.array(
    select(Appointment.case_id)
    .where(
        Appointment.person_id == bindparam("me"),
        Appointment.role == Role.COMPANION,
        col(Appointment.ended_at).is_(None),
    )
    .scalar_subquery()
)

# Executed with {"me": the person's id}: a case they may see and work on. The employee and their
# companion have a page of their own instead.
VISIBLE: ColumnElement[bool] = (
    (col(Case.id) == any_(_THEIRS))
    & (col(Case.id) != all_(_ACCOMPANIED))
    & col(Case.employee_id).is_distinct_from(bindparam("me"))
)

# Written out, not bound: a prepared statement cannot use the index of open cases for a parameter.
OPEN: ColumnElement[bool] = col(Case.stage) != literal_column("'closed'")
