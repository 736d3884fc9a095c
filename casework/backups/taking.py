"""Making a backup. The order is what makes its parts fit together.

1. It is written down, before any key is copied.
2. The files there are, so that what is removed meanwhile is not missed.
3. The database, as of one moment.
4. The keys, after it: every row of that moment has the key of its case, or the case was deleted
   meanwhile, which its tombstone beside the keys says.
5. The files again: bytes come before the row that names them, so no row lacks its file.
6. The checkpoints and the ledger of destroyed keys; last the manifest, without which it is none.
"""

import base64
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine

from casework import journal
from casework.access import Actor
from casework.backups import layout
from casework.backups.dumping import alone, dump, one_moment
from casework.backups.layout import CHECKPOINTS, DATABASE, FILES, LISTED, MANIFEST, Part
from casework.backups.manifest import Facts, Keys, Manifest, as_list, listed, manifests
from casework.backups.models import Backup
from casework.database import as_casework
from casework.errors import NotFound, StoreUnavailable, WrongAnswer
from casework.journal import Event
from casework.journal.keys import signer_of
from casework.keys.apart import wrap
from casework.keys.rotating import backup as keystore
from casework.settings import Settings
from casework.storage import Store
from casework.storage.names import holder_of
from casework.storage.sealing import Bound, Written, sealed
from casework.storage.shelves import Shelf
from casework.timescales import standing as timescales
from casework.working_days import local_day

TOGETHER = (
    "Keys beside what they open would keep a deleted case readable in every copy of the backup: "
    "give --keys-to another place, neither within the other"
)
OPEN = (
    "{} files of an earlier version are not encrypted yet: run casework migrate first, so that "
    "nothing lies open in a backup"
)
LOCKED = "Object lock keeps what is in {}, so keys could not be removed from it when they must go"


class BackupMade(Event):
    manifest_sha256: str
    files: int
    kept_until: str

    def sentence(self) -> str:
        return f"made a backup, whose keys are kept until {self.kept_until}"


@dataclass
class Work:
    """One backup on its way."""

    settings: Settings
    store: Store
    engine: Engine
    place: Shelf
    keys: Shelf
    says: Callable[[str], None]
    id: UUID = field(default_factory=uuid4)
    key: bytes = field(default_factory=lambda: os.urandom(32), repr=False)
    known: dict[str, Part] = field(default_factory=dict)
    there: set[str] = field(default_factory=set)
    files: dict[str, Part] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    holders: set[UUID] = field(default_factory=set)


def make_backup(
    work: Work, place: str, keys_place: str, actor: Actor, clock: Callable[[], datetime]
) -> Manifest:
    """Copy everything. Cut off, it is begun again, and copies only the files that are missing.

    Raises:
        WrongAnswer: the keys would lie beside what they open.
        StoreUnavailable, DatabaseUnavailable: something cannot be read or written; then there is
            no manifest, and so no backup.
    """
    with alone(work.engine):
        row = _begin(work, place, keys_place, clock())
        _look_at_what_is_there(work)
        _copy_files(work)
        with one_moment(work.engine) as (snapshot, facts):
            work.says(f"The database, {facts.entries} entries in its journal")
            _copy_database(work, snapshot)
        keys = _copy_keys(work)
        _copy_files(work)
        _leave_out_what_has_no_key(work)
        _copy_checkpoints(work)
        manifest = _finish(work, row, facts, keys)
        _written_down(work, manifest, actor, clock())
    return manifest


def check_places(place: str, keys_place: str) -> None:
    """Refuse places that may not be used together, before anything is written.

    Raises:
        WrongAnswer: keys would lie beside what they open, or could never be removed.
    """
    if not layout.apart(place, keys_place):
        raise WrongAnswer({"keys_to": TOGETHER})
    if layout.never_forgets(keys_place):
        raise WrongAnswer({"keys_to": LOCKED.format(keys_place)})


def _begin(work: Work, place: str, keys_place: str, at: datetime) -> Backup:
    with as_casework() as session:
        days = timescales(session, local_day(at))["backups_kept"].value
        until = local_day(at) + timedelta(days)
        row = Backup(id=work.id, began_at=at, place=place, keys_place=keys_place, kept_until=until)
        session.add(row)
    return row


def _look_at_what_is_there(work: Work) -> None:
    if earlier := sum(holder_of(each.name) is None for each in work.store.held()):
        raise StoreUnavailable(OPEN.format(earlier))
    held = (each.name for each in work.place.held())
    work.there = {each.removeprefix(FILES) for each in held if each.startswith(FILES)}
    if newest := next(iter(manifests(work.place)), None):
        work.known = listed(work.place, newest)


def _copy_files(work: Work) -> None:
    """What the place lacks. A file never changes under its name, so one that is there stays."""
    count = 0
    for each in work.store.held():
        if each.name in work.files:
            continue
        try:
            work.files[each.name] = _copied(work, each.name)
        except NotFound:
            continue  # removed since it was listed
        count += 1
    work.says(f"{count} files of the store")


def _copied(work: Work, name: str) -> Part:
    if name not in work.there:
        content = layout.pieces(work.store.shelf.open(name))
        return layout.keep(work.place, FILES + name, content)
    if name in work.known:
        return work.known[name]
    return layout.measured(layout.pieces(work.store.shelf.open(name)))


def _copy_database(work: Work, snapshot: str) -> None:
    name = layout.of(work.id, DATABASE)
    url = work.engine.url.render_as_string(hide_password=False)
    content = dump(work.settings, url, snapshot)
    content = sealed(Bound(name, work.id, work.key), content, Written())
    work.parts[DATABASE] = layout.keep(work.place, name, content)


def _copy_keys(work: Work) -> Part:
    signing = signer_of(work.settings).file
    wrapped = keystore()
    work.holders = {UUID(each["holder"]) for each in json.loads(wrapped)["keys"]}
    told = Keys(
        backup=work.id,
        dump=wrap(work.key),
        keystore=wrapped,
        signing=_locked(work.key, signing.read_bytes()) if signing.exists() else None,
    )
    return layout.keep(work.keys, layout.keys_of(work.id), [told.model_dump_json().encode()])


def _locked(key: bytes, secret: bytes) -> str:
    nonce = os.urandom(12)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, secret, b"signing")).decode()


def unlocked(key: bytes, told: str) -> bytes:
    """The key that signs checkpoints, as it was put into a backup."""
    content = base64.b64decode(told)
    return AESGCM(key).decrypt(content[:12], content[12:], b"signing")


def _leave_out_what_has_no_key(work: Work) -> None:
    """The files of a case that was deleted before the keys were copied, or came after them."""
    work.files = {
        name: part for name, part in work.files.items() if holder_of(name) in work.holders
    }


def _copy_checkpoints(work: Work) -> None:
    folder = work.settings.checkpoints
    for each in sorted(folder.iterdir()) if folder.is_dir() else []:
        if each.is_file() and not each.name.startswith("."):
            name = CHECKPOINTS + each.name
            content = [each.read_bytes()]
            work.parts[name] = layout.keep(work.place, layout.of(work.id, name), content)


def _finish(work: Work, row: Backup, facts: Facts, keys: Part) -> Manifest:
    content = [as_list(work.files)]
    work.parts[LISTED] = layout.keep(work.place, layout.of(work.id, LISTED), content)
    manifest = Manifest(
        id=work.id,
        trust=work.settings.trust_name,
        began_at=row.began_at,
        kept_until=row.kept_until,
        database=facts,
        parts=work.parts,
        keys=keys,
        files=len(work.files),
        bytes=sum(each.size for each in (*work.files.values(), *work.parts.values())),
    )
    layout.keep(work.place, layout.of(work.id, MANIFEST), [manifest.written()])
    return manifest


def _written_down(work: Work, manifest: Manifest, actor: Actor, at: datetime) -> None:
    with as_casework() as session:
        row = session.get_one(Backup, work.id)
        row.finished_at, row.manifest_hash = at, manifest.hash
        row.entries, row.files = manifest.database.entries, manifest.files
        row.bytes = manifest.bytes
        told = BackupMade(
            manifest_sha256=manifest.hash,
            files=manifest.files,
            kept_until=f"{manifest.kept_until:%-d %B %Y}",
        )
        journal.append(session, None, actor, told, at)
