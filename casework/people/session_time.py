"""How long a session still lasts: until nobody has used it for a while, and never past its end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from casework.people.models import SignedIn
from casework.people.sign_in import hashed, session_holder
from casework.settings import settings


@dataclass(frozen=True)
class TimeLeft:
    """The seconds a session has, and whether using it gives it more."""

    seconds: int
    extends: bool
    account_id: UUID


def time_left(session: Session, secret: str, at: datetime) -> TimeLeft | None:
    """What is left of a session, without using it; None when it has ended or was never opened."""
    holder = session_holder(session, secret, at)
    opened = session.get(SignedIn, hashed(secret)) if holder else None
    if holder is None or opened is None:
        return None
    idle_at = holder.seen_at + timedelta(minutes=settings().idle_minutes)
    ends_at = min(idle_at, opened.ends_at)
    seconds = max(int((ends_at - at).total_seconds()), 1)
    return TimeLeft(seconds, idle_at < opened.ends_at, holder.account.id)
