"""The one door: who gets in, what is recorded, and what a refusal leaves behind."""

from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from casework import journal
from casework.access import Permission, Role, Verdict, outcome
from casework.cases.commands import Appoint
from casework.cases.gateway import Command, begin, perform, standing_now
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted, WrongAnswer
from casework.investigation.commands import DecideCaseToAnswer
from casework.investigation.models import CaseToAnswer
from casework.journal import JournalEntry
from casework.reports.models import Report
from tests.every import commands
from tests.refusing import wrong_answers
from tests.staging import investigated
from tests.world import World, at


def note_taker(world: World) -> Appoint:
    return Appoint(role=Role.NOTE_TAKER, person_id=world.note_taker.id)


def unheard(world: World) -> Case:
    return world.case(Stage.HEARING, note_taker=None)


def test_an_act_is_recorded_with_who_when_and_what(world: World) -> None:
    case = unheard(world)
    entry = world.perform(world.case_manager, case, note_taker(world))
    assert (entry.number, entry.kind, entry.at) == (2, "Appointed", at())
    assert (entry.actor_id, entry.actor_name) == (world.case_manager.id, "Nadia Farrow")
    assert entry.sentence == "appointed the note-taker"
    assert entry.facts == {"person_id": str(world.note_taker.id), "role": "note_taker"}


@pytest.mark.parametrize("command", commands(), ids=lambda each: str(each.__name__))
def test_what_a_part_may_not_do_is_refused_and_leaves_no_trace(
    world: World, command: type[Command]
) -> None:
    asked = command.model_construct()
    for role in Role:
        case = world.case(Stage.REPORTED, **{"triage": None, role.value: world.stranger})
        standing = standing_now(world.session, world.stranger, case.reference)
        told = outcome(standing, command.permission)
        if told >= Verdict.SECOND_PERSON:
            continue
        with pytest.raises(NotPermitted if told is Verdict.DENIED else NotFound):
            world.perform(world.stranger, case, asked)
        assert journal.count(world.session, case.id) == 1, role


@pytest.mark.parametrize("command", commands(), ids=lambda each: str(each.__name__))
def test_a_case_does_not_exist_for_a_stranger(world: World, command: type[Command]) -> None:
    case = world.case()
    with pytest.raises(NotFound) as hidden:
        world.perform(world.stranger, case, command.model_construct())
    with pytest.raises(NotFound) as missing:
        perform(world.session, world.stranger, "SM26-9999", command.model_construct())
    assert str(hidden.value) == str(missing.value) == ""


def test_a_part_that_has_ended_opens_nothing(world: World) -> None:
    case = world.case(Stage.HEARING)
    with pytest.raises(NotFound):
        world.perform(world.investigating_officer, case, note_taker(world))


def test_a_refused_act_leaves_no_trace(world: World) -> None:
    case = world.case(Stage.DECISION)
    allegation = world.allegation(case)
    investigated(world, case)
    nothing_to_answer = DecideCaseToAnswer(
        to_hearing={allegation.id: False}, reasons="The post is not his."
    )
    with wrong_answers("wellbeing", "removed_on"):
        world.perform(world.case_manager, case, nothing_to_answer)
    world.session.expire_all()
    assert allegation.to_hearing is None
    assert world.session.exec(select(CaseToAnswer)).all() == []
    assert journal.count(world.session, case.id) == 1


def test_a_refused_report_leaves_no_trace_and_wastes_no_number(world: World) -> None:
    with pytest.raises(WrongAnswer):
        begin(world.session, world.reporter, world.told(employee_id=None), at())
    assert world.session.exec(select(Report)).all() == []
    case = begin(world.session, world.reporter, world.told(), at())
    assert case.reference == "R26-0001"


def test_the_same_form_sent_twice_acts_once(world: World) -> None:
    case, once = unheard(world), uuid4()
    entries = [
        perform(
            world.session, world.case_manager, case.reference, note_taker(world), at(), once=once
        )
        for _ in range(2)
    ]
    assert entries[0].id == entries[1].id
    assert journal.count(world.session, case.id) == 2


def test_the_same_report_sent_twice_opens_one_case(world: World) -> None:
    once = uuid4()
    cases = [begin(world.session, world.reporter, world.told(), at(), once=once) for _ in range(2)]
    assert cases[0].id == cases[1].id
    assert len(world.session.exec(select(Report)).all()) == 1


def test_the_id_of_a_form_serves_one_case(world: World) -> None:
    first, second, once = unheard(world), unheard(world), uuid4()
    asked = note_taker(world)
    perform(world.session, world.case_manager, first.reference, asked, at(), once=once)
    with wrong_answers("once"):
        perform(world.session, world.case_manager, second.reference, asked, at(), once=once)
    assert journal.count(world.session, second.id) == 1


def test_nobody_uses_the_id_of_another_persons_form(world: World) -> None:
    case, once = unheard(world), uuid4()
    perform(world.session, world.case_manager, case.reference, note_taker(world), at(), once=once)
    with wrong_answers("once"):
        begin(world.session, world.reporter, world.told(), at(), once=once)


def test_every_chain_of_the_journal_holds(world: World) -> None:
    for case in (unheard(world), unheard(world)):
        world.perform(world.case_manager, case, note_taker(world))
    assert journal.altered(world.session) == []


@pytest.mark.parametrize("table", ["journal", "custody"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET number = number + 1", "DELETE FROM {}", "TRUNCATE {} CASCADE"],
)
def test_the_database_refuses_to_change_what_was_recorded(
    world: World, table: str, statement: str
) -> None:
    world.capture(unheard(world))
    with pytest.raises(DBAPIError, match="append-only"), world.session.begin_nested():
        world.session.execute(text(statement.format(table)))


def test_a_permission_is_checked_before_anything_is_read(world: World) -> None:
    """A reporter learns nothing from an answer about somebody else's allegation."""
    case = world.case()
    asked = DecideCaseToAnswer(to_hearing={uuid4(): True}, reasons="Because.")
    assert asked.permission is Permission.DECIDE_CASE_TO_ANSWER
    with pytest.raises(NotFound):
        world.perform(world.reporter, case, asked)


def test_the_newest_entries_come_first(world: World) -> None:
    case = unheard(world)
    world.perform(world.case_manager, case, note_taker(world))
    kinds = [each.kind for each in journal.entries(world.session, case.id)]
    assert kinds == ["Appointed", "ReportLogged"]
    latest = world.session.exec(
        select(JournalEntry).where(JournalEntry.case_id == case.id, JournalEntry.number == 2)
    ).one()
    assert journal.entry(world.session, case.id, 2) == latest
