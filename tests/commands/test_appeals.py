"""The appeal window, counted in working days, and closing the case after it."""

from datetime import date

import pytest
from sqlmodel import select

from casework.appeals.commands import CloseCase, OpenAppealWindow
from casework.cases.models import Case, Deadline
from casework.cases.stages import Ending, Stage
from casework.journal import JournalEntry
from casework.outcomes.ladder import Sanction
from casework.outcomes.queries import outcome_of
from casework.people.models import AcademyClosure
from casework.timescales import SetTimescale
from tests.refusing import breaches, wrong_answers
from tests.staging import outcome, paper, window
from tests.world import DAY, World, at


def decided(world: World, sent: bool = True) -> Case:
    case = world.case(Stage.OUTCOME)
    letter = paper(world, case, "L-16").id if sent else None
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING, letter_document_id=letter)
    return case


def arrived(world: World, case: Case, received: date, today: date) -> JournalEntry:
    asked = OpenAppealWindow(received_on=received)
    return world.perform(world.case_manager, case, asked, at(today))


def test_the_window_runs_from_the_day_the_letter_arrived(world: World) -> None:
    case = decided(world)
    entry = arrived(world, case, date(2026, 10, 7), date(2026, 10, 8))
    assert entry.sentence == "opened the appeal window, which ends on 21 October 2026"
    assert (case.stage, case.next_due_on) == (Stage.APPEAL, date(2026, 10, 21))
    kept = outcome_of(world.session, case.id)
    assert kept
    assert kept.letter_received_on == date(2026, 10, 7)


def test_a_window_over_christmas_is_counted_in_working_days(world: World) -> None:
    case = decided(world)
    received = date(2026, 12, 18)
    assert arrived(world, case, received, received).facts["ends_on"] == "2027-01-06"
    kept = world.session.exec(select(Deadline).where(Deadline.case_id == case.id)).one()
    assert kept.counted["counted_from"] == "2026-12-18"
    assert kept.counted["days"] == 10


def test_a_closed_academy_lengthens_the_window(world: World) -> None:
    case = decided(world)
    for day in range(26, 31):
        closure = AcademyClosure(academy_id=case.academy_id, day=date(2026, 10, day))
        world.session.add(closure)
    received = date(2026, 10, 23)
    assert arrived(world, case, received, received).facts["ends_on"] == "2026-11-13"


def test_the_trusts_own_number_of_days_counts(world: World) -> None:
    asked = SetTimescale(key="appeal_window", value=5, effective_from=DAY, source="Our policy")
    asked.perform(world.session, world.hr_director, at())
    assert arrived(world, decided(world), DAY, DAY).facts["ends_on"] == "2026-10-12"


def test_the_window_waits_for_the_letter(world: World) -> None:
    with breaches("G-OUT-1"):
        arrived(world, decided(world, sent=False), DAY, DAY)


@pytest.mark.parametrize("received", [date(2026, 10, 4), date(2026, 10, 6)])
def test_a_letter_arrives_after_it_was_sent_and_not_in_the_future(
    world: World, received: date
) -> None:
    with wrong_answers("received_on"):
        arrived(world, decided(world), received, DAY)


def test_the_window_opens_once(world: World) -> None:
    case = decided(world)
    arrived(world, case, DAY, DAY)
    with breaches("G-STAGE"):
        arrived(world, case, DAY, DAY)


ENDS = date(2027, 1, 6)


def waiting(world: World) -> Case:
    case = world.case(Stage.APPEAL)
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING)
    window(world, case, ENDS)
    return case


def close(world: World, case: Case, today: date, no_appeal: bool = True) -> JournalEntry:
    asked = CloseCase(reasons="No appeal arrived.", no_appeal=no_appeal)
    return world.perform(world.case_manager, case, asked, at(today))


@pytest.mark.parametrize("today", [date(2026, 12, 31), ENDS])
def test_a_case_is_not_closed_while_the_employee_may_appeal(world: World, today: date) -> None:
    case = waiting(world)
    with breaches("G-APP-0"):
        close(world, case, today)
    assert case.stage is Stage.APPEAL


def test_a_case_is_closed_after_the_window(world: World) -> None:
    case = waiting(world)
    entry = close(world, case, date(2027, 1, 7))
    assert entry.sentence.startswith("closed the case; not answered: ")
    assert (case.stage, case.ending) == (Stage.CLOSED, Ending.OUTCOME_GIVEN)
    assert case.closed_at == at(date(2027, 1, 7))
    found = world.session.exec(select(Deadline).where(Deadline.case_id == case.id))
    assert [each for each in found if each.met_at is None] == []


def test_a_case_under_appeal_stays_open(world: World) -> None:
    with wrong_answers("no_appeal"):
        close(world, waiting(world), date(2027, 1, 7), no_appeal=False)


def test_a_case_without_a_window_is_not_closed(world: World) -> None:
    with breaches("G-APP-0"):
        close(world, world.case(Stage.OUTCOME), date(2027, 1, 7))
