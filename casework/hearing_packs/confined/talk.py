"""What the process that links says to the one that asked: give me bytes of this, keep these.

The bytes themselves lie in memory that both share, a piece in each slot, so that neither waits for
the other to copy them; what is said about them goes through a socket and is answered in order.
"""

import io
import mmap
import os
import socket
import struct
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from functools import partial
from typing import Any, BinaryIO, cast

# What is said, of which slot, of which file, from where, and how many bytes.
HEAD = struct.Struct("=BBqQQ")
PIECE = 1 << 20
SLOTS = 8
SHARED = SLOTS * PIECE
DONE = b"\0"
THE_PACK = -1  # files are numbered as the parts are; this is what was made of them
NEAR = 4  # pieces of a file that are kept: whoever jumps about in it comes back to them


class Said(IntEnum):
    GIVE, KEEP, WRITTEN, CHECKED = range(1, 5)


class Gone(EOFError):
    """Whoever is at the other end is there no more."""


def take(talk: socket.socket, length: int) -> bytearray:
    """So many bytes. Raises Gone."""
    held = bytearray(length)
    view, at = memoryview(held), 0
    while at < length:
        got = talk.recv_into(view[at:])
        if not got:
            raise Gone
        at += got
    return held


def slots_in(shared: mmap.mmap) -> list[memoryview]:
    """The places for a piece each in what both share."""
    whole = memoryview(shared)
    return [whole[at : at + PIECE] for at in range(0, SHARED, PIECE)]


class Desk:
    """The side that asks. Several pieces can be on their way; answers come in order."""

    def __init__(self, talk: socket.socket) -> None:
        _, [shared], _, _ = socket.recv_fds(talk, len(DONE), 1)
        self._talk, self._slots = talk, slots_in(mmap.mmap(shared, SHARED))
        os.close(shared)
        self._free = deque(range(SLOTS))
        self._unanswered: deque[tuple[Said, int]] = deque()

    def told(self) -> bytes:
        """What the other side has to say, once everything before it is answered. Raises Gone."""
        while self._unanswered:
            self._hear()
        *_, length = HEAD.unpack(take(self._talk, HEAD.size))
        return bytes(take(self._talk, length))

    def say(self, said: Said, slot: int = 0, of: int = 0, at: int = 0, length: int = 0) -> None:
        self._talk.sendall(HEAD.pack(said, slot, of, at, length))
        if said in (Said.GIVE, Said.KEEP):
            self._unanswered.append((said, slot))

    def ask(self, of: int, at: int, length: int) -> int:
        """Have a piece of a file put into a slot, without waiting for it."""
        slot = self._one_free()
        self.say(Said.GIVE, slot, of, at, length)
        return slot

    def taken(self, slot: int, length: int) -> bytes:
        """What was put into a slot, which is free again. Raises Gone."""
        while any(slot == each for _, each in self._unanswered):
            self._hear()
        self._free.append(slot)
        return bytes(self._slots[slot][:length])

    def keep(self, pieces: Iterable[bytes]) -> None:
        """Hand over what was made, in whole slots; then say that it is all. Raises Gone."""
        slot, filled = self._one_free(), 0
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                part, rest = rest[: PIECE - filled], rest[PIECE - filled :]
                self._slots[slot][filled : filled + len(part)] = part
                filled += len(part)
                if filled == PIECE:
                    self.say(Said.KEEP, slot, length=filled)
                    slot, filled = self._one_free(), 0
        self.say(Said.KEEP, slot, length=filled)
        self.say(Said.WRITTEN)

    def _one_free(self) -> int:
        while not self._free:
            self._hear()
        return self._free.popleft()

    def _hear(self) -> None:
        take(self._talk, len(DONE))
        said, slot = self._unanswered.popleft()
        if said is Said.KEEP:
            self._free.append(slot)


def _nothing() -> None:
    """What follows a file that nothing follows."""


class Asked(io.RawIOBase):
    """A file that lies elsewhere, in pieces from where it `begins`; the next one is asked ahead.

    `then` is called once the last of them was asked for, front to back: another can be begun.
    """

    def __init__(
        self, desk: Desk, of: int, size: int, begins: int = 0, then: Callable[[], None] = _nothing
    ) -> None:
        super().__init__()
        self._then = then
        self._desk, self._of, self._size, self._begins = desk, of, size, begins
        self._at, self._last = 0, -1
        self._near: dict[int, bytes] = {}  # the oldest first
        self._coming: dict[int, int] = {}  # number of a piece, and its slot

    def begin(self) -> None:
        """Ask for the first piece."""
        self._ask(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes from here, or all that follow. Raises Gone."""
        wanted = self._size - self._at if size is None or size < 0 else size
        pieces: list[bytes] = []
        while wanted > 0 and self._at < self._size:
            number, within = divmod(self._at - self._begins, PIECE)
            piece = self._piece(number)[within : within + wanted]
            pieces.append(piece)
            self._at += len(piece)
            wanted -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def readinto(self, buffer: Any) -> int:
        found = self.read(len(buffer))
        memoryview(buffer).cast("B")[: len(found)] = found
        return len(found)

    def close(self) -> None:
        for number in list(self._coming):
            self._arrived(number)
        super().close()

    def _piece(self, number: int) -> bytes:
        if (piece := self._near.get(number)) is not None:
            return piece
        self._ask(number)
        piece = self._near[number] = self._arrived(number)
        if number == self._last + 1:
            self._ask(number + 1)
            if self._length(number + 2) <= 0:
                self._then()
        self._last = number
        if len(self._near) > NEAR:
            del self._near[next(iter(self._near))]
        return piece

    def _ask(self, number: int) -> None:
        length = self._length(number)
        if length > 0 and number not in self._coming and number not in self._near:
            at = self._begins + number * PIECE
            self._coming[number] = self._desk.ask(self._of, at, length)

    def _arrived(self, number: int) -> bytes:
        return self._desk.taken(self._coming.pop(number), self._length(number))

    def _length(self, number: int) -> int:
        return min(PIECE, self._size - self._begins - number * PIECE)


class InTurn:
    """Files that are read one after the other: each is begun when the one before is at its end."""

    def __init__(self, desk: Desk, spans: Sequence[tuple[int, int]]) -> None:
        self._desk, self._spans = desk, spans  # where each file ends, and its reading begins
        self._begun: dict[int, Asked] = {}

    def opens(self, of: int) -> BinaryIO:
        return cast(BinaryIO, self._begun.pop(of, None) or self._file(of))

    def _file(self, of: int) -> Asked:
        size, begins = self._spans[of]
        return Asked(self._desk, of, size, begins, partial(self._begin, of + 1))

    def _begin(self, of: int) -> None:
        if of < len(self._spans) and of not in self._begun:
            self._begun[of] = self._file(of)
            self._begun[of].begin()
