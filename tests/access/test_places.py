"""What a place in the trust allows; none of it opens a case."""

from uuid import uuid4

import pytest

from casework.access import (
    TRUST_GRANTS,
    Actor,
    TrustPermission,
    TrustRole,
    may_in_trust,
    require_in_trust,
)
from casework.errors import NotPermitted


def somebody(*held: TrustRole) -> Actor:
    return Actor(uuid4(), "Somebody", frozenset(held))


@pytest.mark.parametrize("permission", list(TrustPermission))
def test_every_act_in_the_trust_belongs_to_somebody(permission: TrustPermission) -> None:
    assert TRUST_GRANTS[permission]


OF_THE_MACHINES = {
    TrustPermission.MANAGE_ACCOUNTS,
    TrustPermission.APPROVE_ACCOUNTS,
    TrustPermission.SEE_JOURNAL,  # whether it holds, never what is in it
    TrustPermission.SEE_BACKUPS,
    TrustPermission.LOOK_AFTER,
    TrustPermission.KEEP_ACADEMIES,  # names and places, and who works there: nothing of a case
    TrustPermission.IMPORT_STAFF,
}


@pytest.mark.parametrize("permission", sorted(set(TrustPermission) - OF_THE_MACHINES))
def test_looking_after_the_machines_opens_nothing_else(permission: TrustPermission) -> None:
    administrator = somebody(TrustRole.IT_ADMIN)
    assert not may_in_trust(administrator, permission)
    with pytest.raises(NotPermitted):
        require_in_trust(administrator, permission)


def test_a_teacher_without_a_place_reports_to_their_manager() -> None:
    assert not may_in_trust(somebody(), TrustPermission.REPORT_BREACH)
    assert may_in_trust(somebody(TrustRole.LINE_MANAGER), TrustPermission.REPORT_BREACH)


def test_four_places_oversee_the_register() -> None:
    able = [each for each in TrustRole if may_in_trust(somebody(each), TrustPermission.OVERSEE)]
    assert able == [
        TrustRole.HR_DIRECTOR,
        TrustRole.DPO,
        TrustRole.AUDITOR,
        TrustRole.RECORDS_OFFICER,
    ]
