"""Each clock of the procedure starts where its step does, is met, and ends with what it was for."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

import casework
from casework.case_file.clocks import explained
from casework.case_file.queries import open_case_file
from casework.case_file.tasks import Wanted, kinds, tasks_of
from casework.cases.clocks import CLOCKS, PASSING
from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act
from casework.cases.models import Case, ClockChange, Deadline
from casework.cases.passing import start_claim_clock
from casework.cases.stages import Stage
from casework.duties.commands import ConsiderDuty, StartClock
from casework.duties.kinds import Duty, Moment
from casework.hearings.commands import RecordHearingHeld
from casework.hearings.postponing import AskToMoveMine, DecidePostponement
from casework.interruptions.pausing import PauseCase, ResumeCase
from casework.interruptions.resigning import RecordResignation
from casework.outcomes.extending import ExtendWarning
from casework.outcomes.ladder import Sanction
from casework.people.models import AcademyClosure
from casework.working_days import local_moment
from tests.appealing import decide, heard
from tests.commands.arranging import HEARING_ON, by_employee, by_hr, notified
from tests.commands.test_hearings import booked, notify, prepared
from tests.commands.test_outcomes import DISMISSED, WARNED, review, write
from tests.commands.test_outcomes import heard as held
from tests.conftest import SignedInAs
from tests.staging import outcome
from tests.suspending import due
from tests.world import DAY, World, at


def clock(world: World, case: Case, kind: str) -> Deadline:
    wanted = select(Deadline).where(Deadline.case_id == case.id, Deadline.kind == kind)
    return world.session.exec(wanted.order_by(col(Deadline.due_on).desc())).first() or pytest.fail(
        f"{kind} was never started"
    )


def test_every_clock_is_started_somewhere() -> None:
    root = Path(casework.__file__).parent
    told = "".join(
        path.read_text()
        for path in root.rglob("*.py")
        if "demo" not in path.parts and path.name != "clocks.py"
    )
    started = {each for each in CLOCKS if f'"{each}"' in told or f'"{each}-' in told}
    assert set(CLOCKS) == started


def test_the_notice_starts_the_shortest_notice_and_the_hearing_ends_it(world: World) -> None:
    case, _ = prepared(world)
    notify(world, case)
    assert due(world, case)["T5-N"] == date(2026, 10, 19)
    booked(world, case).pack_issued_on = DAY
    heard_it = RecordHearingHeld(attended=True, companion_category="nobody", notes="It was heard.")
    world.perform(world.hearing_manager, case, heard_it, at(HEARING_ON, 15))
    assert clock(world, case, "T5-N").met_at
    assert set(due(world, case)) & PASSING == set()


def test_a_companion_who_cannot_come_starts_the_five_days_of_the_law(world: World) -> None:
    case = notified(world)
    asked = {"because": "companion", "wanted_day": date(2026, 10, 21), "words": "She is away."}
    request = by_employee(world, case, AskToMoveMine, **asked).facts["request_id"]
    assert due(world, case)["T6"] == date(2026, 10, 26)
    told = {"request_id": request, "granted": True, "reasons": "It is within the five days."}
    by_hr(world, case, DecidePostponement, **told)
    assert "T6" not in due(world, case)


def test_a_closure_of_the_academy_does_not_move_the_companions_last_day(world: World) -> None:
    case = notified(world)
    closed = date(2026, 10, 22)
    world.session.add(AcademyClosure(academy_id=case.academy_id, day=closed))
    world.session.flush()
    act = Act(world.session, case, world.case_manager, at())
    six = start_clock(act, "T6", HEARING_ON)
    assert (six.due_on, six.counted["left_out"]) == (date(2026, 10, 26), [])
    eight = start_clock(act, "T8", HEARING_ON)
    assert eight.due_on == date(2026, 10, 27)
    assert eight.counted["left_out"] == [[closed.isoformat(), "the academy is closed"]]


def test_a_day_asked_for_another_reason_starts_no_clock_of_the_companions(world: World) -> None:
    case = notified(world)
    asked = {"because": "other", "wanted_day": None, "words": "A hospital day."}
    by_employee(world, case, AskToMoveMine, **asked)
    assert "T6" not in due(world, case)


def test_a_warning_runs_its_months_and_outlasts_the_case(world: World) -> None:
    case = held(world)
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING)
    write(world, case, **WARNED)
    assert due(world, case)["T12"] == date(2027, 10, 5)
    assert case.next_due != CLOCKS["T12"].says
    extended = ExtendWarning(months=3, reason="Instead of a final warning.")
    world.perform(world.case_manager, case, extended)
    longer = clock(world, case, "T12")
    assert longer.due_on == date(2028, 1, 5)
    change = select(ClockChange).where(ClockChange.deadline_id == longer.id)
    assert world.session.exec(change).one().was == date(2027, 10, 5)


def test_an_appeal_that_lessens_a_warning_counts_the_lesser_one(world: World) -> None:
    case = heard(world)
    decide(world, case, "varied", "first_written_warning")
    assert {"T12", "T12-F"} & set(due(world, case)) == {"T12"}


def test_an_appeal_that_takes_a_warning_away_ends_its_clock(world: World) -> None:
    case = heard(world)
    decide(world, case, "overturned")
    assert {"T12", "T12-F"} & set(due(world, case)) == set()


def test_seventy_two_hours_end_at_the_hour_also_over_the_change_of_the_clocks(
    world: World,
) -> None:
    case = world.case(Stage.TRIAGE)
    friday = date(2026, 10, 23)
    asked = StartClock(duty=Duty.ICO, aware_on=friday, aware_at=time(17, 30))
    entry = world.perform(world.case_manager, case, asked, at(friday, 18))
    kept = clock(world, case, "T16")
    assert kept.due_at == datetime(2026, 10, 26, 16, 30, tzinfo=UTC)
    assert kept.due_at - local_moment(friday, time(17, 30)) == timedelta(hours=72)
    assert kept.says.endswith("by 16:30")
    assert entry.sentence.endswith("it ends on 26 October 2026 at 16:30")
    told = {"duty": Duty.ICO, "moment": Moment.TRIAGE, "referred": False, "because": "No risk."}
    world.perform(world.case_manager, case, ConsiderDuty(**told), at(date(2026, 10, 26), 17))
    assert kept.done_late, "half an hour after the 72nd hour is late"


def test_a_pause_of_the_case_stops_no_limit_of_law(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    asked = StartClock(duty=Duty.ICO, aware_on=DAY, aware_at=time(9))
    world.perform(world.case_manager, case, asked)
    pause = PauseCase(ground="grievance", reason="A grievance.", review_on=DAY + timedelta(7))
    world.perform(world.case_manager, case, pause)
    assert case.next_due_on == DAY + timedelta(3)
    again = ResumeCase(reason="It is answered.")
    world.perform(world.case_manager, case, again, at(DAY + timedelta(7)))
    assert clock(world, case, "T16").due_on == DAY + timedelta(3)


def test_a_dismissal_starts_the_time_for_a_claim_by_the_law_of_its_day(world: World) -> None:
    case = held(world)
    outcome(world, case, Sanction.SUMMARY_DISMISSAL)
    review(world, case)
    write(world, case, **DISMISSED)
    assert due(world, case)["T18"] == date(2027, 4, 5) + timedelta(weeks=12)
    kept = clock(world, case, "T18")
    assert (kept.counted["counted_from"], kept.owner_id) == (DAY.isoformat(), None)


def resigning(world: World, case: Case, last_day: date) -> None:
    told: dict[str, Any] = {"received_on": DAY, "last_day": last_day, "goes_on": True, "why": "So."}
    asked = RecordResignation(**told, served_how="by post")
    world.perform(world.case_manager, case, asked)


def test_a_resignation_starts_it_too_and_no_list_of_tasks_shows_it(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    resigning(world, case, date(2026, 10, 30))
    assert due(world, case)["T18"] == date(2027, 4, 30) + timedelta(days=84)
    because = "6 months and 12 weeks after Friday 30 October 2026, when the employment ended."
    assert explained(clock(world, case, "T18")) == because
    mine = tasks_of(world.session, world.case_manager, Wanted(mine=False))
    assert "T18" not in {each.kind for each in mine.rows}
    assert "T18" not in {kind for kind, _ in kinds()}
    file = open_case_file(world.session, world.case_manager, case.reference, DAY)
    assert "T18" not in {each.kind for each in file.deadlines}


def test_a_resignation_asks_whether_to_refer_as_soon_as_a_dismissal_does(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    resigning(world, case, date(2026, 10, 30))
    assert due(world, case)["T13"] == date(2026, 10, 12)
    told: dict[str, Any] = {"moment": Moment.RESIGNATION, "referred": False, "because": "Not met."}
    for duty in (Duty.DBS, Duty.TRA):
        world.perform(world.case_manager, case, ConsiderDuty(duty=duty, **told))
    assert "T13" not in due(world, case)


def test_what_ended_before_october_2026_has_the_shorter_time(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    told: dict[str, Any] = {"goes_on": True, "why": "So.", "served_how": "by post"}
    days = {"received_on": date(2026, 9, 1), "last_day": date(2026, 9, 30)}
    world.perform(world.case_manager, case, RecordResignation(**told, **days))
    assert due(world, case)["T18-3"] == date(2026, 12, 30) + timedelta(days=84)


def test_an_appeal_that_ends_a_dismissal_ends_the_time_for_a_claim(world: World) -> None:
    case = heard(world, Sanction.SUMMARY_DISMISSAL)
    start_claim_clock(Act(world.session, case, world.case_manager, at()), DAY)
    assert "T18" in due(world, case)
    decide(world, case, "overturned")
    assert "T18" not in due(world, case)


def test_the_page_of_the_procedure_and_the_api_list_every_clock(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    page = signed_in_as(world.case_manager).get("/settings/procedure").text
    told = {each["id"]: each for each in api_as(world.case_manager).get("/api/v1/clocks").json()}
    assert set(told) == set(CLOCKS)
    assert all(each["says"] in page for each in told.values())
    assert told["T6"]["length"] == "5 working days after the day that was proposed"
    assert told["T18"]["length"] == "6 months and 12 weeks after the employment ended"
    assert told["T16"]["length"] == "72 hours after somebody knew of it"
    assert told["T16"]["source"] == "UK GDPR, art 33"
    assert told["T5-H"]["length"] == "On the day in the notice"
    assert told["IMG"]["length"] == "On the day when it was found"
    assert api_as(world.it_admin).get("/api/v1/clocks").status_code == 403
