"""What waits for somebody, and the cases of their own: all that is beside their navigation."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from casework.access import Actor
from casework.cases.visible import note_open_cases
from casework.database.whose import once_while_reading
from casework.database.words import Words

# It asks as each list does, for its person alone.
_WAITING = Words(text("SELECT * FROM waiting_for(:me)"))


@dataclass(frozen=True)
class Waiting:
    """New reports to triage, open cases as the list counts them, and hearings to come.

    Apart from them, by reference: the cases about this person, or in which they accompany
    somebody, once that was told; and which parts they hold on open cases.
    """

    reports: int
    cases: int
    hearings: int
    own: list[str]
    parts: list[str]


@once_while_reading
def desk_of(session: Session, actor: Actor) -> Waiting:
    """What waits for this person now. Their open cases come with it, for the lists of this page."""
    *waiting, seen = _WAITING.ask_one(session, {"me": actor.id})
    note_open_cases(session, actor, seen)
    return Waiting(*waiting)
