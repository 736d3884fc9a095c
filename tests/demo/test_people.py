"""The invented trust is one that the staff import takes, and nobody in it can be reached."""

import csv
import re
from collections import Counter
from datetime import date
from io import StringIO

import pytest

from casework.demo.academies import ACADEMIES
from casework.demo.people import COLUMNS, Person, invented_trust, staff_csv
from casework.people.staff_file import read_staff_file
from casework.spreadsheets import of_csv

PEOPLE = invented_trust().people


def test_the_staff_file_is_one_that_the_import_takes() -> None:
    rows = read_staff_file(of_csv(staff_csv()))
    assert len(rows) == len(PEOPLE)
    assert {row.row.academy_name for row in rows} >= {academy.name for academy in ACADEMIES}


def test_the_staff_file_has_the_columns_of_the_import_in_order() -> None:
    assert tuple(next(csv.reader(StringIO(staff_csv())))) == COLUMNS


def test_the_trust_has_about_four_hundred_people_in_six_academies_and_a_central_team() -> None:
    assert 380 <= len(PEOPLE) <= 440
    assert len({person.academy.code for person in PEOPLE}) == 7


@pytest.mark.parametrize("column", ["staff_number", "email", "phone", "name"])
def test_no_two_people_share_what_must_be_their_own(column: str) -> None:
    assert not [value for value, n in Counter(getattr(p, column) for p in PEOPLE).items() if n > 1]


@pytest.mark.parametrize("academy", ACADEMIES, ids=lambda academy: academy.code)
def test_each_academy_has_one_principal_and_a_safeguarding_lead(academy: object) -> None:
    roles = Counter(role for p in PEOPLE if p.academy == academy for role in p.roles)
    assert (roles["principal"], roles["dsl"]) == (1, 1)


@pytest.mark.parametrize(
    ("role", "how_many"),
    [
        ("hr_case_manager", 3),
        ("hr_director", 1),
        ("dpo", 1),
        ("it_admin", 2),
        ("auditor", 1),
        ("records_officer", 1),
        ("chief_executive", 1),
        ("chair_of_trustees", 1),
        ("safeguarding_lead", 1),
        ("panel_member", 8),
    ],
)
def test_the_trust_has_the_people_the_procedure_needs(role: str, how_many: int) -> None:
    assert sum(role in person.roles for person in PEOPLE) == how_many


def test_everybody_has_a_manager_who_exists_and_the_lines_end_at_the_chair() -> None:
    trust = invented_trust()
    for person in PEOPLE:
        line = [person]
        while line[-1].manager:
            line.append(trust.manager_of(line[-1]))
            assert len(line) < 8, f"{person.name}’s line of management goes round"
        assert line[-1].job_title == "Chair of trustees"


def test_only_people_whom_somebody_answers_to_are_line_managers() -> None:
    managers = {person.manager for person in PEOPLE}
    wrong = [p.name for p in PEOPLE if "line_manager" in p.roles and p.staff_number not in managers]
    assert not wrong


def test_nobody_can_be_reached_by_the_addresses_and_numbers_in_the_file() -> None:
    assert all(person.email.endswith(".example") for person in PEOPLE)
    assert all(re.fullmatch(r"01632 960\d{3}", person.phone) for person in PEOPLE)


def ends_before_it_begins(person: Person) -> bool:
    days = [day for day in (person.left_on, person.acknowledged_policy_on) if day]
    return any(day < person.employed_from for day in days)


def test_dates_of_employment_are_in_order_and_some_people_have_left() -> None:
    assert not [person.name for person in PEOPLE if ends_before_it_begins(person)]
    assert 3 <= sum(person.left_on is not None for person in PEOPLE) <= 25


def test_some_people_never_acknowledged_the_policy() -> None:
    staff = [person for person in PEOPLE if person.worker_type != "trustee"]
    missing = sum(person.acknowledged_policy_on is None for person in staff)
    assert 0 < missing < len(staff) / 8


def test_people_dismissed_in_a_story_leave_in_the_file_too() -> None:
    hallam = invented_trust().named("Rebecca Hallam")
    with_leaver = read_staff_file(of_csv(staff_csv({hallam.staff_number: date(2026, 11, 20)})))
    left = {row.row.staff_number: row.row.left_on for row in with_leaver}
    assert left[hallam.staff_number] == date(2026, 11, 20)


def test_the_file_is_the_same_every_time() -> None:
    before = staff_csv()
    invented_trust.cache_clear()
    assert staff_csv() == before
