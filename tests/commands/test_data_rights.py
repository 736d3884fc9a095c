"""A request for one's own data and a complaint of their use: each has its clock and its letters."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from casework.cases.models import Case, Deadline
from casework.documents.letters import LetterIncomplete
from casework.documents.models import IssuedDocument
from casework.errors import NotFound, NotPermitted, ProcedureBreach, WrongAnswer
from casework.letters.data_rights import (
    AcknowledgeDataQuestion,
    AnswerDataQuestion,
    RecordDataQuestion,
)
from casework.letters.models import DataQuestion
from casework.storage import store
from tests.commands.inquiring import begun, by
from tests.documents.reading import bare, words_in
from tests.world import DAY, World

ASKED: dict[str, Any] = {
    "from_name": "Al Reed",
    "received_on": DAY,
    "about": "Everything that is written about me.",
}
POST = {"served_how": "by post"}


@pytest.fixture
def case(world: World) -> Case:
    return begun(world)


def record(world: World, case: Case, what: str) -> DataQuestion:
    by(world, world.case_manager, case, RecordDataQuestion, what=what, **ASKED)
    return world.session.exec(select(DataQuestion).order_by("recorded_by")).all()[-1]


def clock(world: World, case: Case, kind: str) -> Deadline:
    wanted = select(Deadline).where(Deadline.case_id == case.id, Deadline.kind == kind)
    return world.session.exec(wanted).one()


def last_letter(world: World) -> tuple[str, str]:
    issued = world.session.exec(select(IssuedDocument).order_by("number")).all()[-1]
    with store().open_sound(issued.key, issued.sha256, "It") as source:
        return issued.code, words_in(source.read())


def test_a_request_is_acknowledged_with_its_day_and_answered_with_what_is_withheld(
    world: World, case: Case
) -> None:
    asked = record(world, case, "request")
    due = clock(world, case, "T14")
    assert due.due_on == date(2026, 11, 5)
    by(world, world.case_manager, case, AcknowledgeDataQuestion, question_id=asked.id, **POST)
    code, said = last_letter(world)
    assert code == "DUTY-L30"
    assert bare("Thursday 5 November 2026") in said
    assert bare("ico.org.uk") in said
    assert due.met_at is None
    told = {"question_id": asked.id, "answer": "A copy of each record.", **POST}
    with pytest.raises(LetterIncomplete, match="What is withheld and why is missing"):
        by(world, world.case_manager, case, AnswerDataQuestion, **told)
    assert asked.answered_at is None
    more = {"withheld": "What others said in confidence.", "kept": "Six years."}
    by(world, world.case_manager, case, AnswerDataQuestion, **told, **more)
    code, said = last_letter(world)
    assert code == "DUTY-L30-2"
    assert bare("What others said in confidence.") in said
    assert due.met_at is not None
    with pytest.raises(ProcedureBreach, match="not answered before"):
        by(world, world.case_manager, case, AnswerDataQuestion, **told, **more)


def test_a_complaint_is_acknowledged_within_thirty_days_before_it_is_answered(
    world: World, case: Case
) -> None:
    asked = record(world, case, "complaint")
    due = clock(world, case, "T15")
    assert due.due_on == DAY + timedelta(days=30)
    told = {"question_id": asked.id, "answer": "The list was locked away.", **POST}
    with pytest.raises(ProcedureBreach, match="acknowledged before it is answered"):
        by(world, world.case_manager, case, AnswerDataQuestion, **told)
    by(world, world.case_manager, case, AcknowledgeDataQuestion, question_id=asked.id, **POST)
    assert last_letter(world)[0] == "DUTY-L31"
    assert due.met_at is not None
    with pytest.raises(ProcedureBreach, match="not acknowledged"):
        by(world, world.case_manager, case, AcknowledgeDataQuestion, question_id=asked.id, **POST)
    with pytest.raises(WrongAnswer):
        by(world, world.case_manager, case, AnswerDataQuestion, **told, kept="Six years.")
    by(world, world.case_manager, case, AnswerDataQuestion, **told)
    assert last_letter(world)[0] == "DUTY-L31-2"


def test_a_second_request_waits_until_the_first_is_answered(world: World, case: Case) -> None:
    record(world, case, "request")
    with pytest.raises(ProcedureBreach, match="No other of its kind"):
        record(world, case, "request")
    record(world, case, "complaint")
    with pytest.raises(WrongAnswer):
        by(world, world.case_manager, case, RecordDataQuestion,
           **ASKED | {"what": "request", "received_on": date(2031, 1, 1)})  # fmt: skip


def test_only_who_manages_the_case_answers(world: World, case: Case) -> None:
    asked = record(world, case, "request")
    told = {"question_id": asked.id, **POST}
    with pytest.raises(NotPermitted):
        by(world, world.investigating_officer, case, AcknowledgeDataQuestion, **told)
    with pytest.raises(NotFound):
        by(world, world.stranger, case, AcknowledgeDataQuestion, **told)
    other = world.case()
    with pytest.raises(WrongAnswer):
        by(world, world.case_manager, other, AcknowledgeDataQuestion, **told)
