"""Answering for a database that is older than its last checkpoint, because it was restored."""

from datetime import datetime

from sqlmodel import Session

from casework.access import Actor
from casework.journal.reading import newest_of
from casework.journal.record import Event, JournalEntry
from casework.journal.writing import append


class GapAcknowledged(Event):
    """What was written between these checkpoints is lost, and somebody says why."""

    first: int
    last: int
    newest: str
    reason: str

    def sentence(self) -> str:
        lost = f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"
        return f"acknowledged that the entries of checkpoint {lost} are lost: {self.reason}"


def acknowledge(
    session: Session, actor: Actor, gap: tuple[int, int], newest: str, reason: str, at: datetime
) -> JournalEntry:
    """Record the gap; the next checkpoint says it too, and every check from then on."""
    told = GapAcknowledged(first=gap[0], last=gap[1], newest=newest, reason=reason)
    return append(session, None, actor, told, at)


def acknowledged(session: Session) -> str | None:
    """The digest of the note up to which a gap was last acknowledged."""
    entry = newest_of(session, GapAcknowledged.__name__)
    return str(entry.facts.get("newest")) if entry else None
