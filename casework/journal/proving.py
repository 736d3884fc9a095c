"""Whether the journal is what was written: against itself, and against its checkpoints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlmodel import Session, col, select

from casework.errors import DeliveryFailed
from casework.journal import notes
from casework.journal.acknowledging import acknowledged
from casework.journal.collecting import Collected, collect, heads_at
from casework.journal.heads import Heads
from casework.journal.models import Checkpoint, Delivery, DeliveryState
from casework.journal.places import Copy, Shelf
from casework.journal.scanning import raw, scan, sentences, unguarded

DATABASE = "the database"


class Soundness(IntEnum):
    """What a check found, as an exit code."""

    SOUND = 0
    ALTERED = 1
    CANNOT_TELL = 2
    GAP_ACKNOWLEDGED = 3


@dataclass
class Proof:
    """What was checked, and what came of it, in sentences."""

    entries: int = 0
    checkpoint: int = 0
    outside: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> Soundness:
        if self.altered:
            return Soundness.ALTERED
        if self.unknown:
            return Soundness.CANNOT_TELL
        return Soundness.GAP_ACKNOWLEDGED if self.gaps else Soundness.SOUND


def prove(
    session: Session,
    shelves: Sequence[Shelf],
    key: Ed25519PublicKey | None,
    memory: str | None,
    processes: int = 1,
) -> Proof:
    """Recompute everything from stored bytes; nothing is taken on trust but the public key.

    Several processes see only what is committed.
    """
    proof = Proof()
    connection = raw(session)
    if missing := unguarded(connection):
        proof.altered.append(f"The database no longer refuses changes: {', '.join(missing)}")
    heads = _signed_heads(session, shelves, key, memory, proof)
    found = scan(connection, heads, processes)
    proof.entries = found.entries
    proof.altered += sentences(connection, found.faults)
    proof.remarks += sentences(connection, found.remarks)
    return proof


def _signed_heads(
    session: Session,
    shelves: Sequence[Shelf],
    key: Ed25519PublicKey | None,
    memory: str | None,
    proof: Proof,
) -> Heads:
    """The heads that the database must still hold, from the newest checkpoint that speaks of it."""
    outside = _outside(shelves, proof)
    inside = {each.number: Copy(each.number, each.note, each.heads) for each in _kept(session)}
    if not (inside or memory or any(outside.values())):
        proof.remarks.append("No checkpoint was made yet: only the chains themselves were checked")
        return {}
    if key is None:
        proof.unknown.append("The key that signs checkpoints is not here, so none can be checked")
        return {}
    found = collect({**outside, DATABASE: inside}, key)
    proof.altered += found.faults
    proof.gaps += [_lost(*gap) for gap in found.gaps]
    proof.outside = sorted(place for place, copies in outside.items() if copies)
    if not proof.outside:
        proof.unknown.append("No checkpoint outside the database could be read")
    _check_memory(memory, found, proof)
    _check_deliveries(session, outside, proof)
    return _heads_to_hold(session, found, set(inside), proof)


def _outside(shelves: Sequence[Shelf], proof: Proof) -> dict[str, Mapping[int, Copy]]:
    held: dict[str, Mapping[int, Copy]] = {}
    for shelf in shelves:
        try:
            held[shelf.name] = shelf.copies()
        except DeliveryFailed as failed:
            proof.remarks.append(f"{shelf.name}: {failed}")
    return held


def _kept(session: Session) -> Sequence[Checkpoint]:
    return session.exec(select(Checkpoint).order_by(col(Checkpoint.number))).all()


def _lost(first: int, last: int) -> str:
    """A gap in words, with the numbers of its checkpoints."""
    numbers = f"{first}" if first == last else f"{first} to {last}"
    return f"The database was restored: what checkpoint {numbers} covered is lost, acknowledged"


def _check_memory(memory: str | None, found: Collected, proof: Proof) -> None:
    if memory and notes.read(memory).number > found.newest:
        said = f"Checkpoint {notes.read(memory).number} was signed here and is nowhere to be found"
        proof.altered.append(said)


def _check_deliveries(
    session: Session, outside: Mapping[str, Mapping[int, Copy]], proof: Proof
) -> None:
    """What arrived at a place must still be there."""
    arrived = select(Delivery.place, Delivery.checkpoint).where(
        Delivery.state == DeliveryState.DELIVERED, col(Delivery.place).in_(outside)
    )
    proof.altered += [
        f"Checkpoint {number} was removed from {place}"
        for place, number in session.exec(
            arrived.order_by(Delivery.place, col(Delivery.checkpoint))
        )
        if number not in outside[place]
    ]


def _heads_to_hold(session: Session, found: Collected, inside: set[int], proof: Proof) -> Heads:
    number = found.newest
    lost = bool(number) and number not in inside
    if lost and notes.digest(found.copies[number].note) == acknowledged(session):
        number = max((each for each in inside if each in found.notes), default=0)
        proof.gaps.append(_lost(number + 1, found.newest))
    proof.altered += [
        f"Checkpoint {each} was removed from the database"
        for each in range(1, number + 1)
        if each not in inside and not any(first <= each <= last for first, last in found.gaps)
    ]
    proof.checkpoint = number
    if not number:
        return {}
    heads = heads_at(found, number)
    if heads is None:
        proof.altered.append(f"The heads of checkpoint {number} do not give the root it signed")
    return heads or {}
