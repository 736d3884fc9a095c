"""Which cases somebody may see: the one condition that every list of cases shares.

The condition asks the access matrix as row-level security does, so a list reads as Casework itself
(`every_case`): asking once is enough.
"""

from typing import Any

from sqlalchemy import ColumnElement, all_, any_, bindparam, func, literal_column
from sqlmodel import col, select

from casework.access import Action, Role
from casework.cases.models import Appointment, Case


def theirs(action: Action, lowest: str = "A", *, still_open: bool = False) -> ColumnElement[bool]:
    """A case that shows this to {"me": the person's id}, by the matrix as PostgreSQL reads it.

    An array, not IN (SELECT …): PostgreSQL overrates how many there are, and would join every open
    case of the trust to find the few of one person.
    """
    asked = func.cases_of(bindparam("me"), action.value, lowest, still_open)
    found: Any = func.array(select(asked.column_valued("seen")).scalar_subquery())
    return col(Case.id) == any_(found)


_ACCOMPANIED: Any = func.array(
    select(Appointment.case_id)
    .where(
        Appointment.person_id == bindparam("me"),
        Appointment.role == Role.COMPANION,
        col(Appointment.ended_at).is_(None),
    )
    .scalar_subquery()
)
# The employee and their companion have a page of their own instead.
_WORKED_ON: ColumnElement[bool] = (col(Case.id) != all_(_ACCOMPANIED)) & col(
    Case.employee_id
).is_distinct_from(bindparam("me"))

# Executed with {"me": the person's id}: a case they may see and work on.
VISIBLE: ColumnElement[bool] = theirs(Action.VIEW_HEADER) & _WORKED_ON

# The same, of the cases that are not closed. Written out, not bound: a prepared statement cannot
# use the index of open cases for a parameter.
VISIBLE_AND_OPEN: ColumnElement[bool] = (
    theirs(Action.VIEW_HEADER, still_open=True)
    & _WORKED_ON
    & (col(Case.stage) != literal_column("'closed'"))
)
