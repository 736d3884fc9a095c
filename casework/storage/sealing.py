"""How bytes are sealed: AES-256-GCM in chunks of one MiB, each tied to its place and to its name.

A head names the case and holds the file's own key, wrapped by the case's. Every chunk is
authenticated with its number, with whether it is the end, and with the case and the key it is
kept under: a chunk that was changed, dropped, moved, or taken from another file does not open.
The end is a record of its own with the length and SHA-256 of the whole; it is read first, so what
was cut short is refused before the first byte of it is shown.
"""

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from casework.errors import Unsound

CHUNK = 1 << 20
MAGIC = b"CWVAULT1"
TAG = 16
NEAR = 8  # chunks that are kept open: whoever jumps about in a file comes back to them
HEAD = len(MAGIC) + 16 + 40
END = 32 + 8 + TAG
ALTERED = "What is kept under {} is not what was written"


@dataclass(frozen=True)
class Bound:
    """What a file is sealed with: the case or draft, its key, and the name in the store."""

    name: str
    holder: UUID
    key: bytes = field(repr=False)

    def beside(self, number: int, *, last: bool) -> bytes:
        """What each chunk is authenticated with, besides its bytes."""
        name = self.name.encode()
        told = [MAGIC, self.holder.bytes, len(name).to_bytes(4, "big"), name]
        return b"".join([*told, number.to_bytes(8, "big"), b"\1" if last else b"\0"])


@dataclass
class Written:
    """What went in, known once all of it was sealed."""

    size: int = 0
    sha256: str = ""


def nonce(number: int) -> bytes:
    """Each file has a key of its own, so a counter never repeats."""
    return number.to_bytes(12, "big")


def sealed(bound: Bound, chunks: Iterable[bytes], written: Written) -> Iterator[bytes]:
    """The bytes to keep, piece by piece; `written` is complete when they end."""
    own = os.urandom(32)
    cipher, digest, number = AESGCM(own), sha256(), 0
    yield MAGIC + bound.holder.bytes + aes_key_wrap(bound.key, own)
    for chunk in whole_chunks(chunks):
        digest.update(chunk)
        written.size += len(chunk)
        yield cipher.encrypt(nonce(number), chunk, bound.beside(number, last=False))
        number += 1
    written.sha256 = digest.hexdigest()
    end = digest.digest() + written.size.to_bytes(8, "big")
    yield cipher.encrypt(nonce(number), end, bound.beside(number, last=True))


def whole_chunks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in chunks of exactly one MiB, but for the last."""
    waiting = bytearray()
    for chunk in chunks:
        if not waiting and len(chunk) == CHUNK:
            yield chunk
            continue
        waiting += chunk
        while len(waiting) >= CHUNK:
            yield bytes(waiting[:CHUNK])
            del waiting[:CHUNK]
    if waiting:
        yield bytes(waiting)


class Kept(Protocol):
    """Something that is kept, to be read from anywhere in it."""

    @property
    def size(self) -> int: ...

    def read_at(self, start: int, length: int) -> bytes: ...

    def close(self) -> None: ...


class Opened(io.BufferedIOBase):
    """What was sealed, read again a chunk at a time, from anywhere in it.

    Raises, on opening and on every read:
        Unsound: it is not what was written.
    """

    def __init__(self, bound: Bound, kept: Kept) -> None:
        super().__init__()
        self._bound, self._kept, self._at = bound, kept, 0
        self._near: dict[int, bytes] = {}  # what was opened last, the oldest first
        try:
            self._cipher = AESGCM(self._own_key())
            self.size, self.sha256 = self._end()
        except BaseException:
            kept.close()
            raise

    def _own_key(self) -> bytes:
        head = self._kept.read_at(0, HEAD)
        if head[:24] != MAGIC + self._bound.holder.bytes or len(head) != HEAD:
            raise self._altered()
        try:
            return aes_key_unwrap(self._bound.key, head[24:])
        except InvalidUnwrap as refused:
            raise self._altered() from refused

    def _end(self) -> tuple[int, str]:
        body = self._kept.size - HEAD - END
        if body < 0:
            raise self._altered()
        self._count = -(-body // (CHUNK + TAG))
        sealed_end = self._kept.read_at(self._kept.size - END, END)
        end = self._opened(self._count, sealed_end, last=True)
        size = int.from_bytes(end[32:], "big")
        if size != body - self._count * TAG:
            raise self._altered()
        return size, end[:32].hex()

    def _opened(self, number: int, piece: bytes, *, last: bool = False) -> bytes:
        try:
            return self._cipher.decrypt(nonce(number), piece, self._bound.beside(number, last=last))
        except InvalidTag as altered:
            raise self._altered() from altered

    def _altered(self) -> Unsound:
        return Unsound(ALTERED.format(self._bound.name))

    def _chunk_at(self, number: int) -> bytes:
        chunk = self._near.get(number)
        if chunk is None:
            start = HEAD + number * (CHUNK + TAG)
            length = min(CHUNK + TAG, self._kept.size - END - start)
            chunk = self._near[number] = self._opened(number, self._kept.read_at(start, length))
            if len(self._near) > NEAR:
                del self._near[next(iter(self._near))]
        return chunk

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes from here, or all that follow."""
        wanted = self.size - self._at if size is None or size < 0 else size
        pieces: list[bytes] = []
        while wanted > 0 and self._at < self.size:
            number, within = divmod(self._at, CHUNK)
            piece = self._chunk_at(number)[within : within + wanted]
            pieces.append(piece)
            self._at += len(piece)
            wanted -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def read1(self, size: int = -1) -> bytes:
        return self.read(size)

    def readinto(self, buffer: Any) -> int:
        found = self.read(len(buffer))
        memoryview(buffer).cast("B")[: len(found)] = found  # whatever kind of buffer it is
        return len(found)

    def close(self) -> None:
        if not self.closed:
            self._kept.close()
        super().close()
