"""How a backup lies in its place: a folder or a bucket, in which each name is written once.

`files/…` is what the store holds, as it is sealed there, shared by every backup in the place.
`backups/<id>/…` is one backup: the sealed dump, the checkpoints, the list of files and, written
last, the manifest. Its keys lie in another place, as `<id>.keys`.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from casework.errors import NotFound, StoreUnavailable
from casework.storage.sealing import CHUNK, Kept
from casework.storage.shelves import Shelf
from casework.storage.shelves.folder import FolderShelf

MARK = "casework-backups"  # so that a disk that is not mounted is not taken for an empty place
FILES, BACKUPS = "files/", "backups/"
DATABASE, LISTED, MANIFEST, CHECKPOINTS = "database", "files.list", "manifest.json", "checkpoints/"
NOT_THERE = "No backup of Casework is in {}. Is its disk there?"


class Part(BaseModel):
    """Something that is kept: how long it is, and the SHA-256 of its bytes as they lie there."""

    model_config = ConfigDict(frozen=True)

    size: int
    sha256: str


def shelf_of(address: str) -> Shelf:
    """The folder or bucket that somebody named."""
    if address.startswith("s3://"):
        from casework.storage.shelves.bucket import bucket_at

        return bucket_at(address)
    return FolderShelf(Path(address))


def standing(address: str) -> str:
    """An address as it is written down: a folder from the root on."""
    return address.rstrip("/") if address.startswith("s3://") else str(Path(address).resolve())


def apart(place: str, keys_place: str) -> bool:
    """Whether neither of two places lies within the other."""
    one, other = f"{place}/", f"{keys_place}/"
    return not one.startswith(other) and not other.startswith(one)


def never_forgets(address: str) -> bool:
    """Whether what is kept there cannot be removed again: a bucket with object lock.

    Raises:
        StoreUnavailable: the bucket cannot be asked.
    """
    if not address.startswith("s3://"):
        return False
    from casework.storage.shelves.bucket import bucket_at

    bucket = bucket_at(address)
    with bucket.refusals(address):
        return bool(bucket.lock(MARK))


def prepare(address: str) -> Shelf:
    """The place, made and marked where it is new. Only its owner may enter a folder.

    Raises:
        StoreUnavailable: it cannot be written.
    """
    shelf = shelf_of(address)
    if not has(shelf, MARK):
        if isinstance(shelf, FolderShelf):
            shelf.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        shelf.keep(MARK, [b"Casework keeps backups here.\n"])
    return shelf


def existing(address: str) -> Shelf:
    """A place in which there are backups.

    Raises:
        StoreUnavailable: it is not one, or its disk is not there.
    """
    shelf = shelf_of(address)
    if not has(shelf, MARK):
        raise StoreUnavailable(NOT_THERE.format(address))
    return shelf


def has(shelf: Shelf, name: str) -> bool:
    try:
        shelf.open(name).close()
    except NotFound:
        return False
    return True


def of(id: UUID, name: str) -> str:
    """The name of a part of one backup."""
    return f"{BACKUPS}{id}/{name}"


def keys_of(id: UUID) -> str:
    return f"{id}.keys"


def pieces(kept: Kept) -> Iterator[bytes]:
    """Everything that is kept, a piece at a time; closed at the end."""
    with closing(kept):
        at = 0
        while at < kept.size:
            piece = kept.read_at(at, min(CHUNK, kept.size - at))
            if not piece:
                raise StoreUnavailable("Something was cut short while it was read")
            at += len(piece)
            yield piece


def read(shelf: Shelf, name: str) -> bytes:
    """All of one part.

    Raises:
        NotFound: it is not there. StoreUnavailable: it cannot be read.
    """
    return b"".join(pieces(shelf.open(name)))


def measured(content: Iterable[bytes]) -> Part:
    """What bytes come to."""
    digest, size = sha256(), 0
    for piece in content:
        digest.update(piece)
        size += len(piece)
    return Part(size=size, sha256=digest.hexdigest())


def keep(shelf: Shelf, name: str, content: Iterable[bytes]) -> Part:
    """Keep something under a new name, and what it came to.

    Raises:
        StoreUnavailable: it cannot be written, or the name is taken.
    """
    digest, size = sha256(), 0

    def passing() -> Iterator[bytes]:
        nonlocal size
        for piece in content:
            digest.update(piece)
            size += len(piece)
            yield piece

    shelf.keep(name, passing())
    return Part(size=size, sha256=digest.hexdigest())
