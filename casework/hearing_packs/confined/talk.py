"""What the process that links says to the one that asked: give me bytes of this, keep these."""

import io
import os
import socket
import struct
from collections.abc import Iterable
from enum import IntEnum
from typing import Any

# What is said, of which file, from where, and how many bytes follow or are wanted.
HEAD = struct.Struct("=BqqQ")
PIECE = 1 << 20
THE_PACK = -1  # files are numbered as the parts are; this is what was made of them


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


def say(talk: socket.socket, said: Said, of: int = 0, at: int = 0, length: int = 0) -> None:
    talk.sendall(HEAD.pack(said, of, at, length))


class Asked(io.RawIOBase):
    """A file that lies elsewhere, read a piece at a time by asking for it."""

    def __init__(self, talk: socket.socket, of: int, size: int) -> None:
        self._talk, self._of, self._size, self._at = talk, of, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        begins = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, begins + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        wanted = min(len(buffer), PIECE, max(0, self._size - self._at))
        if not wanted:
            return 0
        say(self._talk, Said.GIVE, self._of, self._at, wanted)
        memoryview(buffer)[:wanted] = take(self._talk, wanted)
        self._at += wanted
        return wanted


def keep(talk: socket.socket, pieces: Iterable[bytes]) -> None:
    """Hand over what was made, in pieces that are worth handing over; then say that it is all."""
    held, size = [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= PIECE:
            _hand_over(talk, held, size)
            held, size = [], 0
    _hand_over(talk, held, size)
    say(talk, Said.WRITTEN)


def _hand_over(talk: socket.socket, held: list[bytes], size: int) -> None:
    if size:
        say(talk, Said.KEEP, length=size)
        for each in held:
            talk.sendall(each)
