"""Gathering checkpoints from everywhere they are kept, and believing only what is signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from casework.journal import notes
from casework.journal.heads import Heads, digest, fold, root_of
from casework.journal.leaves import FIRST
from casework.journal.notes import NotANote, Note
from casework.journal.places import Copy


@dataclass
class Collected:
    """Every checkpoint that is signed and whole, and what is wrong with the rest."""

    copies: dict[int, Copy] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def newest(self) -> int:
        return max(self.notes, default=0)

    @property
    def gaps(self) -> list[tuple[int, int]]:
        return [each.gap for each in self.notes.values() if each.gap]


def collect(held: Mapping[str, Mapping[int, Copy]], key: Ed25519PublicKey) -> Collected:
    """Merge what each place holds. A checkpoint needs to be whole in one of them."""
    found = Collected()
    for place, copies in held.items():
        for number, copy in sorted(copies.items()):
            wrong = _add(found, number, copy, key)
            if wrong:
                found.faults.append(f"Checkpoint {number} in {place} {wrong}")
    _check_sequence(found)
    return found


def _add(found: Collected, number: int, copy: Copy, key: Ed25519PublicKey) -> str:
    if copy == found.copies.get(number):
        return ""
    try:
        note = notes.read(copy.note)
    except NotANote:
        return "is not a checkpoint"
    if wrong := _unbelievable(note, number, copy, key):
        return wrong
    if number in found.copies:
        return "is signed, and is another one than elsewhere"
    found.copies[number], found.notes[number] = copy, note
    return ""


def _unbelievable(note: Note, number: int, copy: Copy, key: Ed25519PublicKey) -> str:
    if not notes.is_signed_by(copy.note, key):
        return "is not signed by this trust’s key"
    if note.number != number:
        return f"is checkpoint {note.number} under another number"
    if digest(copy.heads) != note.heads:
        return "has another list of heads than was signed"
    return ""


def _check_sequence(found: Collected) -> None:
    for number in range(1, found.newest + 1):
        if number not in found.notes:
            found.faults.append(f"Checkpoint {number} is missing everywhere")
        elif number > 1 and number - 1 in found.notes:
            if found.notes[number].previous != notes.digest(found.copies[number - 1].note):
                found.faults.append(f"Checkpoint {number} does not follow the one before it")
        elif number == 1 and found.notes[1].previous != FIRST:
            found.faults.append("Checkpoint 1 is not the first")


def heads_at(found: Collected, number: int) -> Heads | None:
    """All heads as of a checkpoint; none where a list is missing or they do not give its root."""
    first = max((n for n, note in found.notes.items() if note.gap and n <= number), default=1)
    wanted = [found.copies.get(each) for each in range(first, number + 1)]
    if not all(wanted):
        return None
    heads = fold(each.heads for each in wanted if each)
    note = found.notes[number]
    return heads if (root_of(heads), len(heads)) == (note.root, note.size) else None
