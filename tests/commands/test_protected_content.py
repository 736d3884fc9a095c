"""The twelve questions about protected content, the advice on them, and what they hold up."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select, update

from casework.allegations.models import Allegation, ProtectedContentScreen
from casework.allegations.protected_content import QUESTIONS, Reply
from casework.allegations.queries import screen_of
from casework.allegations.screening import AdviseOnProtectedContent, ScreenProtectedContent
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted
from casework.hearings.notice import ScheduleHearing
from casework.investigation.commands import DecideCaseToAnswer
from casework.journal import JournalEntry
from casework.sources import SOURCES
from tests.refusing import breaches, wrong_answers
from tests.staging import NO_TO_ALL, investigated, screened
from tests.world import World, at


@pytest.fixture
def case(world: World) -> Case:
    found = world.case(Stage.DECISION, legal_adviser=world.hr_director)
    investigated(world, found)
    world.allegation(found)
    return found


def screen(world: World, case: Case, hour: int = 10, **answers: Any) -> JournalEntry:
    told = NO_TO_ALL | {id.replace("_", "-"): each for id, each in answers.items()}
    asked = ScreenProtectedContent.model_validate({"answers": told, "basis": "The post."})
    return world.perform(world.case_manager, case, asked, at(hour=hour))


def advise(world: World, case: Case, may_go_on: bool = True) -> JournalEntry:
    asked = AdviseOnProtectedContent(may_go_on=may_go_on, advice="Look at the manner alone.")
    return world.perform(world.hr_director, case, asked)


def to_hearing(world: World, case: Case, goes: bool = True) -> JournalEntry:
    told: dict[str, Any] = {"wellbeing": "A call.", "removed_on": "2027-04-05"}
    alleged = world.session.exec(select(Allegation.id).where(Allegation.case_id == case.id)).all()
    asked = DecideCaseToAnswer.model_validate(
        {"to_hearing": dict.fromkeys(alleged, goes), "reasons": "It is plain.", **told}
    )
    return world.perform(world.case_manager, case, asked)


BELIEF = {"answer": "yes", "words": "He says that sex is binary."}


def test_there_are_twelve_questions_each_with_a_known_source() -> None:
    assert [each.id for each in QUESTIONS] == [f"PC-{n:02}" for n in range(1, 13)]
    assert all(each.source in SOURCES for each in QUESTIONS)


def test_no_hearing_is_called_before_the_questions_are_answered(world: World, case: Case) -> None:
    with breaches("G-PROT-1"):
        to_hearing(world, case)
    assert case.stage is Stage.DECISION
    entry = screen(world, case)
    assert entry.sentence == "answered the questions about protected content: every answer is no"
    assert to_hearing(world, case)


def test_a_case_without_a_case_to_answer_needs_no_questions(world: World, case: Case) -> None:
    assert to_hearing(world, case, goes=False)
    assert case.stage is Stage.CLOSED


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_a_yes_or_a_doubt_takes_the_advice_of_a_second_person(
    world: World, case: Case, answer: str
) -> None:
    assert screen(world, case, PC_01=BELIEF | {"answer": answer}).facts["needs_advice"] is True
    with breaches("G-PROT-2"):
        to_hearing(world, case)
    entry = advise(world, case)
    assert entry.sentence == "advised on protected content: formal action may go on"
    kept = screen_of(world.session, case.id)
    assert kept
    assert (kept.screened_by, kept.advised_by) == (world.case_manager.id, world.hr_director.id)
    assert to_hearing(world, case)


def test_advice_against_holds_up_the_hearing(world: World, case: Case) -> None:
    screen(world, case, PC_01=BELIEF)
    advise(world, case, may_go_on=False)
    with breaches("G-PROT-3"):
        to_hearing(world, case)


def test_new_answers_need_new_advice_and_the_earlier_ones_stay(world: World, case: Case) -> None:
    screen(world, case, PC_01=BELIEF)
    advise(world, case, may_go_on=False)
    screen(world, case, hour=12, PC_02=BELIEF)
    with breaches("G-PROT-2"):
        to_hearing(world, case)
    advise(world, case)
    kept = select(ProtectedContentScreen).where(ProtectedContentScreen.case_id == case.id)
    in_order = kept.order_by(col(ProtectedContentScreen.screened_at))
    assert [each.may_go_on for each in world.session.exec(in_order)] == [False, True]


def test_a_doubt_found_after_the_decision_holds_up_the_notice(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.allegation(case)
    screened(world, case, PC_02=Reply.UNSURE)
    asked = ScheduleHearing.model_validate(
        {
            "day": "2026-11-30",
            "starts": "10am",
            "place": "Room 2",
            "presenter_id": world.investigating_officer.id,
            "dismissal_possible": False,
            "served_how": "by hand",
        }
    )
    with breaches("G-PROT-2"):
        world.perform(world.case_manager, case, asked)


def test_each_question_without_an_answer_is_named(world: World, case: Case) -> None:
    told = {id: each for id, each in NO_TO_ALL.items() if id not in {"PC-03", "PC-07"}}
    asked = ScreenProtectedContent.model_validate(
        {"answers": told | {"PC-07": {"answer": "unsure", "words": " "}}}
    )
    with wrong_answers("answers.PC-03.answer", "answers.PC-07.words", "basis"):
        world.perform(world.case_manager, case, asked)
    assert screen_of(world.session, case.id) is None


def test_a_question_nobody_asks_is_refused(world: World, case: Case) -> None:
    with wrong_answers("answers.PC-13"):
        screen(world, case, PC_13={"answer": "no"})


def test_there_is_nothing_to_advise_on_when_every_answer_is_no(world: World, case: Case) -> None:
    screen(world, case)
    with breaches("G-PROT-4"):
        advise(world, case)


def test_advice_on_the_same_answers_is_recorded_once(world: World, case: Case) -> None:
    screen(world, case, PC_01=BELIEF)
    advise(world, case)
    with breaches("G-PROT-6"):
        advise(world, case, may_go_on=False)


def test_nobody_advises_on_their_own_answers(world: World) -> None:
    case = world.case(
        Stage.DECISION, case_manager=world.hr_director, legal_adviser=world.hr_director
    )
    kept = screened(world, case, PC_01=Reply.YES)
    kept.screened_by = world.hr_director.id
    with breaches("G-PROT-5"):
        advise(world, case)


def test_the_database_keeps_the_two_people_apart_too(world: World, case: Case) -> None:
    kept = screened(world, case, PC_01=Reply.YES)
    told = {"advice": "Go on.", "may_go_on": True, "advised_at": at()}
    themselves = update(ProtectedContentScreen).values(advised_by=kept.screened_by, **told)
    with (
        pytest.raises(IntegrityError, match="the_adviser_is_another_person"),
        world.session.begin_nested(),
    ):
        world.session.exec(themselves)


@pytest.mark.parametrize("stage", [Stage.OUTCOME, Stage.APPEAL, Stage.CLOSED])
def test_after_the_hearing_it_is_too_late_for_the_questions(world: World, stage: Stage) -> None:
    with breaches("G-STAGE"):
        screen(world, world.case(stage))


def test_who_may_answer_and_who_may_advise(world: World, case: Case) -> None:
    answers = ScreenProtectedContent.model_validate({"answers": NO_TO_ALL, "basis": "The post."})
    advice = AdviseOnProtectedContent(may_go_on=True, advice="Go on.")
    screened(world, case, PC_01=Reply.YES)
    with pytest.raises(NotPermitted):
        world.perform(world.hr_director, case, answers)
    for who in (world.case_manager, world.investigating_officer):
        with pytest.raises(NotPermitted):
            world.perform(who, case, advice)
    for stranger in (world.stranger, world.employee, world.reporter):
        for asked in (answers, advice):
            with pytest.raises(NotFound):
                world.perform(stranger, case, asked)
