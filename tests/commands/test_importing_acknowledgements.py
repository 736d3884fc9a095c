"""Who read which version of a policy, from a file: all of it is kept, or nothing."""

from datetime import date

import pytest

from casework.errors import NotPermitted
from casework.policies.queries import in_force
from casework.registers.files import RegisterFileRefused
from casework.registers.importing_read import NAMES, import_acknowledgements, import_file
from casework.registers.queries import acknowledgements_of, look_up
from tests.conftest import SignedInAs
from tests.told import CONDUCT_ON
from tests.world import World, at

HEADING = ",".join(NAMES)


def row(world: World, who: str = "employee", **told: str) -> str:
    version = in_force(world.session, CONDUCT_ON)[0]
    whole = {
        "staff_number": world.person(getattr(world, who)).staff_number,
        "policy": version.title,
        "version": version.version,
        "acknowledged_on": "2026-09-02",
    }
    return ",".join(f'"{value}"' for value in (whole | told).values())


def kept(world: World, *rows: str) -> str:
    text = "\n".join([HEADING, *rows])
    return import_acknowledgements(world.session, world.case_manager, text, at()).sentence()


def test_an_acknowledgement_from_a_file_is_found_for_the_person_and_the_day(world: World) -> None:
    assert kept(world, row(world)) == "imported 1 acknowledgement of a policy"
    (found,) = look_up(world.session, world.employee.id, CONDUCT_ON).acknowledged
    assert found.on == date(2026, 9, 2)


def test_one_that_is_known_stays_as_it_is_and_one_that_is_said_twice_counts_once(
    world: World,
) -> None:
    kept(world, row(world))
    again = kept(world, row(world, acknowledged_on="2026-09-20"), row(world, "reporter"))
    assert again == "imported 1 acknowledgement of a policy; known before: 1"
    assert set(acknowledgements_of(world.session, world.employee.id).values()) == {date(2026, 9, 2)}
    twice = kept(world, row(world, "principal"), row(world, "principal"))
    assert twice == "imported 1 acknowledgement of a policy; known before: 1"


def test_every_wrong_row_is_named_by_its_line_and_nothing_is_kept(world: World) -> None:
    with pytest.raises(RegisterFileRefused) as refused:
        kept(
            world,
            row(world),
            row(world, staff_number="99999"),
            row(world, version="0.0"),
            row(world, acknowledged_on="2027-01-01"),
        )
    lines = [each.split(":")[0] for each in refused.value.problems]
    assert lines == ["Line 3", "Line 4", "Line 5"]
    assert acknowledgements_of(world.session, world.employee.id) == {}


def test_a_file_says_by_its_heading_what_it_holds(world: World) -> None:
    text = "\n".join([HEADING, row(world)])
    done = import_file(world.session, world.case_manager, text, at())
    assert done.sentence() == "imported 1 acknowledgement of a policy"
    for broken in ("staff_number,policy\n1,2", "nothing", '"'):
        with pytest.raises(RegisterFileRefused):
            import_file(world.session, world.case_manager, broken, at())


def test_only_whoever_keeps_the_registers_imports(world: World) -> None:
    with pytest.raises(NotPermitted):
        import_file(world.session, world.principal, "\n".join([HEADING, row(world)]), at())


def test_the_page_and_the_api_take_the_same_file(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    browser = signed_in_as(world.case_manager)
    assert "acknowledged_on" in browser.get("/registers/import").text
    text = "\n".join([HEADING, row(world)])
    sent = {"file": ("read.csv", text.encode(), "text/csv")}
    assert browser.post("/registers/import", files=sent).status_code == 303
    told = api_as(world.case_manager).post("/api/v1/registers/import", json={"text": text})
    assert told.json()["sentence"] == "imported 0 acknowledgements of a policy; known before: 1"
