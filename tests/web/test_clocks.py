"""The page of a case's clocks, its acts in a browser and over JSON, and the list of every task."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from casework.cases.clock_acts import ExtendClock
from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.people.models import AcademyClosure
from casework.working_days import add_working_days, local_day
from tests.clocking import clock_due
from tests.conftest import SignedInAs
from tests.world import DAY, World, at
from web.frame.wording import local_now
from web.pages.cases.tasks import by_day


def with_clock(world: World, case: Case | None = None, kind: str = "T4", days: int = 5) -> Deadline:
    """A clock of a case that ends so many working days from today."""
    on = case or world.case(Stage.INVESTIGATION)
    act = Act(world.session, on, world.case_manager, at())
    ends_on = add_working_days(local_now().date(), days)
    return clock_due(act, kind, ends_on, world.case_manager.id)


def reference(world: World, clock: Deadline) -> str:
    return world.session.get_one(Case, clock.case_id).reference


def test_the_page_says_what_a_day_was_counted_from(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.INVESTIGATION)
    world.session.add(AcademyClosure(academy_id=case.academy_id, day=date(2026, 10, 26)))
    act = Act(world.session, case, world.case_manager, at())
    start_clock(act, "T4", DAY, world.investigating_officer.id)
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}/clocks").text
    assert "20 working days after Monday 5 October 2026, when the officer was appointed." in page
    assert "Mon 26 Oct (the academy is closed)" in page
    assert "For T. Halsey." in page


def test_a_clock_is_extended_in_a_browser_and_the_reason_stays(
    world: World, signed_in_as: SignedInAs
) -> None:
    clock = with_clock(world)
    base = f"/cases/{reference(world, clock)}"
    browser = signed_in_as(world.case_manager)
    form = browser.get(f"{base}/extend-clock?clock={clock.id}").text
    assert f'value="{clock.id}" checked' in " ".join(form.split())
    until = clock.due_on + timedelta(7)
    told = {"clock_id": str(clock.id), "until": until.isoformat(), "reason": "Two more <witnesses>"}
    done = browser.post(f"{base}/extend-clock", data=told)
    assert done.status_code == 303
    assert done.headers["location"].startswith(f"{base}/clocks?said=")
    page = browser.get(done.headers["location"]).text
    assert "Two more &lt;witnesses&gt;" in page
    assert "Recorded:" in page
    assert clock.due_on == until


def test_a_refusal_keeps_what_was_typed(world: World, signed_in_as: SignedInAs) -> None:
    clock = with_clock(world)
    before = clock.due_on
    browser = signed_in_as(world.case_manager)
    place = f"/cases/{reference(world, clock)}/extend-clock"
    told = {"clock_id": str(clock.id), "until": before.isoformat(), "reason": "My own words"}
    answer = browser.post(place, data=told)
    assert answer.status_code == 409
    assert "The new day is after the one it had" in answer.text
    assert "My own words" in answer.text
    answer = browser.post(place, data={"clock_id": str(clock.id), "until": "soon"})
    assert answer.status_code == 422
    assert "Enter the new day as a date" in answer.text
    assert clock.due_on == before


def test_reasons_are_read_by_whoever_reads_the_journal(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    clock = with_clock(world)
    case = world.session.get_one(Case, clock.case_id)
    told = ExtendClock(clock_id=clock.id, until=clock.due_on + timedelta(7), reason="He is ill")
    world.perform(world.case_manager, case, told)
    for person, reads in ((world.case_manager, True), (world.investigating_officer, False)):
        page = signed_in_as(person).get(f"/cases/{case.reference}/clocks")
        assert page.status_code == 200
        assert ("He is ill" in page.text) is reads
        found = api_as(person).get(f"/api/v1/cases/{case.reference}/clocks").json()
        assert bool(found[0]["changes"]) is reads
        assert found[0]["counted"].startswith("20 working days after")


def test_an_investigating_officer_is_offered_no_change(
    world: World, signed_in_as: SignedInAs
) -> None:
    clock = with_clock(world)
    place = f"/cases/{reference(world, clock)}/clocks"
    assert "extend-clock" not in signed_in_as(world.investigating_officer).get(place).text
    assert "extend-clock" in signed_in_as(world.case_manager).get(place).text


def test_what_is_late_can_be_extended_and_not_paused(
    world: World, signed_in_as: SignedInAs
) -> None:
    clock = with_clock(world, days=-3)
    page = signed_in_as(world.case_manager).get(f"/cases/{reference(world, clock)}/clocks").text
    assert "/extend-clock?clock=" in page
    assert "/pause-clock?clock=" not in page


def test_a_program_pauses_a_clock_and_lets_it_run_again(world: World, api_as: SignedInAs) -> None:
    clock = with_clock(world)
    base = f"/api/v1/cases/{reference(world, clock)}"
    calling = api_as(world.case_manager)
    soon = local_now().date() + timedelta(6)
    told = {"clock_id": str(clock.id), "reason": "He is ill", "look_again_on": soon.isoformat()}
    assert calling.post(f"{base}/pause-clock", json=told).status_code == 201
    found = calling.get(f"{base}/clocks").json()[0]
    assert (found["days_left"], found["due_on"]) == (5, soon.isoformat())
    again = {"clock_id": str(clock.id), "reason": "He is back"}
    assert calling.post(f"{base}/resume-clock", json=again).status_code == 201
    assert calling.get(f"{base}/clocks").json()[0]["paused_on"] is None


def test_every_task_stands_under_its_day_and_what_is_overdue_first(
    world: World, signed_in_as: SignedInAs
) -> None:
    first, second = with_clock(world, days=-3), with_clock(world, days=4)
    page = signed_in_as(world.case_manager).get("/tasks").text
    assert page.index("Overdue") < page.index(reference(world, first))
    assert page.index(reference(world, first)) < page.index(reference(world, second))
    assert "O. Pryce" in page
    assert "Owen Pryce" not in page


def test_tasks_are_narrowed_by_kind_academy_and_whose(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    own, other = with_clock(world), with_clock(world, kind="T8")
    other.owner_id = world.hearing_manager.id
    world.session.flush()
    browser = signed_in_as(world.case_manager)

    def listed(query: str) -> list[bool]:
        page = browser.get(f"/tasks?{query}").text
        return [reference(world, each) in page for each in (own, other)]

    rook = world.person(world.stranger).academy_id
    assert listed("") == [True, True]
    assert listed("whose=mine") == [True, False]
    assert listed("clock=T8") == [False, True]
    assert listed(f"academy={rook}") == [False, False]
    assert listed("academy=nonsense&clock=nonsense") == [True, True]
    found = api_as(world.case_manager).get("/api/v1/tasks?clock=T8").json()
    assert [each["reference"] for each in found["rows"]] == [reference(world, other)]
    assert found["rows"][0]["task"] == "Send the outcome letter"


def test_nobody_sees_tasks_of_a_case_that_is_not_theirs(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    clock = with_clock(world)
    for person in (world.stranger, world.colleague, world.employee, world.it_admin):
        assert reference(world, clock) not in signed_in_as(person).get("/tasks").text
        assert api_as(person).get("/api/v1/tasks").json()["rows"] == []


def test_a_case_that_is_closed_has_no_tasks(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.CLOSED)
    with_clock(world, case)
    assert case.reference not in signed_in_as(world.case_manager).get("/tasks").text


def test_a_page_past_the_last_one_says_so(world: World, signed_in_as: SignedInAs) -> None:
    with_clock(world)
    answer = signed_in_as(world.case_manager).get("/tasks?page=9")
    assert answer.status_code == 200
    assert "Nothing is due" in answer.text


def test_days_are_grouped_in_their_order() -> None:
    assert by_day([], date(2026, 11, 23)) == []


@pytest.mark.parametrize("act", ["extend-clock", "pause-clock", "resume-clock", "explain-delay"])
def test_an_act_on_a_clock_is_no_strangers(
    world: World, signed_in_as: SignedInAs, act: str
) -> None:
    clock = with_clock(world)
    place = f"/cases/{reference(world, clock)}/{act}"
    assert signed_in_as(world.stranger).get(place).status_code == 404
    assert signed_in_as(world.hearing_manager).get(place).status_code in {403, 404}


def test_a_reason_for_a_late_step_is_given_in_a_browser(
    world: World, signed_in_as: SignedInAs
) -> None:
    clock = with_clock(world, kind="T8", days=-3)
    clock.met_at, clock.done_late = at(local_day(local_now())), True
    world.session.flush()
    base = f"/cases/{reference(world, clock)}"
    browser = signed_in_as(world.case_manager)
    assert "Nobody has said why it was late." in browser.get(f"{base}/clocks").text
    told = {"clock_id": str(clock.id), "reason": "The chair was ill"}
    assert browser.post(f"{base}/explain-delay", data=told).status_code == 303
    page = browser.get(f"{base}/clocks").text
    assert "late because The chair was ill" in page
    assert "Nobody has said" not in page
    kept = world.session.exec(select(Deadline).where(Deadline.id == clock.id)).one()
    assert kept.delay_told_at is not None
