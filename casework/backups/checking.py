"""Reading a backup again from where it lies: every byte, every key, and the dump to its end."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from casework import journal
from casework.access import Actor
from casework.backups import layout
from casework.backups.dumping import table_of_contents
from casework.backups.layout import DATABASE, FILES, Part
from casework.backups.manifest import Keys, Manifest, keys_at, listed
from casework.backups.models import Backup
from casework.errors import CaseworkError, NotFound, StoreUnavailable, Unsound
from casework.journal import Event
from casework.keys.apart import Wrapped, unwrap
from casework.settings import Settings
from casework.storage.names import holder_of
from casework.storage.sealing import CHUNK, Bound, Opened
from casework.storage.shelves import Shelf

MOST_SAID = 20


class BackupChecked(Event):
    backup: str
    problems: int

    def sentence(self) -> str:
        found = f"{self.problems} things wrong" if self.problems else "it whole"
        return f"read a backup again and found {found}"


@dataclass(frozen=True)
class Source:
    """One backup, where it lies, with the key that opens its dump."""

    place: Shelf
    manifest: Manifest
    keys: Keys
    key: bytes

    def dump(self) -> Iterator[bytes]:
        """The dump as PostgreSQL made it.

        Raises:
            Unsound: it is not what was sealed.
        """
        name = layout.of(self.manifest.id, DATABASE)
        bound = Bound(name, self.manifest.id, self.key)
        with closing(Opened(bound, self.place.open(name))) as source:
            while piece := source.read(CHUNK):
                yield piece


def source_of(settings: Settings, place: Shelf, keys_place: Shelf, manifest: Manifest) -> Source:
    """A backup with its keys, which the root key opens.

    Raises:
        StoreUnavailable: its keys are gone or changed, or the root key is not here.
    """
    keys = keys_at(keys_place, manifest)
    return Source(place, manifest, keys, unwrap(settings, keys.dump))


def problems(settings: Settings, source: Source) -> list[str]:
    """Everything that is not as it was written; nothing when it could be put back as it is."""
    found: list[str] = []
    for name, part in source.manifest.parts.items():
        found += _differs(source.place, layout.of(source.manifest.id, name), part)
    found += _dump(settings, source)
    found += _keys(settings, source)
    for name, part in listed(source.place, source.manifest).items():
        found += _differs(source.place, FILES + name, part)
    return found


def _differs(place: Shelf, name: str, part: Part) -> list[str]:
    try:
        now = layout.measured(layout.pieces(place.open(name)))
    except NotFound:
        return [f"{name} is missing"]
    except StoreUnavailable as failed:
        return [f"{name} cannot be read ({failed})"]
    return [] if now == part else [f"{name} is not what was written"]


def _dump(settings: Settings, source: Source) -> list[str]:
    try:
        tables = table_of_contents(settings, source.dump())
    except (CaseworkError, Unsound) as failed:
        return [f"The dump cannot be read: {failed}"]
    wanted = len(source.manifest.database.rows)
    return [] if tables == wanted else [f"The dump has {tables} tables, not {wanted}"]


def _keys(settings: Settings, source: Source) -> list[str]:
    """Every key opens with the root key, and every file has its key."""
    rows = json.loads(source.keys.keystore)["keys"]
    held, found = set(), []
    for each in rows:
        held.add(UUID(each["holder"]))
        try:
            unwrap(settings, Wrapped(each["root"], each["wrapped"]))
        except StoreUnavailable as refused:
            found.append(f"The key of {each['holder']} does not open: {refused}")
    lack = {holder_of(name) for name in listed(source.place, source.manifest)} - held
    return found + [f"There are files of {each}, and no key" for each in sorted(map(str, lack))]


def write_down(
    session: Session, manifest: Manifest, found: list[str], actor: Actor, at: datetime
) -> None:
    """What came of it: a deletion waits while the newest backup is not known to be whole."""
    row = session.get(Backup, manifest.id, with_for_update=True)
    if row is None or row.finished_at is None:
        return
    more = f" And {len(found) - MOST_SAID} more." if len(found) > MOST_SAID else ""
    row.checked_at, row.found = at, ". ".join(found[:MOST_SAID]) + more
    told = BackupChecked(backup=str(manifest.id), problems=len(found))
    journal.append(session, None, actor, told, at)
