"""Who may do what: the two tables, and how a refusal shows."""

from uuid import uuid4

import pytest

from casework.access import (
    GRANTS,
    TRUST_GRANTS,
    Actor,
    Permission,
    Role,
    TrustPermission,
    TrustRole,
    may,
    may_in_trust,
    require,
    require_in_trust,
)
from casework.errors import NotFound, NotPermitted

EVERYTHING = list(Permission)


def roles(*held: Role) -> frozenset[Role]:
    return frozenset(held)


def somebody(*held: TrustRole) -> Actor:
    return Actor(uuid4(), "Somebody", frozenset(held))


@pytest.mark.parametrize("permission", EVERYTHING)
def test_somebody_without_a_part_finds_no_case(permission: Permission) -> None:
    with pytest.raises(NotFound):
        require(roles(), permission)


@pytest.mark.parametrize("permission", EVERYTHING)
@pytest.mark.parametrize("also", list(Role))
def test_the_employee_can_do_nothing_whatever_else_they_are(
    permission: Permission, also: Role
) -> None:
    with pytest.raises(NotFound):
        require(roles(Role.EMPLOYEE, also), permission)


def test_the_reporter_adds_to_their_report_and_sees_no_case() -> None:
    allowed = [each for each in Permission if may(roles(Role.REPORTER), each)]
    assert allowed == [Permission.ADD_TO_REPORT]
    with pytest.raises(NotFound):
        require(roles(Role.REPORTER), Permission.VIEW_CASE)


def test_a_part_without_this_act_is_refused_by_name() -> None:
    with pytest.raises(NotPermitted, match="finding:record"):
        require(roles(Role.CASE_MANAGER), Permission.RECORD_FINDING)


def test_only_whoever_hears_the_case_decides_it() -> None:
    for permission in (
        Permission.RECORD_FINDING,
        Permission.ASSESS_SEVERITY,
        Permission.DECIDE_OUTCOME,
    ):
        assert GRANTS[permission] == {Role.HEARING_MANAGER}


def test_a_note_taker_does_not_open_the_evidence() -> None:
    assert may(roles(Role.NOTE_TAKER), Permission.VIEW_CASE)
    assert not may(roles(Role.NOTE_TAKER), Permission.VIEW_EVIDENCE)


@pytest.mark.parametrize("permission", EVERYTHING)
def test_somebody_can_do_everything_that_can_be_done(permission: Permission) -> None:
    assert GRANTS[permission]


@pytest.mark.parametrize("permission", list(TrustPermission))
def test_every_act_in_the_trust_belongs_to_somebody(permission: TrustPermission) -> None:
    assert TRUST_GRANTS[permission]


OF_ACCOUNTS = {TrustPermission.MANAGE_ACCOUNTS, TrustPermission.APPROVE_ACCOUNTS}


@pytest.mark.parametrize("permission", sorted(set(TrustPermission) - OF_ACCOUNTS))
def test_looking_after_the_machines_opens_nothing_but_accounts(permission: TrustPermission) -> None:
    administrator = somebody(TrustRole.IT_ADMIN)
    assert not may_in_trust(administrator, permission)
    with pytest.raises(NotPermitted):
        require_in_trust(administrator, permission)


def test_a_teacher_without_a_place_reports_to_their_manager() -> None:
    assert not may_in_trust(somebody(), TrustPermission.REPORT_BREACH)
    assert may_in_trust(somebody(TrustRole.LINE_MANAGER), TrustPermission.REPORT_BREACH)
