"""Setting deadlines on a case, meeting them, and keeping the case's next one at hand."""

from datetime import date
from uuid import UUID

from sqlmodel import col, select

from casework.cases.gateway import Act
from casework.cases.models import Deadline
from casework.people.queries import closures
from casework.working_days import Computed, in_calendar_days, in_working_days


def due_after(act: Act, timescale: str, start: date) -> Computed:
    """The day a timescale ends, counted forward from a day at the case's academy."""
    days = act.timescale(timescale).value
    return in_working_days(start, days, timescale, closures(act.session, act.case.academy_id))


def due_before(act: Act, timescale: str, day: date) -> Computed:
    """The last day that leaves a whole timescale before a day."""
    days = act.timescale(timescale).value
    return in_working_days(day, -days, timescale, closures(act.session, act.case.academy_id))


def due_in_days(act: Act, timescale: str, start: date) -> Computed:
    """The day a timescale of calendar days ends: holidays do not lengthen it."""
    return in_calendar_days(start, act.timescale(timescale).value, timescale)


def set_deadline(
    act: Act, kind: str, says: str, computed: Computed, owner: UUID | None
) -> Deadline:
    """Add a deadline, in place of an open one of the same kind."""
    for each in _open(act, kind):
        act.session.delete(each)
    deadline = Deadline(
        case_id=act.case.id,
        kind=kind,
        says=says,
        due_on=computed.due_on,
        owner_id=owner,
        counted=computed.facts(),
    )
    act.session.add(deadline)
    refresh_next_due(act)
    return deadline


def meet(act: Act, *kinds: str) -> None:
    """Mark open deadlines of these kinds as met now."""
    for kind in kinds:
        for each in _open(act, kind):
            each.met_at = act.at
    refresh_next_due(act)


def meet_all(act: Act) -> None:
    """The case is closed: nothing is due any more."""
    for each in _open(act):
        each.met_at = act.at
    refresh_next_due(act)


def refresh_next_due(act: Act) -> None:
    """Keep the earliest open deadline on the case itself, so that lists need no join."""
    act.session.flush()
    earliest = min(_open(act), key=lambda each: each.due_on, default=None)
    act.case.next_due_on = earliest.due_on if earliest else None
    act.case.next_due = earliest.says if earliest else None


def _open(act: Act, kind: str | None = None) -> list[Deadline]:
    wanted = select(Deadline).where(Deadline.case_id == act.case.id, col(Deadline.met_at).is_(None))
    return list(act.session.exec(wanted.where(Deadline.kind == kind) if kind else wanted))
