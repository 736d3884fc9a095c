"""Who may take which part, by the parts they have had."""

import pytest

from casework.access import Role
from casework.cases.rules import APPOINTMENT_RULES, RULED_OUT, AppointmentFacts
from tests.rules.asking import broken

APPOINTED = sorted(RULED_OUT)


def asked(role: Role, *held: Role) -> list[str]:
    return broken(APPOINTMENT_RULES, AppointmentFacts(role, frozenset(held)))


@pytest.mark.parametrize("role", APPOINTED)
def test_somebody_with_no_earlier_part_may_take_any(role: Role) -> None:
    assert asked(role) == []


@pytest.mark.parametrize("role", APPOINTED)
def test_nobody_takes_part_in_deciding_a_case_about_them(role: Role) -> None:
    assert "G-ROLE-0" in asked(role, Role.EMPLOYEE)


@pytest.mark.parametrize(
    "earlier",
    [
        Role.REPORTER,
        Role.TRIAGE,
        Role.CASE_MANAGER,
        Role.INVESTIGATING_OFFICER,
        Role.DECISION_MAKER,
    ],
)
@pytest.mark.parametrize("role", [Role.HEARING_MANAGER, Role.PANEL_MEMBER])
def test_whoever_prepared_the_case_does_not_hear_it(role: Role, earlier: Role) -> None:
    assert asked(role, earlier) == ["G-ROLE-1"]


@pytest.mark.parametrize("earlier", [Role.REPORTER, Role.HEARING_MANAGER, Role.PANEL_MEMBER])
def test_whoever_reported_or_hears_does_not_investigate(earlier: Role) -> None:
    assert asked(Role.INVESTIGATING_OFFICER, earlier) == ["G-ROLE-1"]


def test_whoever_investigated_does_not_decide_case_to_answer() -> None:
    assert asked(Role.DECISION_MAKER, Role.INVESTIGATING_OFFICER) == ["G-ROLE-1"]


@pytest.mark.parametrize(
    "earlier",
    [
        Role.REPORTER,
        Role.TRIAGE,
        Role.CASE_MANAGER,
        Role.INVESTIGATING_OFFICER,
        Role.DECISION_MAKER,
        Role.HEARING_MANAGER,
        Role.PANEL_MEMBER,
    ],
)
def test_an_appeal_is_not_heard_by_anyone_who_took_part_before(earlier: Role) -> None:
    assert asked(Role.APPEAL_MANAGER, earlier) == ["G-ROLE-2"]


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.NOTE_TAKER])
@pytest.mark.parametrize("earlier", [Role.REPORTER, Role.INVESTIGATING_OFFICER])
def test_whoever_reported_or_investigated_neither_manages_nor_takes_notes(
    role: Role, earlier: Role
) -> None:
    assert asked(role, earlier) == ["G-ROLE-3"]


def test_whoever_triaged_may_manage_the_case() -> None:
    assert asked(Role.CASE_MANAGER, Role.TRIAGE) == []


def test_a_hearing_manager_may_be_appointed_again() -> None:
    assert asked(Role.HEARING_MANAGER, Role.HEARING_MANAGER) == []


def test_whoever_reported_it_does_not_look_after_its_safeguarding() -> None:
    assert asked(Role.SAFEGUARDING_LEAD, Role.REPORTER) == ["G-ROLE-3"]
