"""Clocks of a case: set, paused, run on, extended; and the reason that a late step needs."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from casework.cases.clock_acts import ExplainDelay, ExtendClock, PauseClock, ResumeClock
from casework.cases.deadlines import meet, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.models import Case, ClockAct, ClockChange, Deadline
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted
from casework.investigation.commands import BeginInvestigation
from casework.people.models import AcademyClosure
from casework.working_days import local_day
from tests.clocking import clock_due
from tests.refusing import breaches
from tests.world import DAY, World, at

WHY = "The officer is ill"


def begun(world: World) -> tuple[Case, Deadline]:
    """An investigation that began on DAY, and its clock."""
    case = world.case(Stage.TRIAGE)
    asked = BeginInvestigation(officer_id=world.investigating_officer.id, terms="Who wrote it?")
    world.perform(world.case_manager, case, asked)
    return case, clock(world, case, "T4")


def clock(world: World, case: Case, kind: str) -> Deadline:
    wanted = select(Deadline).where(Deadline.case_id == case.id, Deadline.kind == kind)
    return world.session.exec(wanted).one()


def changes(world: World, case: Case) -> list[ClockChange]:
    return list(world.session.exec(select(ClockChange).where(ClockChange.case_id == case.id)))


def pause(clock: Deadline, days: int = 10) -> PauseClock:
    return PauseClock(clock_id=clock.id, reason=WHY, look_again_on=DAY + timedelta(days))


def act_on(world: World, case: Case, day: date = DAY) -> Act:
    return Act(world.session, case, world.case_manager, at(day))


def test_a_paused_clock_counts_on_the_days_that_had_not_run(world: World) -> None:
    case, running = begun(world)
    assert running.due_on == date(2026, 11, 2)
    entry = world.perform(world.case_manager, case, pause(running), at(date(2026, 10, 7)))
    assert entry.sentence == (
        "paused “Finish the investigation” with 18 working days left, until 15 October 2026 at most"
    )
    assert (running.paused_on, running.days_left) == (date(2026, 10, 7), 18)
    assert case.next_due == "Paused, look again: Finish the investigation"
    assert case.next_due_on == date(2026, 10, 15)
    told = ResumeClock(clock_id=running.id, reason="He is back")
    entry = world.perform(world.case_manager, case, told, at(date(2026, 10, 14)))
    assert entry.sentence == (
        "let “Finish the investigation” run again: it is due on 9 November 2026"
    )
    assert (running.due_on, running.paused_on) == (date(2026, 11, 9), None)
    assert (case.next_due, case.next_due_on) == ("Finish the investigation", date(2026, 11, 9))
    assert [each.what for each in changes(world, case)] == [ClockAct.PAUSED, ClockAct.RESUMED]


def test_an_extended_clock_keeps_the_day_it_had_and_the_reason(world: World) -> None:
    case, running = begun(world)
    told = ExtendClock(clock_id=running.id, until=date(2026, 11, 16), reason="Two more witnesses")
    entry = world.perform(world.case_manager, case, told)
    assert entry.sentence == (
        "extended “Finish the investigation” from 2 November 2026 to 16 November 2026"
    )
    kept = changes(world, case)[0]
    assert (kept.was, kept.now) == (date(2026, 11, 2), date(2026, 11, 16))
    assert (kept.reason, kept.by) == ("Two more witnesses", "Nadia Farrow")
    assert case.next_due_on == date(2026, 11, 16)


def test_a_pause_is_looked_at_again_within_a_fortnight(world: World) -> None:
    case, running = begun(world)
    for days in (0, 15):
        with breaches("G-CLOCK-4"):
            world.perform(world.case_manager, case, pause(running, days))
    world.perform(world.case_manager, case, pause(running, 14))


def test_what_is_late_is_not_paused_and_a_paused_clock_not_paused_again(world: World) -> None:
    case, running = begun(world)
    late = at(date(2026, 11, 3))
    soon = PauseClock(clock_id=running.id, reason=WHY, look_again_on=date(2026, 11, 9))
    with breaches("G-CLOCK-3"):
        world.perform(world.case_manager, case, soon, late)
    world.perform(world.case_manager, case, pause(running))
    with breaches("G-CLOCK-1"):
        world.perform(world.case_manager, case, pause(running))
    with breaches("G-CLOCK-1"):
        longer = ExtendClock(clock_id=running.id, until=date(2026, 12, 1), reason=WHY)
        world.perform(world.case_manager, case, longer)


def test_a_clock_that_runs_does_not_run_again(world: World) -> None:
    case, running = begun(world)
    with breaches("G-CLOCK-5"):
        world.perform(world.case_manager, case, ResumeClock(clock_id=running.id, reason=WHY))


def test_a_new_day_is_later_than_the_old_and_not_past(world: World) -> None:
    case, running = begun(world)
    for until, today in ((date(2026, 11, 2), DAY), (date(2026, 11, 5), date(2026, 11, 9))):
        told = ExtendClock(clock_id=running.id, until=until, reason=WHY)
        with breaches("G-CLOCK-7"):
            world.perform(world.case_manager, case, told, at(today))


def test_a_limit_of_law_and_a_hearing_stay_where_they_are(world: World) -> None:
    case = world.case()
    fixed = start_clock(act_on(world, case), "T17", DAY, None)
    assert fixed.due_on == DAY + timedelta(14)
    with breaches("G-CLOCK-2"):
        world.perform(world.case_manager, case, pause(fixed))
    with breaches("G-CLOCK-6"):
        told = ExtendClock(clock_id=fixed.id, until=DAY + timedelta(20), reason=WHY)
        world.perform(world.case_manager, case, told)


def test_a_day_says_which_weekdays_were_left_out(world: World) -> None:
    case = world.case()
    closed = date(2026, 12, 29)
    world.session.add(AcademyClosure(academy_id=case.academy_id, day=closed))
    act = act_on(world, case, date(2026, 12, 23))
    kept = start_clock(act, "T8", act.today, world.case_manager.id)
    assert kept.due_on == date(2027, 1, 5)
    assert kept.counted["left_out"] == [
        ["2026-12-25", "Christmas Day"],
        ["2026-12-28", "Boxing Day (observed)"],
        ["2026-12-29", "the academy is closed"],
        ["2027-01-01", "New Year's Day"],
    ]


def test_hours_are_kept_with_the_moment_they_end(world: World) -> None:
    case = world.case()
    act = act_on(world, case)
    kept = start_clock(act, "T16", at(date(2026, 10, 23), 17), world.case_manager.id)
    assert kept.due_at == at(date(2026, 10, 23), 17) + timedelta(hours=72)
    assert kept.due_on == local_day(kept.due_at)
    assert kept.counted["unit"] == "hours"


def late_step(world: World, done: date) -> tuple[Case, Deadline]:
    """A step that was due on DAY and is done on another day."""
    case = world.case()
    act = act_on(world, case)
    step = clock_due(act, "T8", DAY, None)
    meet(act_on(world, case, done), "T8")
    return case, step


def test_a_step_done_after_its_day_asks_for_the_reason(world: World) -> None:
    case, step = late_step(world, DAY + timedelta(2))
    assert step.done_late
    asked = clock(world, case, f"LATE-{step.id}")
    assert asked.says == "Say why a step was late: Send the outcome letter"
    assert (asked.due_on, asked.owner_id) == (DAY + timedelta(3), world.case_manager.id)
    told = ExplainDelay(clock_id=step.id, reason="The chair was ill")
    entry = world.perform(world.case_manager, case, told, at(DAY + timedelta(3)))
    assert entry.sentence == "said why “Send the outcome letter” was late"
    assert asked.met_at is not None
    assert not asked.done_late
    assert changes(world, case)[0].reason == "The chair was ill"
    with breaches("G-CLOCK-8"):
        world.perform(world.case_manager, case, told)


def test_a_step_done_in_time_is_asked_nothing(world: World) -> None:
    case, step = late_step(world, DAY)
    assert not step.done_late
    with breaches("G-CLOCK-8"):
        world.perform(world.case_manager, case, ExplainDelay(clock_id=step.id, reason=WHY))


ASKED: tuple[type[Command], ...] = (PauseClock, ResumeClock, ExtendClock, ExplainDelay)


def asked(kind: type[Command], clock: Deadline) -> Command:
    more = {"until": date(2026, 12, 1), "look_again_on": DAY + timedelta(5)}
    told = {name: day for name, day in more.items() if name in kind.model_fields}
    return kind.model_validate({"clock_id": clock.id, "reason": WHY, **told})


@pytest.mark.parametrize("kind", ASKED)
def test_only_who_manages_the_case_moves_a_clock(world: World, kind: type[Command]) -> None:
    case, running = begun(world)
    for somebody in (world.investigating_officer, world.hr_director):
        with pytest.raises((NotPermitted, NotFound)):
            world.perform(somebody, case, asked(kind, running))
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, asked(kind, running))


@pytest.mark.parametrize("kind", ASKED)
def test_a_clock_of_another_case_is_not_found(world: World, kind: type[Command]) -> None:
    _, running = begun(world)
    other = world.case(Stage.INVESTIGATION)
    with pytest.raises(NotFound):
        world.perform(world.case_manager, other, asked(kind, running))


def test_a_colleague_in_hr_who_does_not_manage_the_case_moves_nothing(world: World) -> None:
    case, running = begun(world)
    told = ExtendClock(clock_id=running.id, until=date(2026, 11, 16), reason=WHY)
    with pytest.raises(NotFound):
        world.perform(world.colleague, case, told)
    assert running.due_on == date(2026, 11, 2)
