"""Which cases somebody may see: the one condition that every list of cases shares."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    any_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    text,
)
from sqlmodel import col, select

from casework.access import Role
from casework.cases.independence import Conflict
from casework.cases.models import Appointment, Case

# Whoever has one of these is on no list of cases, though the employee has a page of their own.
SEES_NOTHING = [Role.EMPLOYEE, Role.REPORTER, Role.WITNESS, Role.COMPANION]

ON_APPEAL = [Role.APPEAL_MANAGER, Role.APPEAL_PANEL_MEMBER]
_APPEALED: Any = text("EXISTS (SELECT FROM appeals a WHERE a.case_id = appointments.case_id)")
_CONFLICTED = exists().where(
    col(Conflict.case_id) == Appointment.case_id,
    col(Conflict.person_id) == bindparam("me"),
    col(Conflict.lifted_at).is_(None),
)

# An array, not IN (SELECT …): PostgreSQL overrates how many of a person's appointments are open,
# and would join every open case of the trust to find the few of one person.
_WITH_A_PART: Any = func.array(
    select(Appointment.case_id)
    .where(
        Appointment.person_id == bindparam("me"),
        col(Appointment.ended_at).is_(None),
        col(Appointment.role).not_in(SEES_NOTHING),
        or_(col(Appointment.role).not_in(ON_APPEAL), _APPEALED),
        ~_CONFLICTED,
    )
    .scalar_subquery()
)

# Executed with {"me": the person's id}: a part that lets them see it, and it is not about them.
VISIBLE: ColumnElement[bool] = (col(Case.id) == any_(_WITH_A_PART)) & col(
    Case.employee_id
).is_distinct_from(bindparam("me"))

# Written out, not bound: a prepared statement cannot use the index of open cases for a parameter.
OPEN: ColumnElement[bool] = col(Case.stage) != literal_column("'closed'")
