"""Clocks that end by themselves: the time for a claim, and how long a warning counts.

Nobody has to do anything by them, so they stand on no list of tasks, and they outlast the case.
"""

from datetime import date

from sqlmodel import col, select

from casework.cases.deadlines import end_clocks, start_clock
from casework.cases.gateway import Act
from casework.cases.models import ClockAct, ClockChange, Deadline
from casework.law import in_force
from casework.law.provisions import SIX_MONTHS

CLAIM, CLAIM_BEFORE = "T18", "T18-3"


def start_claim_clock(act: Act, ended_on: date) -> Deadline:
    """Count the time in which a claim may still come, from the day the employment ended.

    Which time it is follows from that day (ERA 1996 s.111; ERA 2025 s.152), with the weeks of
    early conciliation.
    """
    end_clocks(act, CLAIM, CLAIM_BEFORE)
    longer = in_force("dismissal_claim", ended_on).since >= SIX_MONTHS
    return start_clock(act, CLAIM if longer else CLAIM_BEFORE, ended_on)


def end_claim_clock(act: Act) -> None:
    """The dismissal counts as never made (Patel v Folkestone): nothing is counted from it."""
    end_clocks(act, CLAIM, CLAIM_BEFORE)


def lengthen(act: Act, kinds: tuple[str, ...], until: date, reason: str) -> None:
    """Give an open clock of these kinds the later day that something else has given it."""
    wanted = select(Deadline).where(
        Deadline.case_id == act.case.id,
        col(Deadline.kind).in_(kinds),
        col(Deadline.met_at).is_(None),
    )
    for each in act.session.exec(wanted):
        act.session.add(
            ClockChange(
                case_id=act.case.id,
                deadline_id=each.id,
                what=ClockAct.EXTENDED,
                was=each.due_on,
                now=until,
                reason=reason,
                by=act.actor.name,
                at=act.at,
            )
        )
        each.due_on = until
