"""Setting deadlines on a case, meeting them, and keeping the case's next one at hand."""

from datetime import date
from uuid import UUID

from sqlmodel import col, select

from casework.cases.gateway import Act
from casework.cases.models import PAUSE_REVIEW, Deadline
from casework.people.queries import closures
from casework.working_days import (
    Computed,
    add_working_days,
    in_calendar_days,
    in_working_days,
    working_days_between,
)

# Contact with the LADO, and the reviews of a suspension and of the pause itself, wait for nothing.
NEVER_PAUSED = frozenset({"T2", "T3", PAUSE_REVIEW})


def due_after(act: Act, timescale: str, start: date) -> Computed:
    """The day a timescale ends, counted forward from a day at the case's academy."""
    days = act.timescale(timescale).value
    return in_working_days(start, days, timescale, closures(act.session, act.case.academy_id))


def due_before(act: Act, timescale: str, day: date) -> Computed:
    """The last day that leaves a whole timescale before a day."""
    days = act.timescale(timescale).value
    return in_working_days(day, -days, timescale, closures(act.session, act.case.academy_id))


def runs(deadline: Deadline, paused_on: date | None) -> bool:
    """Whether a deadline runs now: in a paused case only those that no pause puts off."""
    return paused_on is None or deadline.kind in NEVER_PAUSED


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


def resume_clocks(act: Act, paused_on: date) -> int:
    """Move every deadline that stood still by the working days since a day, and say how many."""
    closed = closures(act.session, act.case.academy_id)
    days = working_days_between(paused_on, act.today, closed)
    for each in _open(act):
        if each.kind not in NEVER_PAUSED:
            each.due_on = add_working_days(each.due_on, days, closed)
            earlier = int(each.counted.get("paused_days", 0))
            each.counted = {**each.counted, "paused_days": earlier + days}
    refresh_next_due(act)
    return days


def refresh_next_due(act: Act) -> None:
    """Keep the earliest deadline that runs on the case itself, so that lists need no join."""
    act.session.flush()
    running = [each for each in _open(act) if runs(each, act.case.paused_on)]
    earliest = min(running, key=lambda each: each.due_on, default=None)
    act.case.next_due_on = earliest.due_on if earliest else None
    act.case.next_due = earliest.says if earliest else None


def _open(act: Act, kind: str | None = None) -> list[Deadline]:
    wanted = select(Deadline).where(Deadline.case_id == act.case.id, col(Deadline.met_at).is_(None))
    return list(act.session.exec(wanted.where(Deadline.kind == kind) if kind else wanted))
