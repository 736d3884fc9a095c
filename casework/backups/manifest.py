"""What a backup consists of. It is written last: without it there is no backup."""

import builtins
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError

from casework.backups import layout
from casework.backups.layout import BACKUPS, LISTED, MANIFEST, Part
from casework.errors import NotFound, StoreUnavailable, WrongAnswer
from casework.keys.apart import Wrapped
from casework.storage.shelves import Shelf

NOT_OURS = "This is no backup that this version of Casework can read: {}"
NONE_THERE = "There is no backup in {}"


class Facts(BaseModel):
    """What the database was at the moment of the backup."""

    model_config = ConfigDict(frozen=True)

    owner: str
    revision: str
    entries: int
    cases: int
    checkpoint: int | None
    rows: dict[str, int]


class Manifest(BaseModel):
    """One backup: every part with its hash, and what was in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["casework-backup/1"] = "casework-backup/1"
    id: UUID
    trust: str
    began_at: datetime
    kept_until: date
    database: Facts
    parts: dict[str, Part]
    keys: Part
    files: int
    bytes: int

    def written(self) -> "builtins.bytes":
        return self.model_dump_json(indent=1).encode()

    @property
    def hash(self) -> str:
        return sha256(self.written()).hexdigest()


class Keys(BaseModel):
    """What lies apart from the rest: the key of the dump, and every key of the keystore, wrapped.

    `signing` is the key that signs checkpoints, sealed with the dump's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["casework-backup-keys/1"] = "casework-backup-keys/1"
    backup: UUID
    dump: Wrapped
    keystore: str
    signing: str | None = None


def manifest_at(shelf: Shelf, id: UUID) -> Manifest:
    """One backup of a place.

    Raises:
        NotFound: there is none of this number, or it never came whole.
        WrongAnswer: it is not written as ours are.
    """
    content = layout.read(shelf, layout.of(id, MANIFEST))
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as wrong:
        raise WrongAnswer({"backup": NOT_OURS.format(layout.of(id, MANIFEST))}) from wrong


def manifests(shelf: Shelf) -> list[Manifest]:
    """Every whole backup of a place, the newest first."""
    found = []
    for each in shelf.held():
        if each.name.startswith(BACKUPS) and each.name.endswith(f"/{MANIFEST}"):
            found.append(manifest_at(shelf, UUID(each.name.split("/")[1])))
    return sorted(found, key=lambda each: each.began_at, reverse=True)


def chosen(shelf: Shelf, address: str, id: UUID | None) -> Manifest:
    """The backup that somebody named, or the newest whole one.

    Raises:
        WrongAnswer: there is none.
    """
    try:
        found = manifest_at(shelf, id) if id else next(iter(manifests(shelf)), None)
    except NotFound:
        found = None
    if found is None:
        raise WrongAnswer({"backup": NONE_THERE.format(address)})
    return found


def keys_at(settings_place: Shelf, manifest: Manifest) -> Keys:
    """The keys of a backup, which are what its manifest says.

    Raises:
        StoreUnavailable: they are gone, as they are when the backup expired, or were changed.
    """
    name = layout.keys_of(manifest.id)
    try:
        content = layout.read(settings_place, name)
    except NotFound as gone:
        said = f"The keys of backup {manifest.id} are not there: without them it opens nothing"
        raise StoreUnavailable(said) from gone
    if layout.measured([content]) != manifest.keys:
        raise StoreUnavailable(f"The keys of backup {manifest.id} are not what was written")
    return Keys.model_validate_json(content)


def listed(shelf: Shelf, manifest: Manifest) -> dict[str, Part]:
    """Every file of the store that belongs to a backup.

    Raises:
        StoreUnavailable: the list is not what was written.
    """
    content = layout.read(shelf, layout.of(manifest.id, LISTED))
    if layout.measured([content]) != manifest.parts[LISTED]:
        raise StoreUnavailable(f"The list of files of backup {manifest.id} was changed")
    rows = (each.split(" ", 2) for each in content.decode().splitlines())
    return {name: Part(size=int(size), sha256=digest) for digest, size, name in rows}


def as_list(files: Mapping[str, Part]) -> bytes:
    lines = (f"{part.sha256} {part.size} {name}\n" for name, part in sorted(files.items()))
    return "".join(lines).encode()
