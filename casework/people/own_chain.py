"""Where it is written what somebody does with their own account.

Of an account of the trust, in the trust's chain. Of an account that opens a room, in the chain of
its case: whoever reads the trust's journal learns from it of no case, and of nobody's suspension.
"""

from datetime import datetime

from sqlmodel import Session

from casework import journal
from casework.access import Actor
from casework.database.whose import working_on
from casework.journal import Event
from casework.people.models import Account


def note(session: Session, account: Account, actor: Actor, event: Event, at: datetime) -> None:
    """Write what was done with an account where it belongs."""
    if account.room_of is None:
        journal.append(session, None, actor, event, at)
        return
    with working_on(session, account.room_of):
        journal.append(session, account.room_of, actor, event, at)
