"""Roles in the trust that one person should not hold together, and why. Data."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from casework.access import TrustRole


@dataclass(frozen=True)
class RoleConflict:
    """A role, and those it does not go with."""

    role: TrustRole
    others: frozenset[TrustRole]
    says: str


_WORKS_CASES = frozenset(
    {TrustRole.HR_CASE_MANAGER, TrustRole.HR_DIRECTOR, TrustRole.CHIEF_EXECUTIVE}
)
ROLE_CONFLICTS = (
    RoleConflict(
        TrustRole.IT_ADMIN,
        _WORKS_CASES | {TrustRole.CHAIR_OF_TRUSTEES},
        "Whoever looks after accounts should not work on cases too.",
    ),
    RoleConflict(
        TrustRole.DPO,
        _WORKS_CASES | {TrustRole.IT_ADMIN, TrustRole.CHAIR_OF_TRUSTEES},
        "A data protection officer does not decide how data are used (UK GDPR, art 38(6)).",
    ),
    RoleConflict(
        TrustRole.AUDITOR,
        frozenset(TrustRole) - {TrustRole.AUDITOR, TrustRole.LINE_MANAGER},
        "An internal auditor does not do what they audit.",
    ),
    RoleConflict(
        TrustRole.HR_DIRECTOR,
        frozenset({TrustRole.CHIEF_EXECUTIVE, TrustRole.CHAIR_OF_TRUSTEES}),
        "The executives who agree with each other are different people.",
    ),
    RoleConflict(
        TrustRole.CHIEF_EXECUTIVE,
        frozenset({TrustRole.CHAIR_OF_TRUSTEES}),
        "The executives who agree with each other are different people.",
    ),
)


def conflicts_of(held: AbstractSet[TrustRole], role: TrustRole) -> list[RoleConflict]:
    """What speaks against holding a role beside these, each reason once."""
    others = held - {role}
    found = [
        each
        for each in ROLE_CONFLICTS
        if (role is each.role and others & each.others)
        or (role in each.others and each.role in others)
    ]
    return list({each.says: each for each in found}.values())
