"""What is known to be empty is not asked, and never kept from anybody who would see something."""

from sqlalchemy import text

from casework.allegations.models import Allegation
from casework.cases.models import Appointment
from casework.cases.stages import Stage
from casework.database import in_reading
from casework.database.of_case import may_hold, rows_of
from casework.database.whose import for_person, look_at, working_on
from tests.world import World

_WITHOUT = text("SELECT tables_without(:id)")


def test_nothing_is_said_of_a_case_that_nobody_works_on(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    with in_reading() as reading:
        assert reading.scalar(_WITHOUT, {"id": case.id}) == []
        assert may_hold(reading, Allegation, case.id)
        with working_on(reading, case.id):
            without = reading.scalar(_WITHOUT, {"id": case.id})
    assert "allegations" in without
    assert "appointments" not in without


def test_every_table_it_names_is_one_of_a_case(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    world.session.flush()
    names = text("SELECT table_name FROM information_schema.columns WHERE column_name = 'case_id'")
    with in_reading() as reading, working_on(reading, case.id):
        named = set(reading.scalar(_WITHOUT, {"id": case.id}))
        assert named <= set(reading.scalars(names))


def test_an_act_sees_what_it_has_done(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    assert rows_of(world.session, Allegation, case.id) == []
    world.allegation(case)
    assert len(rows_of(world.session, Allegation, case.id)) == 1


def test_what_was_read_while_working_is_not_shown_to_whoever_may_not_see_it(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    world.session.flush()
    with in_reading() as reading:
        for_person(reading, world.reporter.id)
        look_at(reading, case.id)
        with working_on(reading, case.id):
            assert rows_of(reading, Appointment, case.id)
        assert rows_of(reading, Appointment, case.id) == []
