"""A clock that ends on the day a test needs."""

from datetime import date
from uuid import UUID

from casework.cases.deadlines import refresh_next_due, start_clock
from casework.cases.gateway import Act
from casework.cases.models import Deadline


def clock_due(act: Act, kind: str, day: date, owner: UUID | None) -> Deadline:
    """Start a clock and let it end on a day, whatever its length."""
    clock = start_clock(act, kind, act.today, owner)
    clock.due_on = day
    refresh_next_due(act)
    return clock
