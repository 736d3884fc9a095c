"""What a check of the journal leaves in the journal, so that people see when it was last done."""

from datetime import datetime
from typing import Literal

from sqlmodel import Session

from casework.access import Actor
from casework.journal.proving import Proof
from casework.journal.record import Event, JournalEntry
from casework.journal.writing import append

Verdict = Literal["sound", "altered", "cannot_tell", "gap_acknowledged"]
SAYS: dict[str, str] = {
    "sound": "found it as it was written",
    "altered": "found it altered",
    "cannot_tell": "could not tell whether it is as it was written",
    "gap_acknowledged": "found it as it was written, but for a gap that is acknowledged",
}


class JournalVerified(Event):
    """Somebody had the whole journal recomputed."""

    verdict: Verdict
    entries: int
    checkpoint: int
    problems: int

    def sentence(self) -> str:
        against = f"checkpoint {self.checkpoint}" if self.checkpoint else "itself"
        return f"checked {self.entries} entries against {against} and {SAYS[self.verdict]}"


def record(session: Session, actor: Actor, proof: Proof, at: datetime) -> JournalEntry:
    """Write what a check found."""
    told = JournalVerified.model_validate(
        {
            "verdict": proof.verdict.name.lower(),
            "entries": proof.entries,
            "checkpoint": proof.checkpoint,
            "problems": len(proof.altered) + len(proof.unknown),
        }
    )
    return append(session, None, actor, told, at)
