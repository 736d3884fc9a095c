"""A case of the retention queue as somebody reads it, and which part of the queue is shown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.retention.holds import Held
from casework.retention.schedule import SCHEDULE


class Show(StrEnum):
    """Which part of the queue is shown."""

    DUE = "due"
    SOON = "soon"
    UNKNOWN = "unknown"
    AGREED = "agreed"

    @property
    def label(self) -> str:
        return {
            Show.DUE: "Due now",
            Show.SOON: "Due in 30 days",
            Show.UNKNOWN: "A day is missing",
            Show.AGREED: "Proposed or agreed",
        }[self]


@dataclass(frozen=True)
class Row:
    """One case of the queue: when it is due and why, what holds it, and how far two people are."""

    reference: str
    academy: str
    ending: str
    code: str | None
    due_on: date | None
    waits_for: str | None
    holds: list[Held]
    approvals: int
    waits_until: date | None
    begun: bool
    today: date

    @property
    def is_held(self) -> bool:
        """Whether somebody put a hold on it, beside what its own state says."""
        return any(each.set_here for each in self.holds)

    @property
    def far(self) -> str:
        """How far off its day is."""
        days = (self.due_on - self.today).days if self.due_on else 0
        told = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
        return "today" if not days else f"in {told}" if days > 0 else f"{told} ago"

    @property
    def edge(self) -> str:
        """Red when it is past, amber today: the words say it too."""
        if self.due_on is None or self.due_on > self.today:
            return ""
        return "late" if self.due_on < self.today else "soon"

    @property
    def rule(self) -> str:
        return f"{SCHEDULE[self.code].record}, {self.code}" if self.code else "No rule fits"

    @property
    def proposed(self) -> str:
        """What comes next, in words."""
        if self.begun:
            return "Being deleted"
        if self.waits_until:
            return f"Deleted after {self.waits_until:%-d %b %Y}"
        if self.holds:
            return "Keep"
        return SCHEDULE[self.code].action.label if self.code else "Somebody has to look"
