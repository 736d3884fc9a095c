"""The staff file, accounts, and signing in."""

from datetime import date

import pytest
from sqlmodel import select

from casework import journal
from casework.access import CASEWORK, TrustRole
from casework.people.commands import StaffImported, add_account, import_staff
from casework.people.models import Person
from casework.people.queries import holding, roles_in_trust, search_staff, with_role
from casework.people.staff_file import StaffFileRefused
from tests.trust import HEADING, staff_file
from tests.world import DAY, World, at

PASSWORD = "a long and secret sentence"
ROW = "201,Ada,Byrne,ada@trust.example,,BIR,Birchfield Academy,Teacher,teacher,103,2020-09-01,,"


def imported(world: World, *rows: str, heading: str = HEADING) -> StaffImported:
    return import_staff(world.session, CASEWORK, "\n".join([heading, *rows]), at())


def refused(world: World, *rows: str, heading: str = HEADING) -> list[str]:
    """What the file was refused for; nothing of it may have been applied."""
    before = {each.id: each.model_dump() for each in world.session.exec(select(Person))}
    with pytest.raises(StaffFileRefused) as refusal:
        imported(world, *rows, heading=heading)
    world.session.expire_all()
    after = {each.id: each.model_dump() for each in world.session.exec(select(Person))}
    assert after == before
    return refusal.value.problems


def person(world: World, number: str) -> Person:
    return world.session.exec(select(Person).where(Person.staff_number == number)).one()


def test_a_new_person_is_added(world: World) -> None:
    event = imported(world, ROW)
    assert (event.added, event.updated, event.unchanged) == (1, 0, 0)
    ada = person(world, "201")
    assert ada.name == "Ada Byrne"
    assert ada.manager_id == world.principal.id
    assert journal.entries(world.session, None)[0].sentence == event.sentence()


def test_importing_the_same_file_again_changes_nothing(world: World) -> None:
    event = imported(world, *staff_file().splitlines()[1:])
    assert (event.added, event.updated, event.unchanged) == (0, 0, 17)


def test_importing_again_updates(world: World) -> None:
    imported(world, ROW)
    event = imported(world, ROW.replace("Teacher,teacher", "Head of Art,leader"))
    assert (event.added, event.updated) == (0, 1)
    assert person(world, "201").job_title == "Head of Art"


def test_importing_again_changes_places_in_the_trust(world: World) -> None:
    imported(world, ROW.replace("2020-09-01,,", "2020-09-01,dsl; principal,"))
    ada = person(world, "201").id
    assert roles_in_trust(world.session, ada) == {TrustRole.DSL, TrustRole.PRINCIPAL}
    assert imported(world, ROW).updated == 1
    assert roles_in_trust(world.session, ada) == frozenset()


def test_a_manager_may_stand_further_down(world: World) -> None:
    imported(world, ROW.replace(",103,", ",202,"), ROW.replace("201,Ada", "202,Bea"))
    assert person(world, "201").manager_id == person(world, "202").id


def test_a_bad_row_is_named_with_its_line_and_nothing_is_applied(world: World) -> None:
    problems = refused(world, ROW, ROW.replace("201", "202").replace("2020-09-01", "soon"))
    assert problems == ["Line 3: Enter employed from as a date, like 23 Nov 2026"]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (ROW.replace("Ada", ""), "Line 2: "),
        (ROW.replace(",teacher,", ",wizard,"), "Line 2: "),
        (ROW.replace("ada@trust.example", "ada"), "Line 2: "),
        (ROW.replace("2020-09-01,,", "2020-09-01,king,"), "Line 2: "),
        (ROW.replace(",103,", ",999,"), "Line 2: manager 999 is nobody’s staff number"),
        (ROW.replace(",103,", ",201,"), "Line 2: 201 cannot be their own manager"),
        (ROW.replace("Ada", "A\x00da"), "Line 2: "),
        (ROW + ",one cell too many", "Line 2: the row does not have as many cells"),
        ("201,Ada", "Line 2: the row does not have as many cells"),
    ],
)
def test_each_kind_of_bad_row_is_named(world: World, row: str, line: str) -> None:
    problems = refused(world, row)
    assert len(problems) == 1
    assert problems[0].startswith(line)


def test_what_only_shows_across_rows_is_named(world: World) -> None:
    problems = refused(
        world, ROW, ROW.replace("Ada", "Bea"), ROW.replace("201", "203").replace("Birch", "Beech")
    )
    assert problems == [
        "Line 3: staff number 201 is also on line 2",
        "Line 4: academy BIR is called “Birchfield Academy” further up",
    ]


def test_every_problem_is_told_at_once(world: World) -> None:
    bad = ROW.replace("Ada", "")
    assert len(refused(world, bad, bad.replace("201", "202"), bad.replace("201", "203"))) == 3


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        (HEADING.replace("staff_number,", ""), "Line 1: the heading lacks staff_number"),
        (HEADING + ",shoe_size", "Line 1: the heading has columns nobody knows: shoe_size"),
        ('"' + HEADING, "Line 1: this is not CSV (unexpected end of data)"),
    ],
)
def test_a_wrong_heading_is_named(world: World, heading: str, says: str) -> None:
    assert refused(world, ROW, heading=heading) == [says]


def test_a_file_without_people_is_refused(world: World) -> None:
    assert refused(world) == ["Line 2: the file has a heading and no people"]


def test_people_who_left_are_not_offered(world: World) -> None:
    heading, left = HEADING + ",left_on", ROW + ",2020-12-01"
    imported(world, left.replace("2020-09-01,,", "2020-09-01,principal,"), heading=heading)
    assert search_staff(world.session, "byrne", DAY) == []
    names = [each.name for each in holding(world.session, TrustRole.PRINCIPAL)]
    assert "Ruth Calder" in names
    assert "Ada Byrne" not in names


def test_work_is_given_to_whoever_can_sign_in(world: World) -> None:
    imported(world, ROW.replace("2020-09-01,,", "2020-09-01,dpo,"))
    session, ada = world.session, person(world, "201")

    def officers() -> list[str]:
        return [each.name for each in with_role(session, TrustRole.DPO)]

    assert [each.name for each in holding(session, TrustRole.DPO)] == ["Ada Byrne"]
    assert officers() == []
    closed, used = (
        add_account(session, CASEWORK, "201", name, None, at()) for name in ("ada", "ada.byrne")
    )
    closed.disabled_at = at()
    assert officers() == ["Ada Byrne"], "another account of theirs is open"
    ada.left_on = date(2099, 8, 31)
    assert officers() == ["Ada Byrne"], "they are here until their last day"
    used.disabled_at = at()
    assert officers() == []


@pytest.mark.parametrize("unseen", ["\u202e", "\u200b", "\ufeff", "\u2066", "\u00ad", "\u3164"])
def test_a_name_has_nothing_in_it_that_nobody_sees(world: World, unseen: str) -> None:
    says = f"Remove the character that cannot be seen (U+{ord(unseen):04X}) from"
    assert refused(world, ROW.replace("Ada", f"A{unseen}da")) == [f"Line 2: {says} a given name"]
    academy = ROW.replace("Birchfield", f"Birch{unseen}field")
    assert refused(world, academy) == [f"Line 2: {says} an academy name"]


def test_a_search_takes_percent_signs_as_they_are(world: World) -> None:
    assert search_staff(world.session, "%", DAY) == []
    assert [each.name for each in search_staff(world.session, "pryce OWEN", DAY)] == ["Owen Pryce"]
