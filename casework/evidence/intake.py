"""Taking a file in: streamed to the store while it is hashed, counted and recognised."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from casework.errors import FileRefused
from casework.evidence.kinds import HEAD, Recognised, recognise
from casework.settings import settings
from casework.storage import Store
from casework.text import storable

LONGEST_NAME = 200
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
    """Stream a file into the store under a new key.

    Raises:
        FileRefused: it is empty or larger than the limit; nothing is kept.
        StoreUnavailable: the store could not take it; nothing is kept.
    """
    name = clean_name(name)
    most = settings().upload_megabytes * 1024 * 1024
    head = bytearray()
    stored = store.put_new(key, _watched(name, chunks, head, most))
    return Received(key, name, stored.size, stored.sha256, recognise(name, bytes(head)))


def _watched(name: str, chunks: Iterable[bytes], head: bytearray, most: int) -> Iterator[bytes]:
    """Pass chunks on; refuse as soon as there are too many bytes, or in the end none."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            said = f"“{name}” must be smaller than {settings().upload_megabytes} MB"
            raise FileRefused(said)
        if len(head) < HEAD:
            head += chunk[: HEAD - len(head)]
        yield chunk
    if not size:
        raise FileRefused(f"“{name}” is empty. Choose the file again")
