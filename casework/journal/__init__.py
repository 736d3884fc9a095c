"""The append-only record of every act. A trigger refuses UPDATE, DELETE and TRUNCATE.

Each case has its own chain, and the trust has one for what belongs to no case: every entry carries
the SHA-256 of the one before it, so a changed or missing entry shows when the chain is checked.
"""

from casework.journal.asking import Asked, asked_by, note_asker
from casework.journal.looking import LOOKING, CaseLookedAt, Refused, Searched
from casework.journal.reading import count, entries, entry, looks, newest_of, of_kind
from casework.journal.record import Event, JournalEntry
from casework.journal.scanning import altered
from casework.journal.writing import append, looked, refused

__all__ = [
    "LOOKING",
    "Asked",
    "CaseLookedAt",
    "Event",
    "JournalEntry",
    "Refused",
    "Searched",
    "altered",
    "append",
    "asked_by",
    "count",
    "entries",
    "entry",
    "looked",
    "looks",
    "newest_of",
    "note_asker",
    "of_kind",
    "refused",
]
