"""When a request must be answered: its month, the days it waited, and two months more. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from casework.cases.clocks import CLOCKS, ends
from casework.data_rights.kinds import RequestKind
from casework.law import in_force, limit
from casework.law.provisions import CLOCK_STOPS
from casework.working_days import add_months

MORE_MONTHS = 2  # UK GDPR art 12(3)


@dataclass(frozen=True)
class Counted:
    """The day, and what it was counted from."""

    due_on: date
    facts: dict[str, Any]


def counted(
    kind: RequestKind, received_on: date, stops: Iterable[tuple[date, date]], *, extended: bool
) -> Counted:
    """The last day to answer (to acknowledge, for a complaint), by the law of the day it arrived.

    A day on which the clock stood still is put behind the last one (UK GDPR art 12A).
    """
    clock = CLOCKS[kind.clock]
    law = "data_complaint" if kind is RequestKind.COMPLAINT else "subject_access"
    first = ends(clock, received_on, clock.law).on
    waited = sum((until - since).days for since, until in stops)
    due = add_months(received_on, clock.law + MORE_MONTHS) if extended else first
    facts = {
        "clock": clock.id,
        "counted_from": received_on.isoformat(),
        "length": clock.law,
        "unit": clock.unit.value,
        "first_month_ends": (first + timedelta(waited)).isoformat(),
        "waited_days": waited,
        "extended_months": MORE_MONTHS if extended else 0,
        "law": limit(law, received_on).version.source,
    }
    return Counted(due + timedelta(waited), facts)


def may_stop(received_on: date) -> bool:
    """Whether the law lets the clock of a request stop that came on this day."""
    return in_force("subject_access", received_on).since >= CLOCK_STOPS
