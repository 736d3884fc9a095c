"""Taking a file in: streamed to the store while it is hashed, counted and recognised."""

import logging
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, cast

from casework.errors import FileRefused
from casework.evidence.examination import Examined, examine
from casework.evidence.kinds import HEAD, FileKind, Recognised, recognise
from casework.evidence.scanning import Scan, Scanned, ScanState
from casework.settings import settings
from casework.storage import Store
from casework.text import storable

log = logging.getLogger("casework.evidence")
LONGEST_NAME = 200
NOT_EXAMINED, NOT_SCANNED = Examined(), Scanned()
KEPT_IN_MEMORY = 1 << 20
# Characters that turn the writing around: with them “gpj.exe” reads as “exe.jpg”.
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@dataclass(frozen=True)
class Received:
    """A file as it was taken in: where it is, what it is, and its SHA-256 from the server."""

    key: str
    name: str
    size: int
    sha256: str
    recognised: Recognised
    examined: Examined = NOT_EXAMINED
    scanned: Scanned = NOT_SCANNED


def clean_name(name: str) -> str:
    """A file's own name without its folders, fit to print."""
    bare = PurePath(name.replace("\\", "/")).name.strip() or "file"
    kept = "".join(each if _printable(each) else "_" for each in bare)
    return kept if len(kept) <= LONGEST_NAME else kept[-LONGEST_NAME:]


def _printable(each: str) -> bool:
    """Whether a character stands on the line it is printed on, as it is read."""
    if each.isspace():
        return each == " " or unicodedata.category(each) == "Zs"
    return storable(each) and unicodedata.bidirectional(each) not in TURNING


def receive(store: Store, key: str, name: str, chunks: Iterable[bytes]) -> Received:
    """Stream a file into the store under a new key, examined and scanned before it is kept.

    Raises:
        FileRefused: it is empty, too large, built to harm, or holds malware; nothing is kept.
        StoreUnavailable: the store could not take it; nothing is kept.
    """
    door = _Door(clean_name(name))
    try:
        stored = store.put_new(key, door.let_in(chunks))
    finally:
        door.close()
    return Received(
        key, door.name, stored.size, stored.sha256, door.recognised, door.examined, door.scanned
    )


class _Door:
    """One file on its way in: counted, scanned, and examined when it is whole."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.most = settings().upload_bytes
        self.head = bytearray()
        self.scan = Scan(settings().clamd_url)
        self.beside = tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115
        self.recognised = Recognised(FileKind.UNKNOWN, name_agrees=True)
        self.examined, self.scanned = NOT_EXAMINED, NOT_SCANNED

    def let_in(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Pass chunks on; refuse as soon as there are too many bytes, or when all are known."""
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > self.most:
                said = f"“{self.name}” must be smaller than {settings().upload_megabytes} MB"
                raise FileRefused(said)
            self._note(chunk)
            yield chunk
        if not size:
            raise FileRefused(f"“{self.name}” is empty. Choose the file again")
        self._decide()

    def _note(self, chunk: bytes) -> None:
        if len(self.head) < HEAD:
            self.head += chunk[: HEAD - len(self.head)]
            self.recognised = recognise(self.name, bytes(self.head))
        self.scan.feed(chunk)
        if self.recognised.kind is not FileKind.VIDEO:  # nothing looks into a video here
            self.beside.write(chunk)

    def _decide(self) -> None:
        """Nothing has its name in the store yet: a refusal now leaves nothing behind."""
        self.scanned = self.scan.ended()
        if self.scanned.state is ScanState.FOUND:
            log.critical("malware was refused at the door")
            told = f"“{self.name}” holds malware ({self.scanned.says}). Nothing of it was kept"
            raise FileRefused(f"{told}. Tell whoever looks after your computers")
        self.beside.rollover()  # a file of the system's, which another process can read
        source = cast(BinaryIO, self.beside)
        self.recognised, self.examined = examine(
            self.name, self.recognised, bytes(self.head), source
        )

    def close(self) -> None:
        self.scan.close()
        self.beside.close()
