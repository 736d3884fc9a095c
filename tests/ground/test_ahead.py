"""What is read with one statement is what each table says, and only as much as the reader sees."""

from typing import Any

from sqlmodel import Session, select

from casework import journal
from casework.access import Role
from casework.allegations.models import Allegation
from casework.case_file.at_once import KINDS, read_case, seen_again
from casework.cases.independence import Conflict, Ground
from casework.cases.models import Appointment, Case
from casework.cases.stages import Stage
from casework.database import in_reading
from casework.database.of_case import rows_of
from casework.database.whose import for_person, look_at, working_on
from casework.evidence.models import Capture, Exhibit
from casework.reports.models import Report
from tests.world import World, at

MOST = 12


def _a_case(world: World) -> Case:
    case = world.case(Stage.OUTCOME)
    world.exhibit(case)
    world.found(case)
    world.session.flush()
    return case


def _told(rows: list[Any]) -> dict[Any, dict[str, Any]]:
    return {
        each.id: {name: getattr(each, name) for name in type(each).model_fields} for each in rows
    }


def test_it_is_what_each_table_says(world: World) -> None:
    case = _a_case(world)
    with in_reading() as reading, working_on(reading, case.id):
        read_case(reading, case.id)
        ahead = {kind: _told(rows_of(reading, kind, case.id)) for kind in KINDS}
    assert ahead[Report]
    assert ahead[Capture]
    assert ahead[Exhibit]
    for kind in KINDS:
        with in_reading() as reading, working_on(reading, case.id):
            of_case = kind.id if kind is Case else kind.case_id
            wanted = select(kind).where(of_case == case.id)
            assert ahead[kind] == _told(list(reading.exec(wanted)))


def test_it_is_loaded_once_and_unchanged(world: World) -> None:
    case = _a_case(world)
    with in_reading() as reading, working_on(reading, case.id):
        read_case(reading, case.id)
        (alleged,) = rows_of(reading, Allegation, case.id)
        assert reading.get(Allegation, alleged.id) is alleged
        assert not reading.dirty


def _seen_by(reading: Session, case: Case, person: Any) -> set[Role]:
    """The parts that a person sees on a case that was read while it was worked on."""
    for_person(reading, person.id)
    with working_on(reading, case.id, look=True):
        read_case(reading, case.id)
        assert rows_of(reading, Allegation, case.id)
    seen_again(reading, case, MOST)
    alleged = rows_of(reading, Allegation, case.id)
    parts = {each.role for each in rows_of(reading, Appointment, case.id)}
    assert bool(alleged) is bool(parts)
    entries = [each.number for each in journal.entries(reading, case.id, MOST)]
    asked = select(journal.JournalEntry.number).where(journal.JournalEntry.case_id == case.id)
    assert entries == sorted(reading.exec(asked), reverse=True)
    look_at(reading, None)
    return parts


def test_each_reader_of_one_transaction_is_shown_their_own(world: World) -> None:
    case = _a_case(world)
    with in_reading() as reading:
        assert Role.HEARING_MANAGER in _seen_by(reading, case, world.hearing_manager)
        assert not _seen_by(reading, case, world.stranger)
        assert not _seen_by(reading, case, world.reporter)
        assert Role.HEARING_MANAGER in _seen_by(reading, case, world.case_manager)


def test_a_conflict_hides_it_from_the_next_page(world: World) -> None:
    case = _a_case(world)
    with in_reading() as reading:
        assert _seen_by(reading, case, world.hearing_manager)
    hers: dict[str, Any] = {
        "case_id": case.id,
        "person_id": world.hearing_manager.id,
        "reason": "Related",
    }
    noted: dict[str, Any] = {"recorded_by": world.case_manager.id, "recorded_at": at()}
    world.session.add(Conflict(ground=Ground.DECLARED, **hers, **noted))
    world.session.flush()
    with in_reading() as reading:
        assert not _seen_by(reading, case, world.hearing_manager)
