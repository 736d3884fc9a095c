"""Our side of the talk with a confined process: pieces of files go over it, and pieces of a pack.

Keys, the vault and the hash stay here; what crosses lies in memory that both share.
"""

import mmap
import os
import socket
from collections.abc import Callable
from typing import Any, BinaryIO

from casework.errors import CaseworkError, NotFound, Unsound
from casework.hearing_packs.confined.talk import DONE, HEAD, SHARED, Said, slots_in, take

Files = Callable[[int], BinaryIO]
Changed = Callable[[int], CaseworkError]


class Counter:
    """Answers what the other side asks. One file is open at a time."""

    def __init__(self, talk: socket.socket, files: Files, changed: Changed) -> None:
        self._talk, self._files, self._changed = talk, files, changed
        self._open: tuple[int, BinaryIO] | None = None
        self._slots = self._shared()

    def __enter__(self) -> "Counter":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def tell(self, words: bytes) -> None:
        self._talk.sendall(HEAD.pack(0, 0, 0, 0, len(words)))
        self._talk.sendall(words)

    def heard(self) -> tuple[Said, int, int, int]:
        """What is said that is no wish for bytes: of which slot, from where, how many bytes.

        Raises:
            Gone: the other side ended. What `changed` says: a file is not what was kept.
        """
        while True:
            said, slot, of, at, length = HEAD.unpack(take(self._talk, HEAD.size))
            if said != Said.GIVE:
                return Said(said), slot, at, length
            self._give(slot, of, at, length)

    def taken(self, slot: int, length: int) -> bytes:
        """A copy: what is hashed and kept is what was there at one moment."""
        piece = bytes(self._slots[slot][:length])
        self._talk.sendall(DONE)
        return piece

    def close(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def _give(self, slot: int, of: int, at: int, length: int) -> None:
        try:
            source: Any = self._opened(of)
            source.seek(at)
            given = source.readinto(self._slots[slot][:length])
        except (NotFound, Unsound) as changed:
            raise self._changed(of) from changed
        if given != length:
            raise self._changed(of)
        self._talk.sendall(DONE)

    def _opened(self, of: int) -> BinaryIO:
        if self._open is not None and self._open[0] == of:
            return self._open[1]
        self.close()
        source = self._files(of)
        self._open = of, source
        return source

    def _shared(self) -> list[memoryview]:
        """Memory for pieces on their way, which the other side is given too."""
        handle = os.memfd_create("pieces")
        try:
            os.ftruncate(handle, SHARED)
            socket.send_fds(self._talk, [DONE], [handle])
            return slots_in(mmap.mmap(handle, SHARED))
        finally:
            os.close(handle)
