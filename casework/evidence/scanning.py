"""Scanning for malware with clamd, over its socket (clamd(8), INSTREAM).

Only the scanner's own words “OK” and “FOUND” decide: no answer, an odd one, or a file larger than
it takes all mean that nobody scanned, and what nobody scanned stays in quarantine.
"""

import socket
import struct
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from casework.errors import CaseworkError

PATIENCE = 30.0
LONGEST_ANSWER = 4096
PIECE = 1 << 18


class ScanState(StrEnum):
    """What is known of malware in a file."""

    NOT_SCANNED = "not_scanned"
    WAITING = "waiting"
    CLEAN = "clean"
    FOUND = "found"

    @property
    def label(self) -> str:
        return {
            ScanState.NOT_SCANNED: "Not scanned for malware",
            ScanState.WAITING: "In quarantine until it is scanned",
            ScanState.CLEAN: "Scanned, nothing found",
            ScanState.FOUND: "Malware found, in quarantine",
        }[self]

    @property
    def is_held(self) -> bool:
        """Whether nobody sees, downloads or prints it."""
        return self in {ScanState.WAITING, ScanState.FOUND}


class Scanned(BaseModel):
    """How a scan ended: what was found, or by which scanner nothing was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: ScanState = ScanState.NOT_SCANNED
    says: str = ""
    at: datetime | None = None


class ScannerUnavailable(CaseworkError):
    """The scanner does not answer, or cannot scan this. Only its own word would count."""


class Scan:
    """One file on its way through the scanner, a piece at a time."""

    def __init__(self, url: str | None) -> None:
        self._url = url
        self._failed = ""
        self._talking: socket.socket | None = None
        if url:
            try:
                self._talking = _connected(url)
                self._talking.sendall(b"zINSTREAM\0")
            except OSError as failed:
                self._gave_up(failed)

    def feed(self, chunk: bytes) -> None:
        """Pass on a piece. A scanner that stops listening is noticed at the end."""
        if self._talking is None:
            return
        try:
            for at in range(0, len(chunk), PIECE):
                piece = chunk[at : at + PIECE]
                self._talking.sendall(struct.pack("!L", len(piece)) + piece)
        except OSError as failed:
            self._gave_up(failed)

    def _gave_up(self, failed: OSError) -> None:
        self._failed = failed.strerror or type(failed).__name__
        self.close()

    def close(self) -> None:
        if self._talking is not None:
            self._talking.close()
            self._talking = None

    def ended(self) -> Scanned:
        """What the scanner says of the whole file."""
        if self._url is None:
            return Scanned()
        if self._talking is None:
            return Scanned(state=ScanState.WAITING, says=f"The scanner failed: {self._failed}")
        try:
            self._talking.sendall(struct.pack("!L", 0))
            return _understood(_answer(self._talking), self._url)
        except OSError as failed:
            self._gave_up(failed)
            return Scanned(state=ScanState.WAITING, says=f"The scanner failed: {self._failed}")
        finally:
            self.close()


def _understood(answer: str, url: str) -> Scanned:
    now = datetime.now(UTC)
    if answer == "stream: OK":
        return Scanned(state=ScanState.CLEAN, says=_version(url), at=now)
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        found = answer.removeprefix("stream: ").removesuffix(" FOUND")
        return Scanned(state=ScanState.FOUND, says=found, at=now)
    return Scanned(state=ScanState.WAITING, says=f"The scanner says: {answer or 'nothing'}")


def scanned(url: str | None, chunks: Iterable[bytes]) -> Scanned:
    """Scan something that is kept already."""
    scan = Scan(url)
    try:
        for chunk in chunks:
            scan.feed(chunk)
        return scan.ended()
    finally:
        scan.close()


def scanner_says(url: str) -> str:
    """The scanner's name and the age of what it knows.

    Raises:
        ScannerUnavailable: it does not answer.
    """
    try:
        with closing(_connected(url)) as talking:
            talking.sendall(b"zVERSION\0")
            said = _answer(talking)
    except OSError as failed:
        raise ScannerUnavailable(failed.strerror or type(failed).__name__) from failed
    if not said.startswith("ClamAV"):
        raise ScannerUnavailable("It does not say that it is ClamAV")
    return said


def _version(url: str) -> str:
    try:
        return scanner_says(url)
    except ScannerUnavailable:
        return "ClamAV"  # it said OK of the file; its name is a courtesy


def _connected(url: str) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        talking = socket.socket(socket.AF_UNIX)
        talking.settimeout(PATIENCE)
        talking.connect(parts.path)
        return talking
    return socket.create_connection((parts.hostname or "", parts.port or 3310), PATIENCE)


def _answer(talking: socket.socket) -> str:
    return b"".join(_heard(talking)).rstrip(b"\0").decode(errors="replace").strip()


def _heard(talking: socket.socket) -> Iterator[bytes]:
    left = LONGEST_ANSWER
    while left and (piece := talking.recv(left)):
        left -= len(piece)
        yield piece
        if piece.endswith(b"\0"):
            return
