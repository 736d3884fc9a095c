"""Finding what a restored database lacks of what was signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from casework.errors import WrongAnswer
from casework.journal import notes
from casework.journal.collecting import collect
from casework.journal.keys import Signer
from casework.journal.models import Checkpoint
from casework.journal.places import Shelf
from casework.journal.signing import last_checkpoint

NO_GAP = "The database holds every checkpoint that was signed: there is no gap to acknowledge"


@dataclass(frozen=True)
class Gap:
    """The first and last checkpoint that the database lacks, and the digest of the last."""

    first: int
    last: int
    newest: str


def gap_in(session: Session, signer: Signer, shelves: Sequence[Shelf]) -> Gap:
    """What is signed outside and missing here.

    Raises:
        WrongAnswer: nothing is missing.
        DeliveryFailed: a place cannot be read at the moment, so the newest may not be known.
    """
    held = {each.name: each.copies() for each in shelves if each.exists()}
    found = collect(held, signer.key().public_key())
    signed = {number: copy.note for number, copy in found.copies.items()}
    if memory := signer.memory():
        signed.setdefault(notes.read(memory).number, memory)
    newest = max(signed, default=0)
    kept = session.get(Checkpoint, newest)
    if not newest or (kept is not None and kept.note == signed[newest]):
        raise WrongAnswer({"reason": NO_GAP})
    last = last_checkpoint(session)
    return Gap(last.number + 1 if last else 1, newest, notes.digest(signed[newest]))
