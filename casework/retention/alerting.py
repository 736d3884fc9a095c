"""Telling the Director of HR and the data protection officer that the nightly check stopped."""

from sqlmodel import Session

from casework.cases.alerting import SAYS, TOLD
from casework.people.notices import Notice, tell_places
from casework.settings import Settings


def tell_of_night(session: Session, settings: Settings, night: int) -> int:
    """Write to them that something waits, and no more; to how many."""
    subject = "Something in Casework waits for your review"
    notice = Notice(f"retention-night.{night}", subject, SAYS, "/retention")
    return tell_places(session, settings, notice, TOLD, None)
