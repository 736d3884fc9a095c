"""Cases that are not ordinary: the database decides them one by one, and as the matrix does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from casework.access import Action, Role
from casework.cases.independence import BreakGlass, Conflict, Ground, NamedReader
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import as_casework, in_reading, in_transaction
from casework.database.whose import asked_once, for_person
from casework.reports.models import Report
from tests.access.rows import require_agreement
from tests.world import World, at


def _conflict(world: World, case: Case) -> None:
    world.session.add(
        Conflict(
            case_id=case.id,
            person_id=world.stranger.id,
            ground=Ground.DECLARED,
            reason="Related",
            recorded_by=world.case_manager.id,
            recorded_at=at(),
        )
    )


def _seal(world: World, case: Case) -> None:
    case.sealed_at = at()


def _name(world: World, case: Case) -> None:
    case.sealed_at = at()
    world.session.add(
        NamedReader(
            case_id=case.id,
            person_id=world.stranger.id,
            named_by=world.case_manager.id,
            named_at=at(),
        )
    )


def _manage(world: World, case: Case) -> None:
    world.person(world.employee).manager_id = world.stranger.id


def _be_managed(world: World, case: Case) -> None:
    world.person(world.stranger).manager_id = world.employee.id


def _be_the_employee(world: World, case: Case) -> None:
    case.employee_id = world.stranger.id


def _report(world: World, case: Case) -> None:
    report = world.session.exec(select(Report).where(Report.case_id == case.id)).one()
    report.reporter_id = world.stranger.id


def _be_one_person(world: World, case: Case) -> None:
    world.person(world.employee).merged_into_id = world.stranger.id


def _break_glass(world: World, case: Case) -> None:
    now = datetime.now(UTC)
    world.session.add(
        BreakGlass(
            case_id=case.id,
            person_id=world.stranger.id,
            reason="Somebody may be in danger",
            review_due_on=now.date(),
            opened_at=now - timedelta(minutes=5),
            ends_at=now + timedelta(minutes=5),
        )
    )


# The columns of the matrix that the policies of migration 0016 ask.
ASKED_BY_POLICIES = [
    Action(f"a{number:02d}") for number in (2, 3, 4, 5, 6, 8, 9, 13, 14, 15, 19, 23, 25, 27, 36)
]
BETWEEN = [_conflict, _seal, _name, _manage, _be_managed, _be_the_employee, _report, _be_one_person]


@pytest.mark.parametrize("part", [Role.TRIAGE, Role.LEGAL_ADVISER, Role.COMPANION, None])
@pytest.mark.parametrize("between", [*BETWEEN, _break_glass])
def test_the_rows_agree_whatever_stands_between(
    world: World, between: Callable[[World, Case], None], part: Role | None
) -> None:
    """The cases that are not ordinary, and so are decided one by one."""
    case = world.case(Stage.OUTCOME, **({part.value: world.stranger} if part else {}))
    between(world, case)
    world.session.flush()
    require_agreement(world, case, ASKED_BY_POLICIES)


def test_what_was_asked_once_is_asked_again_for_another_person(live: str) -> None:
    with as_casework() as session:
        world = World(session)
        world.case(Stage.HEARING)
        first, second = world.case_manager, world.stranger
    with in_reading() as session:
        for_person(session, first.id)
        kept = asked_once(session, "answer", lambda: 1)
        assert asked_once(session, "answer", lambda: 2) == kept == 1
        for_person(session, second.id)
        assert asked_once(session, "answer", lambda: 3) == 3
    with in_transaction() as session:
        for_person(session, first.id)
        asked = [asked_once(session, "answer", lambda: 4), asked_once(session, "answer", lambda: 5)]
        assert asked == [4, 5]
