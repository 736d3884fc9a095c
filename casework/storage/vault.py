"""The store itself: seals what goes in, opens what comes out, and keeps both on a shelf."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

from casework.errors import NotFound, StoreUnavailable, Unsound
from casework.keys import key_of, key_to_read
from casework.settings import Settings, settings
from casework.storage.names import holder_of, is_of_a_draft, kind_of
from casework.storage.plain import Plain
from casework.storage.sealing import ALTERED, CHUNK, Bound, Opened, Written, sealed
from casework.storage.shelves import Held, Shelf
from casework.storage.shelves.folder import FolderShelf


@dataclass(frozen=True)
class Stored:
    """What was written: its key, its size in bytes, and the SHA-256 computed while writing."""

    key: str
    size: int
    sha256: str


class Store:
    """Each key is written once, encrypted, and durable before it is acknowledged."""

    def __init__(self, shelf: Shelf, earlier: Shelf | None = None) -> None:
        self.shelf = shelf
        self._earlier = earlier or shelf  # where a version that did not encrypt kept its files

    @cached_property
    def root(self) -> Path:
        """The folder, where the store is one."""
        assert isinstance(self.shelf, FolderShelf)
        return self.shelf.root

    @property
    def incoming(self) -> Path:
        return self.root / ".incoming"

    def put_new(self, key: str, chunks: Iterable[bytes]) -> Stored:
        """Encrypt bytes under a new key of the store, durable when this returns.

        Raises:
            StoreUnavailable: the disk is full, the store cannot be written, the key is taken, or
                there is no key to encrypt with.
        """
        holder = holder_of(key)
        if holder is None:
            raise StoreUnavailable(f"{key} does not name the case or draft that it belongs to")
        bound = Bound(key, holder, key_of(holder, kind_of(key)))  # durable before the first byte
        written = Written()
        self.shelf.keep(key, sealed(bound, chunks, written))
        return Stored(key, written.size, written.sha256)

    def open(self, key: str) -> BinaryIO:
        """Open what was stored for reading, from anywhere in it.

        Raises:
            NotFound: nothing was ever stored under this key.
            Unsound: it is not what was written, as far as its head and its end tell.
            StoreUnavailable: the store or the keys cannot be reached.
        """
        holder = holder_of(key)
        if holder is None:
            return cast(BinaryIO, Plain(self._earlier.open(key)))
        kept = self.shelf.open(key)
        try:
            bound = Bound(key, holder, key_to_read(holder))
        except BaseException:
            kept.close()
            raise
        return cast(BinaryIO, Opened(bound, kept))

    def read(self, key: str) -> bytes:
        """All of it. Raises as `open` does, and Unsound wherever it was changed."""
        with closing(self.open(key)) as source:
            return source.read()

    def stream(self, key: str) -> Iterator[bytes]:
        """The stored bytes, a chunk at a time."""
        with closing(self.open(key)) as source:
            yield from chunks_of(source)

    def check(self, key: str, expected: str) -> None:
        """Read all of it again, before any of it is shown.

        Raises:
            NotFound, Unsound, StoreUnavailable: as `open` does, whichever chunk it concerns.
        """
        digest = sha256()
        for chunk in self.stream(key):
            digest.update(chunk)
        if digest.hexdigest() != expected:
            raise Unsound(ALTERED.format(key))

    def open_sound(self, key: str, expected: str, called: str) -> BinaryIO:
        """Open something that is about to be shown, once all of it was read and compared.

        Raises:
            Unsound: it changed or is gone; the sentence calls it by its name.
            StoreUnavailable: the store or the keys cannot be reached.
        """
        try:
            self.check(key, expected)
        except (NotFound, Unsound) as changed:
            raise Unsound(
                f"{called} is missing, or is not what was kept, so it is not used"
            ) from changed
        return self.open(key)

    def open_as_kept(self, key: str, expected: str) -> BinaryIO:
        """Open something that is read once, from front to back: every chunk shows a change.

        Raises:
            NotFound: it is gone. Unsound: it is not what a row says was kept.
        """
        source = self.open(key)
        if getattr(source, "sha256", None) != expected:
            source.close()
            raise Unsound(ALTERED.format(key))
        return source

    def adopt(self, old: str, key: str) -> Stored:
        """Keep the same bytes under another key too, encrypted for the case that this one names.

        A draft's file becomes evidence, or a case's moves with its report. The old stays until its
        row is gone.

        Raises:
            Unsound: the old was changed. StoreUnavailable: it is gone, or nothing can be kept.
        """
        try:
            return self.put_new(key, self.stream(old))
        except NotFound as gone:
            raise StoreUnavailable(
                "The file is missing from the store. Nothing was saved"
            ) from gone

    def discard_draft(self, key: str) -> None:
        """Remove a file that only ever belonged to a draft. Never called for evidence."""
        if not is_of_a_draft(key):
            raise StoreUnavailable("Only a draft's own files can be discarded")
        self.remove(key)

    def held(self) -> Iterator[Held]:
        """Everything that the store holds, also what an earlier version kept."""
        yield from self.shelf.held()
        if self._earlier is not self.shelf:
            yield from self._earlier.held()

    def remove(self, key: str) -> None:
        """Remove what no row names any more: only sweeping and drafts do that."""
        shelf = self._earlier if holder_of(key) is None else self.shelf
        shelf.remove(key)


def store_of(chosen: Settings) -> Store:
    """The store of a deployment: a bucket where one is set, else a folder."""
    folder = FolderShelf(chosen.store)
    if not chosen.store_s3:
        return Store(folder)
    from casework.storage.shelves.bucket import bucket_at

    return Store(bucket_at(chosen.store_s3), folder)


@cache
def store() -> Store:
    """The store of this deployment."""
    return store_of(settings())


def chunks_of(source: BinaryIO) -> Iterator[bytes]:
    """A file, a chunk of at most one MiB at a time."""
    while chunk := source.read(CHUNK):
        yield chunk
