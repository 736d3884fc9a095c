"""Row-level security of an employee's room: invitations, what they sent, what they still write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.exc import ProgrammingError
from sqlmodel import Session, SQLModel, select

from casework.access import Actor, Role
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import in_reading, in_transaction
from casework.database.whose import for_person, working_on
from casework.evidence.models import Capture
from casework.people.credentials import CodeBy
from casework.room.models import (
    EmployeePaper,
    LinkBy,
    PaperKind,
    RoomInvitation,
    StatementDraft,
)
from tests.staging import paper as letter
from tests.world import DAY, World, at

TABLES: list[type[SQLModel]] = [RoomInvitation, EmployeePaper, StatementDraft]


def invitation(world: World, case: Case) -> RoomInvitation:
    return RoomInvitation(
        case_id=case.id,
        person_id=world.employee.id,
        username="room-abcd",
        known_by="The number on file",
        link_by=LinkBy.LETTER,
        code_by=CodeBy.PHONE,
        token_hash="a hash",
        code_hash="another",
        made_by=world.case_manager.id,
        made_at=at(),
        expires_at=at() + timedelta(7),
    )


def paper(world: World, case: Case, capture: Capture) -> EmployeePaper:
    return EmployeePaper(
        case_id=case.id,
        given_on=DAY,
        given_how="from their own page",
        recorded_by=world.employee.id,
        recorded_at=at(),
        what=PaperKind.DOCUMENT,
        title="Messages of that day",
        name=capture.name,
        size=capture.size,
        sha256=capture.sha256,
        capture_id=capture.id,
    )


def draft(world: World, case: Case) -> StatementDraft:
    return StatementDraft(
        case_id=case.id, person_id=world.employee.id, words="I was at", saved_at=at()
    )


@pytest.fixture
def case(world: World) -> Case:
    """A case in which one of each stands; the employee has been written to."""
    found = world.case(Stage.HEARING, companion=world.stranger, decision_maker=world.colleague)
    letter(world, found, "L-03")
    kept = [
        invitation(world, found),
        paper(world, found, world.capture(found)),
        draft(world, found),
    ]
    world.session.add_all(kept)
    world.session.flush()
    return found


@contextmanager
def read_by(who: Actor) -> Iterator[Session]:
    with in_reading() as session:
        for_person(session, who.id)
        yield session


def seen_by(who: Actor) -> set[str]:
    with read_by(who) as session:
        return {each.__name__ for each in TABLES if session.exec(select(each)).all()}


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("employee", {"EmployeePaper", "StatementDraft"}),
        ("case_manager", {"RoomInvitation", "EmployeePaper"}),
        ("stranger", set()),  # who accompanies the employee
        ("reporter", set()),
        ("principal", set()),
        ("it_admin", set()),
        ("hr_director", set()),
    ],
)
def test_each_reads_what_is_theirs_of_the_room(
    world: World, case: Case, who: str, sees: set[str]
) -> None:
    assert seen_by(getattr(world, who)) == sees


def test_what_shows_a_child_is_read_by_fewer(world: World, case: Case) -> None:
    """A paper is read by whoever may read the file that it is."""
    readers = (world.colleague, world.case_manager, world.employee)
    assert ["EmployeePaper" in seen_by(each) for each in readers] == [True, True, True]
    case.pupil_involved = True
    world.session.flush()
    assert ["EmployeePaper" in seen_by(each) for each in readers] == [False, True, True]


def _written(case: Case, who: Actor, row: Any) -> None:
    with in_transaction() as session:
        for_person(session, who.id)
        savepoint = session.begin_nested()
        with pytest.raises(ProgrammingError, match="row-level security"):
            session.execute(row)
        savepoint.rollback()


def test_nobody_writes_a_statement_for_somebody_else(world: World, case: Case) -> None:
    """Not even from inside an act on the case: what is not sent is the employee's alone."""
    row = StatementDraft.__table__.insert().values(  # type: ignore[attr-defined]
        id=uuid4(), case_id=case.id, person_id=world.employee.id, words="x", saved_at=at()
    )
    _written(case, world.case_manager, row)
    with in_transaction() as session, working_on(session, case.id):
        for_person(session, world.case_manager.id)
        assert session.exec(select(StatementDraft)).all() == []


def test_nobody_makes_their_own_way_into_a_room(world: World, case: Case) -> None:
    told = invitation(world, case).model_dump() | {"id": uuid4(), "ended_at": at()}
    row = RoomInvitation.__table__.insert().values(told)  # type: ignore[attr-defined]
    _written(case, world.employee, row)
    _written(case, world.stranger, row)
    assert world.session.exec(
        select(RoomInvitation.case_id).where(RoomInvitation.case_id == case.id)
    ).all() == [case.id]


def test_a_part_in_a_case_opens_no_other_room(world: World, case: Case) -> None:
    other = world.case(Stage.HEARING, case_manager=world.colleague, employee=world.reporter)
    world.part(other, world.case_manager, Role.WITNESS)
    world.session.add(draft(world, other))
    world.session.flush()
    with read_by(world.case_manager) as session:
        found = session.exec(select(RoomInvitation.case_id)).all()
        assert found == [case.id]
