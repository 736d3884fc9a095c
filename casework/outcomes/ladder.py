"""The rungs a case can end on, and who has authority for each. Pure; printed, it reads as an annex.

The trust's own scheme of delegation decides; these rows are the suggested start.
"""

from dataclasses import dataclass
from enum import StrEnum

from casework.access import TrustRole


class Sanction(StrEnum):
    """The outcome of a case. The order is that of the ladder."""

    NO_ACTION = "no_action"
    FIRST_WRITTEN_WARNING = "first_written_warning"
    FINAL_WRITTEN_WARNING = "final_written_warning"
    DISMISSAL_WITH_NOTICE = "dismissal_with_notice"
    SUMMARY_DISMISSAL = "summary_dismissal"

    @property
    def label(self) -> str:
        return {
            Sanction.NO_ACTION: "No formal action",
            Sanction.SUMMARY_DISMISSAL: "Dismissal without notice (summary dismissal)",
        }.get(self, self.replace("_", " ").capitalize())

    @property
    def is_warning(self) -> bool:
        return self in {Sanction.FIRST_WRITTEN_WARNING, Sanction.FINAL_WRITTEN_WARNING}

    @property
    def is_dismissal(self) -> bool:
        return self in {Sanction.DISMISSAL_WITH_NOTICE, Sanction.SUMMARY_DISMISSAL}

    def above(self, other: "Sanction") -> bool:
        """Whether this is the more severe of two rungs."""
        return list(Sanction).index(self) > list(Sanction).index(other)

    @property
    def less_severe(self) -> tuple["Sanction", ...]:
        """The rungs below this one, the mildest first."""
        return tuple(each for each in Sanction if self.above(each))


@dataclass(frozen=True)
class Authority:
    """Who may decide on a rung."""

    sanction: Sanction
    held_by: frozenset[TrustRole]


_LEADS = frozenset(
    {
        TrustRole.PRINCIPAL,
        TrustRole.HR_DIRECTOR,
        TrustRole.CHIEF_EXECUTIVE,
        TrustRole.CHAIR_OF_TRUSTEES,
        TrustRole.PANEL_MEMBER,
    }
)

LADDER: tuple[Authority, ...] = (
    Authority(Sanction.NO_ACTION, _LEADS | {TrustRole.LINE_MANAGER}),
    Authority(Sanction.FIRST_WRITTEN_WARNING, _LEADS),
    Authority(Sanction.FINAL_WRITTEN_WARNING, _LEADS),
    Authority(Sanction.DISMISSAL_WITH_NOTICE, _LEADS),
    Authority(Sanction.SUMMARY_DISMISSAL, _LEADS - {TrustRole.HR_DIRECTOR}),
)


def has_authority(roles: frozenset[TrustRole], sanction: Sanction) -> bool:
    """Whether somebody with these places in the trust may decide on this rung."""
    rung = next(each for each in LADDER if each.sanction is sanction)
    return not roles.isdisjoint(rung.held_by)
