"""Setting deadlines on a case, meeting them, and keeping the case's next one at hand."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select

from casework.access import Role
from casework.cases.clocks import CLOCKS, Ends, Unit, asks_why, ends, task_of
from casework.cases.gateway import Act
from casework.cases.models import PAUSE_REVIEW, Appointment, Deadline
from casework.people.queries import closures
from casework.working_days import (
    Computed,
    add_working_days,
    calendar_version,
    in_calendar_days,
    in_working_days,
    left_out,
    local_day,
    working_days_between,
)

LATE = "LATE-"
PAUSED = "Paused, look again: "
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
    return _add(act, kind, says, computed, owner)


def _add(act: Act, kind: str, says: str, computed: Computed, owner: UUID | None) -> Deadline:
    deadline = Deadline(
        case_id=act.case.id,
        kind=kind,
        says=says,
        due_on=computed.due_on,
        owner_id=owner,
        counted={**computed.facts(), **_left_out(act, computed)},
    )
    act.session.add(deadline)
    refresh_next_due(act)
    return deadline


def _left_out(act: Act, computed: Computed) -> dict[str, list[list[str]]]:
    """The weekdays that were not counted, so that the day can be explained later."""
    if computed.unit != Unit.WORKING_DAYS:
        return {}
    closed = closures(act.session, act.case.academy_id)
    days = left_out(computed.counted_from, computed.due_on, closed)
    return {"left_out": [[day.isoformat(), why] for day, why in days]}


def start_clock(act: Act, kind: str, start: date | datetime, owner: UUID | None) -> Deadline:
    """Start a clock of the list from a day, or from a moment where it is counted in hours.

    Raises:
        KeyError: there is no such clock.
    """
    clock = CLOCKS[kind]
    length = act.timescale(clock.timescale).value if clock.timescale else clock.law
    ended = ends(clock, start, length, closures(act.session, act.case.academy_id))
    day = local_day(start) if isinstance(start, datetime) else start
    source = clock.timescale or "the law"
    counted = length if not clock.backwards else -length
    computed = Computed(ended.on, day, counted, clock.unit, source, calendar_version())
    deadline = set_deadline(act, kind, clock.says, computed, owner)
    deadline.due_at = ended.at
    if isinstance(start, datetime):
        deadline.counted = {**deadline.counted, "counted_from_moment": start.isoformat()}
    act.session.flush()
    return deadline


def meet(act: Act, *kinds: str) -> None:
    """Mark open deadlines of these kinds as met now; ask why, where it is after their day."""
    for kind in kinds:
        for each in _open(act, kind):
            each.met_at = act.at
            passed = Ends(each.due_on, each.due_at).passed(act.at)
            if each.paused_on is None and passed and asks_why(kind):
                each.done_late = True
                _ask_why(act, each)
    refresh_next_due(act)


def _ask_why(act: Act, late: Deadline) -> None:
    """Delay needs a reason (Acas Code para 4): whoever manages the case is asked for it."""
    computed = in_working_days(act.today, 1, "the day after", closures(
        act.session, act.case.academy_id))  # fmt: skip
    says = f"{task_of(LATE)}: {late.says}"
    _add(act, f"{LATE}{late.id}", says, computed, _manager(act))


def _manager(act: Act) -> UUID | None:
    manages = select(Appointment.person_id).where(
        Appointment.case_id == act.case.id,
        Appointment.role == Role.CASE_MANAGER,
        col(Appointment.ended_at).is_(None),
    )
    return act.session.exec(manages).first()


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
