"""The rungs a case can end on, in order. Pure. Who may decide on each is the trust's to say."""

from enum import StrEnum


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
