"""Telling those who oversee that something needs them. The message says no more than that."""

from uuid import UUID

from sqlmodel import Session

from casework.access import TrustRole
from casework.cases.independence import BreakGlass
from casework.people.notices import Notice, tell_places
from casework.settings import Settings

TOLD = (TrustRole.HR_DIRECTOR, TrustRole.DPO)
SAYS = """\
Dear {name}

Something in Casework waits for your review. Sign in to see it: {where}

This message says nothing about it on purpose.
"""


def tell_overseers(session: Session, settings: Settings, opening_id: UUID) -> int:
    """Write to the Director of HR and the data protection officer; return to how many."""
    opening = session.get_one(BreakGlass, opening_id)
    return _tell(session, settings, f"review.{opening_id}", opening.person_id)


def raise_alarm(session: Session, settings: Settings, about: str) -> int:
    """Write to the same people that an original is no longer what was taken in; to how many."""
    return _tell(session, settings, f"alarm.{about}", None)


def _tell(session: Session, settings: Settings, called: str, but: UUID | None) -> int:
    notice = Notice(called, "Something in Casework waits for your review", SAYS, "/oversight")
    return tell_places(session, settings, notice, TOLD, but)
