"""Several people, or one impatient one, acting at the same moment: real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from casework import journal
from casework.access import Role
from casework.allegations.commands import RecordFinding
from casework.allegations.models import Finding
from casework.cases.commands import Appoint, Appointed
from casework.cases.gateway import Act, begin, perform
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.errors import OutOfDate
from casework.journal import CaseLookedAt, JournalEntry, looked
from casework.reports.answers import ChildInvolved
from casework.reports.drafts import send, start
from casework.reports.models import Report
from casework.storage import store
from tests.told import ANSWERS
from tests.world import World, at

pytestmark = pytest.mark.usefixtures("live")
Answer = TypeVar("Answer")


def at_once(act: Callable[[Session, World, int], Answer], people: int = 8) -> list[Answer]:
    """The same act by several threads, each in its own transaction, all let go together."""
    together = Barrier(people)

    def one(number: int) -> Answer:
        with as_casework() as session:
            world = World(session)
            together.wait()
            return act(session, world, number)

    with ThreadPoolExecutor(people) as threads:
        return list(threads.map(one, range(people)))


def a_case(stage: Stage) -> str:
    with as_casework() as session:
        return World(session).case(stage, note_taker=None).reference


def appoint(world: World) -> Appoint:
    return Appoint(role=Role.NOTE_TAKER, person_id=world.note_taker.id)


def test_entries_of_a_case_are_numbered_without_a_gap() -> None:
    reference = a_case(Stage.HEARING)
    entries = at_once(
        lambda session, world, _: perform(
            session, world.case_manager, reference, appoint(world), at()
        )
    )
    assert sorted(each.number for each in entries) == list(range(2, 10))
    with reading_as_casework() as session:
        assert journal.altered(session) == []


class AppointWhileSomebodyLooks(Appoint):
    """An act in the middle of which somebody opens a page of the case."""

    def perform(self, act: Act) -> Appointed:
        opened = CaseLookedAt(section="the case", how="viewed")
        looked(act.case.id, World(act.session).reporter, opened, act.at)
        return super().perform(act)


def test_whoever_looks_does_not_wait_for_an_act() -> None:
    reference = a_case(Stage.HEARING)
    with as_casework() as session:
        world = World(session)
        command = AppointWhileSomebodyLooks(**appoint(world).model_dump())
        entry = perform(session, world.case_manager, reference, command, at())
        assert entry.number == 3
    with reading_as_casework() as session:
        assert journal.altered(session) == []


def test_reports_are_numbered_without_a_gap() -> None:
    cases = at_once(lambda session, world, _: begin(session, world.reporter, world.told(), at()))
    assert sorted(each.reference for each in cases) == [f"R26-000{n}" for n in range(1, 9)]


def test_an_impatient_click_acts_once() -> None:
    reference, once = a_case(Stage.HEARING), uuid4()
    entries = at_once(
        lambda session, world, _: perform(
            session, world.case_manager, reference, appoint(world), at(), once=once
        )
    )
    assert {each.number for each in entries} == {2}


def test_an_impatient_send_opens_one_case() -> None:
    once = uuid4()
    cases = at_once(
        lambda session, world, _: begin(session, world.reporter, world.told(), at(), once=once)
    )
    assert len({each.id for each in cases}) == 1
    with reading_as_casework() as session:
        assert len(session.exec(select(Report)).all()) == 1


def test_a_draft_is_sent_once() -> None:
    with as_casework() as session:
        world = World(session)
        draft = start(session, world.reporter, at())
        draft.answers = {
            **ANSWERS,
            "child": ChildInvolved.NO.value,
            "employee_id": str(world.employee.id),
            "posted_on": "21 Sep 2026",
            "found_on": "23 Sep 2026",
        }
        draft_id = draft.id
    references = at_once(
        lambda session, world, _: send(session, store(), world.reporter, draft_id, at())
    )
    assert set(references) == {"R26-0001"}


def test_of_two_findings_at_once_one_wins_and_the_other_sees_it() -> None:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.OUTCOME)
        reference, allegation_id = case.reference, world.allegation(case).id

    def find(session: Session, world: World, number: int) -> str:
        finding = RecordFinding(
            allegation_id=allegation_id, finding=Finding.UPHELD, reasons=f"Reason {number}"
        )
        try:
            perform(session, world.hearing_manager, reference, finding, at())
        except OutOfDate as lost:
            return lost.theirs["reasons"]
        return "won"

    answers = at_once(find, 2)
    assert sorted(answers)[1] == "won"
    assert sorted(answers)[0] == f"Reason {answers.index('won')}"
    with reading_as_casework() as session:
        found = select(JournalEntry).where(JournalEntry.kind == "FindingRecorded")
        assert len(session.exec(found).all()) == 1


def test_two_investigators_are_not_appointed_at_once() -> None:
    """The database holds what the rules say, whoever asks and however."""
    reference = a_case(Stage.HEARING)
    at_once(
        lambda session, world, number: perform(
            session,
            world.case_manager,
            reference,
            Appoint(
                role=Role.APPEAL_MANAGER,
                person_id=(world.appeal_manager if number else world.chair_of_trustees).id,
            ),
            at(),
        ),
        2,
    )
    with reading_as_casework() as session:
        case = session.exec(select(Case).where(Case.reference == reference)).one()
        assert journal.count(session, case.id) == 3
