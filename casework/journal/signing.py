"""Making a checkpoint: only when the journal continues what was signed last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, func, select

from casework.database import as_casework
from casework.errors import CheckpointRefused
from casework.journal import notes
from casework.journal.acknowledging import acknowledged
from casework.journal.heads import (
    Heads,
    changed,
    digest,
    gone_back,
    heads_now,
    root_of,
    written,
)
from casework.journal.keys import Signer
from casework.journal.leaves import FIRST
from casework.journal.models import Checkpoint, CheckpointHead
from casework.journal.places import Place, Shelf
from casework.journal.record import JournalEntry
from casework.journal.scanning import places_named, raw

MOST_ENTRIES = 1_000
LONGEST = timedelta(minutes=60)
_ALONE = text("SELECT pg_advisory_xact_lock(hashtext('casework.checkpoints'))")


def last_checkpoint(session: Session) -> Checkpoint | None:
    newest = select(Checkpoint).order_by(col(Checkpoint.number).desc())
    return session.exec(newest.limit(1)).first()


def is_due(session: Session, now: datetime) -> bool:
    """Whether so much was written, or so long ago, that it should be signed now."""
    last = last_checkpoint(session)
    since = last.newest_entry if last else 0
    newer = select(func.count()).select_from(JournalEntry).where(col(JournalEntry.id) > since)
    waiting = session.exec(newer).one()
    if not waiting:
        return False
    return last is None or waiting >= MOST_ENTRIES or now - last.at >= LONGEST


@dataclass(frozen=True)
class _Before:
    """What was signed last, and what it covered."""

    number: int
    note: str | None
    heads: Heads
    gap: tuple[int, int] | None = None


def sign(signer: Signer, shelves: Sequence[Place], now: datetime) -> Checkpoint | None:
    """Sign the heads as they are; nothing where nothing was written since.

    Raises:
        CheckpointRefused: a chain is shorter than it was, or not the same any more.
        StoreUnavailable: the key cannot be used.
    """
    with as_casework() as session:
        session.execute(_ALONE)
        before = _before(session, signer, shelves)
        made = _made(session, signer, before, now)
        if made:
            session.add(made)
            session.flush()
    if made:
        signer.remember(made.note)  # after the commit: a note nobody has must not be remembered
    return made


def _made(session: Session, signer: Signer, before: _Before, now: datetime) -> Checkpoint | None:
    cursor = raw(session).cursor()
    newest = session.exec(select(func.max(JournalEntry.id))).one()
    heads = heads_now(cursor)
    if back := gone_back(cursor, before.heads, heads):
        said = ", ".join(places_named(raw(session), back[:5]))
        raise CheckpointRefused(f"Nothing was signed: what was signed is not whole in {said}")
    fresh = heads if before.gap else changed(before.heads, heads)
    if not fresh:
        return None
    delta = written(fresh)
    note = notes.Note(
        origin=signer.origin,
        size=len(heads),
        root=root_of(heads),
        number=before.number + 1,
        entries=sum(number for number, _ in heads.values()),
        previous=notes.digest(before.note) if before.note else FIRST,
        at=now.astimezone(UTC).replace(microsecond=0),
        heads=digest(delta),
        gap=before.gap,
    )
    _remember_heads(session, fresh)
    signed = notes.signed(note, signer.key())
    return Checkpoint(
        number=note.number,
        at=note.at,
        entries=note.entries,
        newest_entry=newest or 0,
        note=signed,
        heads=delta,
    )


def _before(session: Session, signer: Signer, shelves: Sequence[Place]) -> _Before:
    last = last_checkpoint(session)
    remembered = signer.memory() or _recalled(shelves)
    if remembered is None and last is None:
        return _Before(0, None, {})
    heads = _signed_heads(session, signer, last)
    number, note = (last.number, last.note) if last else (0, None)
    if remembered is None or _kept(session, remembered):
        return _Before(number, note, heads)
    _require_acknowledged(session, remembered)
    newest = notes.read(remembered).number
    return _Before(newest, remembered, heads, (number + 1, newest))


def _signed_heads(session: Session, signer: Signer, last: Checkpoint | None) -> Heads:
    """The heads of the last checkpoint the database holds, proved by its own signature."""
    if last is None:
        return {}
    if not notes.is_signed_by(last.note, signer.key().public_key()):
        raise CheckpointRefused("Nothing was signed: the last checkpoint is not of this key")
    kept = session.exec(select(CheckpointHead)).all()
    heads = {each.chain: (each.number, each.hash) for each in kept}
    if root_of(heads) != notes.read(last.note).root:
        raise CheckpointRefused("Nothing was signed: the heads of the last checkpoint were changed")
    return heads


def _recalled(shelves: Sequence[Place]) -> str | None:
    """A signer without a memory looks for the newest note outside the database."""
    found = [each.copies() for each in shelves if isinstance(each, Shelf) and each.exists()]
    newest = max((max(copies) for copies in found if copies), default=0)
    return next((copies[newest].note for copies in found if newest in copies), None)


def _kept(session: Session, note: str) -> bool:
    checkpoint = session.get(Checkpoint, notes.read(note).number)
    return checkpoint is not None and checkpoint.note == note


def _require_acknowledged(session: Session, remembered: str) -> None:
    """A database older than what was signed is something somebody must have answered for."""
    if notes.digest(remembered) != acknowledged(session):
        raise CheckpointRefused(
            "Nothing was signed: the database is older than the last checkpoint. If it was "
            "restored from a backup, say so: casework journal acknowledge --reason …"
        )


def _remember_heads(session: Session, fresh: Heads) -> None:
    rows = [{"chain": c, "number": number, "hash": hash} for c, (number, hash) in fresh.items()]
    added = insert(CheckpointHead)
    updated = added.on_conflict_do_update(
        index_elements=["chain"],
        set_={"number": added.excluded.number, "hash": added.excluded.hash},
    )
    session.execute(updated, rows)
