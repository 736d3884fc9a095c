"""Written reasons for a dismissal: asked for, due in fourteen days, given, and not forgotten."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from casework.appeals.commands import CloseCase
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.documents.issuing import issued_on
from casework.documents.letters import LetterIncomplete
from casework.duties.commands import ConsiderDuty
from casework.duties.kinds import Duty, Moment
from casework.errors import NotFound, NotPermitted
from casework.journal import JournalEntry
from casework.letters.leaving import GiveWrittenReasons
from casework.outcomes.ladder import Sanction
from casework.outcomes.queries import outcome_of
from casework.outcomes.written_reasons import RecordReasonsAsked
from casework.storage import store
from tests.conftest import SignedInAs
from tests.documents.reading import bare, words_in
from tests.refusing import breaches, wrong_answers
from tests.staging import outcome, paper, window
from tests.world import DAY, World, at

TOLD: dict[str, Any] = {"asked_on": DAY, "asked_how": "by telephone"}


def dismissed(world: World, sanction: Sanction = Sanction.SUMMARY_DISMISSAL) -> Case:
    case = world.case(Stage.APPEAL)
    world.found(case)
    letter = paper(world, case, "L-19")
    outcome(world, case, sanction, letter_document_id=letter.id, employment_ends_on=DAY)
    return case


def ask(world: World, case: Case, **told: Any) -> JournalEntry:
    return world.perform(world.case_manager, case, RecordReasonsAsked(**(TOLD | told)))


def give(world: World, case: Case, on: date) -> JournalEntry:
    asked = GiveWrittenReasons(served_how="by post")
    return world.perform(world.case_manager, case, asked, at(on))


def clock(world: World, case: Case) -> Deadline:
    wanted = select(Deadline).where(Deadline.case_id == case.id, Deadline.kind == "T17")
    return world.session.exec(wanted).one()


def test_reasons_are_due_fourteen_days_after_they_were_asked_for(world: World) -> None:
    case = dismissed(world)
    entry = ask(world, case)
    assert clock(world, case).due_on == date(2026, 10, 19)
    assert entry.sentence.endswith("written reasons, which are due by 19 October 2026")
    with breaches("G-REAS-3"):
        ask(world, case)


def test_what_is_given_on_the_last_day_is_in_time_and_says_why(world: World) -> None:
    case = dismissed(world)
    ask(world, case)
    entry = give(world, case, on=date(2026, 10, 19))
    letter = issued_on(world.session, case.id)[-1]
    assert entry.sentence.endswith(f"in writing, {letter.reference}, 14 days after they asked")
    says = words_in(store().read(letter.key))
    for words in ("You asked on Monday 5 October 2026", "Finding: upheld", "He named a pupil."):
        assert bare(words) in says
    assert clock(world, case).met_at
    assert not clock(world, case).done_late


def test_what_was_given_too_late_is_late(world: World) -> None:
    case = dismissed(world)
    ask(world, case)
    give(world, case, on=date(2026, 10, 20))
    assert clock(world, case).done_late


def test_only_whoever_was_dismissed_may_ask(world: World) -> None:
    with breaches("G-REAS-1"):
        ask(world, dismissed(world, Sanction.FINAL_WRITTEN_WARNING))
    with breaches("G-REAS-1"):
        ask(world, world.case(Stage.OUTCOME))


def test_nothing_is_given_that_nobody_asked_for(world: World) -> None:
    with breaches("G-REAS-4"):
        give(world, dismissed(world), on=DAY)


def test_a_day_that_cannot_be_is_refused_at_its_field(world: World) -> None:
    case = dismissed(world)
    for day in (DAY + timedelta(1), DAY - timedelta(1)):
        with wrong_answers("asked_on"):
            ask(world, case, asked_on=day)


def test_reasons_without_the_day_the_employment_ended_are_refused_by_name(world: World) -> None:
    case = dismissed(world)
    outcome_of(world.session, case.id).employment_ends_on = None  # type: ignore[union-attr]
    ask(world, case)
    with pytest.raises(LetterIncomplete, match="The day the employment ended"):
        give(world, case, on=DAY)
    assert clock(world, case).met_at is None


def test_a_case_is_not_closed_while_reasons_are_owed(world: World) -> None:
    case = dismissed(world, Sanction.DISMISSAL_WITH_NOTICE)
    window(world, case, DAY - timedelta(7))
    ask(world, case)
    close = CloseCase(reasons="Nobody appealed.", no_appeal=True)
    for duty in (Duty.TRA, Duty.DBS):
        answer = ConsiderDuty(
            duty=duty, moment=Moment.OUTCOME, referred=False, because="The test is not met."
        )
        world.perform(world.case_manager, case, answer)
    with breaches("G-REAS-5"):
        world.perform(world.case_manager, case, close)
    give(world, case, on=DAY)
    world.perform(world.case_manager, case, close)
    assert case.stage is Stage.CLOSED
    with breaches("G-REAS-2"):
        ask(world, case)


def test_only_the_case_manager_records_it_and_a_stranger_finds_nothing(world: World) -> None:
    case = dismissed(world)
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, case, RecordReasonsAsked(**TOLD))
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, RecordReasonsAsked(**TOLD))


def test_the_page_says_what_happens_and_the_case_says_that_they_are_owed(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = dismissed(world)
    browser = signed_in_as(world.case_manager)
    place = f"/cases/{case.reference}"
    assert "Start the 14 days" in browser.get(f"{place}/reasons-asked").text
    told = {"asked_on": DAY.isoformat(), "asked_how": "by e-mail"}
    assert browser.post(f"{place}/reasons-asked", data=told).status_code == 303
    assert "Give the written reasons that the employee asked for" in browser.get(place).text
