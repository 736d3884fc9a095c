"""The write-once store of evidence and issued papers. Nothing in it is ever overwritten."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from casework.errors import NotFound, StoreUnavailable
from casework.settings import settings

CHUNK = 1 << 20


@dataclass(frozen=True)
class Stored:
    """What was written: its key, its size in bytes, and the SHA-256 computed while writing."""

    key: str
    size: int
    sha256: str


class Store:
    """A folder in which each key is written once and made durable before it is acknowledged."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.incoming = root / ".incoming"

    def put_new(self, key: str, chunks: Iterable[bytes]) -> Stored:
        """Write bytes under a new key, flushed to disk before this returns.

        Raises:
            StoreUnavailable: the disk is full, the folder is not writable, or the key is taken.
        """
        try:
            return self._put(key, chunks)
        except FileExistsError as taken:
            raise StoreUnavailable(f"The store already holds {key}; nothing was changed") from taken
        except OSError as failed:
            said = f"The file could not be stored ({failed.strerror}). Nothing was saved"
            raise StoreUnavailable(said) from failed

    def _put(self, key: str, chunks: Iterable[bytes]) -> Stored:
        place = self._place(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        self.incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest, size = sha256(), 0
        handle, arriving = tempfile.mkstemp(dir=self.incoming)
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk in chunks:
                    digest.update(chunk)
                    size += out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            os.chmod(arriving, 0o400)
            os.link(arriving, place)  # a link fails where a rename would overwrite
        finally:
            os.unlink(arriving)
        _make_durable(place.parent)
        return Stored(key, size, digest.hexdigest())

    def open(self, key: str) -> BinaryIO:
        """Open what was stored for reading.

        Raises:
            NotFound: nothing was ever stored under this key.
        """
        try:
            return self._place(key).open("rb")
        except FileNotFoundError as missing:
            raise NotFound(key) from missing

    def read(self, key: str) -> bytes:
        with self.open(key) as source:
            return source.read()

    def stream(self, key: str) -> Iterator[bytes]:
        """The stored bytes, a chunk at a time."""
        with self.open(key) as source:
            yield from chunks_of(source)

    def adopt(self, draft: str, key: str) -> None:
        """Give a draft's file its place among the evidence, without copying a byte."""
        place = self._place(key)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            os.link(self._place(draft), place)
            _make_durable(place.parent)
        except OSError as failed:
            said = f"The file could not be kept ({failed.strerror}). Nothing was saved"
            raise StoreUnavailable(said) from failed

    def discard_draft(self, key: str) -> None:
        """Remove a file that only ever belonged to a draft. Never called for evidence."""
        if not key.startswith("drafts/"):
            raise StoreUnavailable("Only a draft's own files can be discarded")
        self._place(key).unlink(missing_ok=True)

    def _place(self, key: str) -> Path:
        place = (self.root / key).resolve()
        if not place.is_relative_to(self.root.resolve()):
            raise StoreUnavailable("A key may not leave the store")
        return place


@cache
def store() -> Store:
    """The store of this deployment."""
    return Store(settings().store)


def chunks_of(source: BinaryIO) -> Iterator[bytes]:
    """A file, a chunk of at most one MiB at a time."""
    while chunk := source.read(CHUNK):
        yield chunk


def _make_durable(folder: Path) -> None:
    """A new name survives power loss only when its folder is flushed too."""
    handle = os.open(folder, os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
