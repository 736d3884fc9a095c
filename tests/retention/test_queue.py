"""The queue of cases that are due, and the nightly check behind it."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from casework.access import Actor
from casework.cases.models import Case
from casework.database.whose import every_case
from casework.errors import NotPermitted
from casework.journal import JournalEntry
from casework.retention.models import DueDate, Night
from casework.retention.nightly import AcknowledgeNight, evaluate
from casework.retention.queue import queue
from casework.retention.queued import Show
from casework.working_days import local_day
from tests.conftest import SignedInAs
from tests.retention.conftest import LONG_AFTER, due_case, propose
from tests.world import DAY, World, at


def night(world: World, moment: object = None) -> Night:
    with every_case(world.session):
        return evaluate(world.session, moment or at(LONG_AFTER))  # type: ignore[arg-type]


def references(world: World, actor: Actor, shown: Show = Show.DUE) -> list[str]:
    return [each.reference for each in queue(world.session, actor, LONG_AFTER, shown).rows]


def test_a_night_keeps_the_days_and_the_queue_shows_them(world: World, dpo: Actor) -> None:
    case = due_case(world)
    found = night(world)
    assert (found.closed, found.due, found.stopped) == (1, 1, None)
    assert references(world, dpo) == [case.reference]
    assert references(world, world.case_manager) == [case.reference]
    (row,) = queue(world.session, dpo, LONG_AFTER).rows
    assert (row.code, row.approvals, row.edge) == ("R-04", 0, "late")
    propose(world, case)
    (row,) = queue(world.session, dpo, LONG_AFTER, Show.AGREED).rows
    assert row.approvals == 1


def test_a_page_goes_on_where_the_last_one_ended(world: World, dpo: Actor) -> None:
    cases = {due_case(world).reference, due_case(world).reference}
    night(world)
    first = queue(world.session, dpo, LONG_AFTER, most=1)
    rest = queue(world.session, dpo, LONG_AFTER, after=first.after)
    assert (len(first.rows), rest.after) == (1, "")
    assert {each.reference for each in (*first.rows, *rest.rows)} == cases


def test_nobody_finds_a_case_that_concerns_them(world: World, dpo: Actor) -> None:
    case = due_case(world)
    case.employee_id = dpo.id
    night(world)
    assert references(world, dpo) == []


def test_whoever_decides_on_nothing_has_no_queue(world: World, signed_in_as: SignedInAs) -> None:
    with pytest.raises(NotPermitted):
        queue(world.session, world.hearing_manager, LONG_AFTER)
    assert signed_in_as(world.hearing_manager).get("/retention").status_code == 403
    assert signed_in_as(world.case_manager).get("/retention/night").status_code == 403


def test_more_than_a_night_explains_stops_it(world: World) -> None:
    cases: list[Case] = [due_case(world) for _ in range(6)]
    stopped = night(world)
    assert stopped.stopped == "6 of 6 closed cases would become due in one night"
    assert world.session.exec(select(DueDate)).all() == []
    last = world.session.exec(select(JournalEntry).order_by(col(JournalEntry.id).desc())).first()
    assert last is not None
    assert last.kind == "NightStopped"
    assert night(world, at(LONG_AFTER + timedelta(1))).stopped, "it waits for a person"
    told = AcknowledgeNight(reason="A year of cases was imported.")
    told.perform(world.session, world.hr_director, at(LONG_AFTER + timedelta(1)))
    assert len(references(world, world.hr_director)) == len(cases)


@pytest.mark.parametrize("days", [-1, 4])
def test_a_clock_that_jumped_stops_it(world: World, days: int) -> None:
    night(world, at(DAY))
    moved = night(world, at(DAY + timedelta(days)))
    assert moved.stopped
    assert "clock" in moved.stopped
    assert local_day(moved.at) == DAY + timedelta(days)


def test_the_page_lists_and_pages_work_over_json(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs, dpo: Actor
) -> None:
    case = due_case(world)
    night(world)
    page = signed_in_as(dpo).get("/retention").text
    assert case.reference in page
    assert "0 of 2 agreed" in page
    told = api_as(dpo).get("/api/v1/retention/queue").json()
    assert [each["reference"] for each in told["rows"]] == [case.reference]
    one = api_as(dpo).get(f"/api/v1/cases/{case.reference}/retention").json()
    assert one["code"] == "R-04"
    assert (
        api_as(world.stranger).get(f"/api/v1/cases/{case.reference}/retention").status_code == 404
    )
    body = {"reason": "Looked."}
    assert api_as(dpo).post("/api/v1/retention/night", json=body).status_code == 422
