"""Who may decide on which rung for whom: the suggested scheme of delegation. Pure.

Printed, it reads as the annex of a disciplinary policy. The trust's own scheme decides: each cell
stays marked until somebody confirms or changes it.
"""

from dataclasses import dataclass
from enum import StrEnum

from casework.access import TrustRole
from casework.outcomes.ladder import Sanction

UNCONFIRMED = "default: confirm against your scheme of delegation"


class StaffGroup(StrEnum):
    """Whom a decision is about, as schemes of delegation tell people apart."""

    STAFF = "staff"
    CENTRAL = "central"
    PRINCIPAL = "principal"
    CHIEF_EXECUTIVE = "chief_executive"

    @property
    def label(self) -> str:
        return {
            StaffGroup.STAFF: "Teachers and support staff",
            StaffGroup.CENTRAL: "The central team",
            StaffGroup.PRINCIPAL: "A Principal",
            StaffGroup.CHIEF_EXECUTIVE: "The chief executive",
        }[self]


class Delegated(StrEnum):
    """What is delegated, in the order of the ladder, and then the appeal."""

    NO_ACTION = "no_action"
    FIRST_WARNING = "first_warning"
    FINAL_WARNING = "final_warning"
    DISMISSAL = "dismissal"
    APPEAL = "appeal"

    @property
    def label(self) -> str:
        return {
            Delegated.NO_ACTION: "No formal action",
            Delegated.FIRST_WARNING: "First written warning",
            Delegated.FINAL_WARNING: "Final written warning",
            Delegated.DISMISSAL: "Dismissal, with or without notice",
            Delegated.APPEAL: "Deciding an appeal",
        }[self]


NEEDS: dict[Sanction, Delegated] = {
    Sanction.NO_ACTION: Delegated.NO_ACTION,
    Sanction.FIRST_WRITTEN_WARNING: Delegated.FIRST_WARNING,
    Sanction.FINAL_WRITTEN_WARNING: Delegated.FINAL_WARNING,
    Sanction.DISMISSAL_WITH_NOTICE: Delegated.DISMISSAL,
    Sanction.SUMMARY_DISMISSAL: Delegated.DISMISSAL,
}


@dataclass(frozen=True)
class Cell:
    """One cell of the scheme: who may decide this for people of this group."""

    group: StaffGroup
    what: Delegated
    held_by: frozenset[TrustRole]


_TRUSTEES = frozenset({TrustRole.CHAIR_OF_TRUSTEES, TrustRole.PANEL_MEMBER})
_CHIEF = _TRUSTEES | {TrustRole.CHIEF_EXECUTIVE}
_PRINCIPALS = _CHIEF | {TrustRole.PRINCIPAL}
_DIRECTORS = _CHIEF | {TrustRole.HR_DIRECTOR}
_SUGGESTED: dict[StaffGroup, tuple[frozenset[TrustRole], ...]] = {
    StaffGroup.STAFF: (
        _PRINCIPALS | {TrustRole.HR_DIRECTOR, TrustRole.LINE_MANAGER},
        _PRINCIPALS,
        _PRINCIPALS,
        _PRINCIPALS,
        _CHIEF,
    ),
    StaffGroup.CENTRAL: (
        _DIRECTORS | {TrustRole.LINE_MANAGER},
        _DIRECTORS,
        _DIRECTORS,
        _CHIEF,
        _TRUSTEES,
    ),
    StaffGroup.PRINCIPAL: (_CHIEF, _CHIEF, _CHIEF, _CHIEF, _TRUSTEES),
    StaffGroup.CHIEF_EXECUTIVE: (_TRUSTEES, _TRUSTEES, _TRUSTEES, _TRUSTEES, _TRUSTEES),
}
SCHEME: tuple[Cell, ...] = tuple(
    Cell(group, what, held_by)
    for group, row in _SUGGESTED.items()
    for what, held_by in zip(Delegated, row, strict=True)
)


def suggested(group: StaffGroup, what: Delegated) -> frozenset[TrustRole]:
    """Who may decide it where the trust has not said otherwise."""
    return next(each.held_by for each in SCHEME if (each.group, each.what) == (group, what))


def group_of(roles: frozenset[TrustRole], worker_type: str) -> StaffGroup:
    """Which row of the scheme somebody's case is decided by."""
    if TrustRole.CHIEF_EXECUTIVE in roles:
        return StaffGroup.CHIEF_EXECUTIVE
    if TrustRole.PRINCIPAL in roles:
        return StaffGroup.PRINCIPAL
    return StaffGroup.CENTRAL if worker_type == "central" else StaffGroup.STAFF
