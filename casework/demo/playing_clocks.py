"""Clocks on some stories: one that was extended, and one that is paused."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from sqlmodel import col, select

from casework.cases.clock_acts import ExtendClock, PauseClock
from casework.cases.models import Deadline
from casework.demo.playing import Play, Playing
from casework.demo.playing_apart import after_report
from casework.working_days import add_working_days, local_day

INVESTIGATION = "T4"
LONGER = 5
EXTENDED = "Two colleagues on the rota asked to be heard after the mock examinations."
PAUSED = "The investigating officer is ill. HR looks for another if it lasts longer than a week."


def extended(play: Playing) -> Play:
    """The investigation needs a week more, and the case manager says why."""
    yield (at := after_report(play, 9, "11:40"))
    for clock in _running(play):
        until = add_working_days(clock.due_on, LONGER)
        play.manages(ExtendClock(clock_id=clock.id, until=until, reason=EXTENDED), at)


def paused(play: Playing) -> Play:
    """The officer is away; the clock stands still until somebody looks again."""
    yield (at := after_report(play, 6, "10:05"))
    again = local_day(at) + timedelta(12)
    for clock in _running(play):
        play.manages(PauseClock(clock_id=clock.id, reason=PAUSED, look_again_on=again), at)


def _running(play: Playing) -> list[Deadline]:
    wanted = select(Deadline).where(
        Deadline.case_id == play.case.id,
        Deadline.kind == INVESTIGATION,
        col(Deadline.met_at).is_(None),
        col(Deadline.paused_on).is_(None),
    )
    return list(play.session.exec(wanted))


CLOCKS: Mapping[str, Callable[[Playing], Play]] = {
    "staff-rota-comment": extended,
    "resources-room-group": paused,
}
