"""Putting a backup where nothing is: what must not come back is destroyed, the rest is proved.

The database goes in last of all parts, whole or not at all: until then it may be done again. What
follows may be done again too, and nothing was served before it was through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casework import database, journal, keys
from casework.access import Actor
from casework.backups import layout
from casework.backups.checking import Source
from casework.backups.dumping import load
from casework.backups.layout import CHECKPOINTS, FILES, Part
from casework.backups.manifest import listed
from casework.backups.models import Backup
from casework.backups.taking import unlocked
from casework.case_file.verifying import check_what_is_kept
from casework.database import as_casework, reading_as_casework
from casework.database.migrating import every_table, migrate
from casework.durable import write_durably
from casework.errors import NotFound, StoreUnavailable, Unsound, WrongAnswer
from casework.journal import Event
from casework.journal.acknowledging import acknowledge
from casework.journal.gaps import gap_in
from casework.journal.keys import signer_of
from casework.journal.places import Shelf, places_of
from casework.journal.proving import Proof, prove
from casework.journal.recording import record
from casework.keys.rotating import restore as put_keys_back
from casework.keys.tombstones import destroy_again, tombstones
from casework.recovery.emptiness import begun_before, make_ready, require_rows
from casework.recovery.outcome import Restored
from casework.retention.ledger import buried
from casework.retention.restoring import destroy_what_came_back
from casework.settings import Settings
from casework.storage import Store
from casework.storage.names import holder_of

OTHER = "{} is there already and is not what the backup holds: look at it before anything else"
UNSIGNED = (
    "The key that signed the checkpoints is not in the backup and not here: put it back as {} first"
)
DAMAGED = "{} of the backup is missing, or is not what was written"


class BackupRestored(Event):
    """The database was put back, and why; entries made after the backup are not in it."""

    backup: str
    manifest_sha256: str
    made: str
    reason: str

    def sentence(self) -> str:
        return f"put back the backup of {self.made}: {self.reason}"


@dataclass(frozen=True)
class Restoring:
    """Where a backup is put, by whom, and why."""

    settings: Settings
    store: Store
    url: str
    source: Source
    actor: Actor
    reason: str
    clock: Callable[[], datetime]
    outside: Path | None = None  # checkpoints that were kept elsewhere


def restore(work: Restoring) -> Restored:
    """Put a backup back, and prove what came of it.

    Raises:
        WrongAnswer: something lives there already, or the reason is empty.
        StoreUnavailable, Unsound: a part of the backup is missing or was changed.
        DatabaseUnavailable: the database cannot take it.
    """
    if not work.reason.strip():
        raise WrongAnswer({"reason": "Say what happened: --reason is empty."})
    done = Restored(work.source.manifest)
    manifest = work.source.manifest
    begun = begun_before(work.url, manifest)
    if not begun:
        make_ready(work.url, manifest)
    with done.step("checkpoints"):
        _put_signing_key(work)
        _put_checkpoints(work)
        if work.outside:
            _put_outside(work, work.outside)
        _require_signer(work.settings)
    if not begun:
        with done.step("keys"):
            _put_keys(work, done)
        with done.step("files"):
            _put_files(work, done)
        with done.step("database"):
            load(work.settings, work.url, work.source.dump())
            require_rows(work.url, manifest.database.rows)
    _bring_up(work, done)
    return done


def _bring_up(work: Restoring, done: Restored) -> None:
    migrate(work.url)
    database.connect(work.url)
    keys.connect(work.settings, work.url)
    every_table()
    done.gap = _answer_for_the_gap(work)
    with done.step("deleted again"):
        again = destroy_what_came_back(work.store, work.settings, work.clock())
        done.keys_destroyed += again[0]
        done.cases_deleted = again[1]
    _write_down(work)
    with done.step("proved"):
        done.proof = _proved(work, done.damaged)


def _put_signing_key(work: Restoring) -> None:
    """The key that signs checkpoints, where it is not there any more."""
    if work.source.keys.signing is None:
        return
    secret = unlocked(work.source.key, work.source.keys.signing)
    _put(signer_of(work.settings).file, secret, 0o600)


def _put_checkpoints(work: Restoring) -> None:
    for name, part in work.source.manifest.parts.items():
        if name.startswith(CHECKPOINTS):
            content = layout.read(work.source.place, layout.of(work.source.manifest.id, name))
            if layout.measured([content]) != part:
                raise Unsound(DAMAGED.format(name))
            _put(work.settings.checkpoints / name.removeprefix(CHECKPOINTS), content)


def _put_outside(work: Restoring, folder: Path) -> None:
    """Checkpoints and destroyed keys that another folder knows of, newer than the backup maybe."""
    if not folder.is_dir():
        raise WrongAnswer({"checkpoints": f"There is no folder {folder}"})
    for each in sorted(folder.iterdir()):
        if each.suffix in (".note", ".heads", ".tombstone"):
            _put(work.settings.checkpoints / each.name, each.read_bytes())


def _require_signer(settings: Settings) -> None:
    """Checkpoints cannot be checked, and no deletion done again, with another key than theirs.

    Raises:
        StoreUnavailable: the key that signed them is not here.
    """
    file, signed = signer_of(settings).file, next(settings.checkpoints.glob("*.note"), None)
    if signed and not file.exists():
        raise StoreUnavailable(UNSIGNED.format(file))


def _put(place: Path, content: bytes, mode: int = 0o400) -> None:
    try:
        write_durably(place, content, mode)
    except FileExistsError:
        if place.read_bytes() != content:
            raise WrongAnswer({"state": OTHER.format(place)}) from None


def _put_keys(work: Restoring, done: Restored) -> None:
    """Without those that were destroyed, by the backup's own word or by what is known outside."""
    keys.connect(work.settings, work.url)
    destroy_again(buried(work.settings.checkpoints))
    done.keys = put_keys_back(work.settings, work.source.keys.keystore)
    done.keys_destroyed = len(destroy_again([]))


def _put_files(work: Restoring, done: Restored) -> None:
    """What the store lacks, but nothing of a case whose key was destroyed.

    One that is damaged stays away, and all the rest comes back: its item is frozen afterwards.
    """
    gone = {each.holder for each in tombstones()}
    held = {each.name for each in work.store.held()}
    for name, part in listed(work.source.place, work.source.manifest).items():
        if name in held or holder_of(name) in gone:
            continue
        if _put_file(work, name, part):
            done.files += 1
        else:
            done.damaged.append(DAMAGED.format(FILES + name))


def _put_file(work: Restoring, name: str, part: Part) -> bool:
    """Whether it came back as it was written."""
    try:
        content = layout.pieces(work.source.place.open(FILES + name))
    except NotFound:
        return False
    if layout.keep(work.store.shelf, name, content) != part:
        work.store.remove(name)
        return False
    return True


def _shelves(settings: Settings) -> list[Shelf]:
    return [each for each in places_of(settings) if isinstance(each, Shelf)]


def _answer_for_the_gap(work: Restoring) -> str:
    """What was signed and is not in the backup is lost; whoever restores it says why."""
    with as_casework() as session:
        try:
            gap = gap_in(session, signer_of(work.settings), _shelves(work.settings))
        except WrongAnswer:
            return ""
        numbers = (gap.first, gap.last)
        acknowledge(session, work.actor, numbers, gap.newest, work.reason, work.clock())
    return f"{gap.first}" if gap.first == gap.last else f"{gap.first} to {gap.last}"


def _write_down(work: Restoring) -> None:
    manifest = work.source.manifest
    with as_casework() as session:
        row = session.get_one(Backup, manifest.id, with_for_update=True)
        row.finished_at, row.manifest_hash = row.finished_at or work.clock(), manifest.hash
        row.entries, row.files = manifest.database.entries, manifest.files
        row.bytes = manifest.bytes
        told = BackupRestored(
            backup=str(manifest.id),
            manifest_sha256=manifest.hash,
            made=f"{manifest.began_at:%-d %B %Y, %H:%M} UTC",
            reason=work.reason,
        )
        journal.append(session, None, work.actor, told, work.clock())


def _proved(work: Restoring, damaged: list[str]) -> Proof:
    signer = signer_of(work.settings)
    with reading_as_casework() as session:
        shelves = _shelves(work.settings)
        proof = prove(session, shelves, signer.public_key(), signer.memory())
    proof.altered += damaged
    check_what_is_kept(proof, work.store, work.clock())
    with as_casework() as session:
        record(session, work.actor, proof, work.clock())
        if not proof.altered and not proof.unknown:
            row = session.get_one(Backup, work.source.manifest.id)
            row.checked_at, row.found = work.clock(), ""
    return proof
