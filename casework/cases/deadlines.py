"""Setting deadlines on a case, meeting them, and keeping the case's next one at hand."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select

from casework.access import Role
from casework.cases.clocks import (
    CLOCKS,
    NEVER_PAUSED,
    OUTLASTING,
    PASSING,
    Clock,
    Ends,
    Unit,
    asks_why,
    clock_of,
    ends,
    task_of,
)
from casework.cases.gateway import Act
from casework.cases.models import Appointment, Deadline
from casework.people.queries import closures
from casework.working_days import (
    NONE,
    Computed,
    add_working_days,
    calendar_version,
    end_of_day,
    in_working_days,
    left_out,
    local_day,
    working_days_between,
)

LATE = "LATE-"
PAUSED = "Paused, look again: "


def due_before(act: Act, timescale: str, day: date) -> Computed:
    """The last day that leaves a whole timescale before a day."""
    days = act.timescale(timescale).value
    return in_working_days(day, -days, timescale, closures(act.session, act.case.academy_id))


def runs(deadline: Deadline, paused_on: date | None) -> bool:
    """Whether a deadline runs now: in a paused case only those that no pause puts off."""
    return paused_on is None or deadline.kind in NEVER_PAUSED


def _add(act: Act, kind: str, says: str, computed: Computed, owner: UUID | None) -> Deadline:
    deadline = Deadline(
        case_id=act.case.id,
        kind=kind,
        says=says,
        due_on=computed.due_on,
        owner_id=owner,
        counted={**computed.facts(), **_left_out(act, kind, computed)},
    )
    act.session.add(deadline)
    refresh_next_due(act)
    return deadline


def _left_out(act: Act, kind: str, computed: Computed) -> dict[str, list[list[str]]]:
    """The weekdays that were not counted, so that the day can be explained later."""
    if computed.unit != Unit.WORKING_DAYS:
        return {}
    clock = clock_of(kind)
    lengthened = clock is None or clock.closures
    closed = closures(act.session, act.case.academy_id) if lengthened else NONE
    days = left_out(computed.counted_from, computed.due_on, closed)
    return {"left_out": [[day.isoformat(), why] for day, why in days]}


def counted(act: Act, kind: str, start: date | datetime) -> tuple[Ends, Computed]:
    """When a clock of the list ends that starts then, and what its day is counted from.

    Raises:
        KeyError: there is no such clock.
    """
    clock = CLOCKS[kind]
    length = _length(act, clock)
    ended = ends(clock, start, length, closures(act.session, act.case.academy_id))
    day = local_day(start) if isinstance(start, datetime) else start
    source = clock.timescale or ("the law" if length else "the day itself")
    number = -length if clock.backwards else length
    return ended, Computed(ended.on, day, number, clock.unit, source, calendar_version())


def _length(act: Act, clock: Clock) -> int:
    told = act.timescale(clock.timescale).value if clock.timescale else clock.law
    return max(clock.least, told)


def start_clock(
    act: Act, kind: str, start: date | datetime, owner: UUID | None = None, says: str = ""
) -> Deadline:
    """Start a clock of the list from a day, or from a moment where it is counted in hours.

    It takes the place of an open one of its kind. Where nobody is named it is of whoever holds
    the part that the list gives it to.

    Raises:
        KeyError: there is no such clock.
    """
    clock = CLOCKS[kind]
    ended, computed = counted(act, kind, start)
    for each in _open(act, (kind,)):
        act.session.delete(each)
    owner = owner or (_holder(act, clock.owner) if clock.owner else None)
    deadline = _add(act, kind, says or clock.says, computed, owner)
    deadline.due_at = ended.at
    if isinstance(start, datetime):
        deadline.counted = {**deadline.counted, "counted_from_moment": start.isoformat()}
    act.session.flush()
    return deadline


def shorten(act: Act, kind: str, to: str, start: date) -> None:
    """Make a clock that runs into a shorter one, counted from a day, where that one ends sooner."""
    ended, computed = counted(act, to, start)
    for each in _open(act, (kind,)):
        if each.paused_on is None and ended.on < each.due_on:
            each.kind, each.says, each.due_on = to, CLOCKS[to].says, ended.on
            each.counted = {**computed.facts(), **_left_out(act, to, computed)}
    refresh_next_due(act)


def end_clocks(act: Act, *kinds: str) -> None:
    """Take back open clocks of these kinds: what they were counted for is no more."""
    for each in _open(act, kinds):
        act.session.delete(each)
    refresh_next_due(act)


def meet(act: Act, *kinds: str, on: date | None = None) -> None:
    """Mark open deadlines of these kinds as met; ask why, where it is after their day.

    A step that is recorded later was in time when the day it was done on was.
    """
    done = min(act.at, end_of_day(on)) if on else act.at
    for each in _open(act, kinds):
        each.met_at = act.at
        passed = Ends(each.due_on, each.due_at).passed(done)
        if each.paused_on is None and passed and asks_why(each.kind):
            each.done_late = True
            _ask_why(act, each)
    refresh_next_due(act)


def _ask_why(act: Act, late: Deadline) -> None:
    """Delay needs a reason (Acas Code para 4): whoever manages the case is asked for it."""
    computed = in_working_days(act.today, 1, "the day after", closures(
        act.session, act.case.academy_id))  # fmt: skip
    says = f"{task_of(LATE)}: {late.says}"
    _add(act, f"{LATE}{late.id}", says, computed, _holder(act, Role.CASE_MANAGER))


def _holder(act: Act, role: Role) -> UUID | None:
    """Whoever holds a part; nobody where several do, since it is no one's task yet."""
    held = select(Appointment.person_id).where(
        Appointment.case_id == act.case.id,
        Appointment.role == role,
        col(Appointment.ended_at).is_(None),
    )
    found = act.session.exec(held.distinct().limit(2)).all()
    return found[0] if len(found) == 1 else None


def meet_all(act: Act) -> None:
    """The case is closed: nothing is due any more. What ends by itself outlasts it."""
    for each in _open(act):
        if each.kind not in OUTLASTING:
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
    tasks = [each for each in _open(act) if each.kind not in PASSING]
    running = [each for each in tasks if runs(each, act.case.paused_on)]
    earliest = min(running, key=lambda each: each.due_on, default=None)
    act.case.next_due_on = earliest.due_on if earliest else None
    act.case.next_due = earliest.says if earliest else None


def _open(act: Act, kinds: tuple[str, ...] | None = None) -> list[Deadline]:
    """What nobody has met, of these kinds or of every kind."""
    wanted = select(Deadline).where(Deadline.case_id == act.case.id, col(Deadline.met_at).is_(None))
    named = wanted if kinds is None else wanted.where(col(Deadline.kind).in_(kinds))
    return list(act.session.exec(named))
