"""What keeping evidence costs: taking files in beside the least that could cost, and verifying."""

import os
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework.evidence.custody import found_under
from casework.evidence.intake import receive
from casework.evidence.models import Found
from casework.settings import settings
from casework.storage import CHUNK, Store, new_key
from casework.storage.shelves.folder import FolderShelf
from tests.bench.figures import against_peer, least, note
from tests.database import databases

ROUNDS, MEGABYTES = 5, 200
SMALL, HOW_MANY = 300_000, 100
LEAST_RATIO = 0.6


def measure() -> None:
    """Say how fast files are taken in and verified, and fail where that is too slow."""
    content = [os.urandom(CHUNK) for _ in range(min(MEGABYTES, settings().upload_megabytes))]
    folder = settings().state
    folder.mkdir(parents=True, exist_ok=True)
    with databases(), TemporaryDirectory(dir=folder) as place:
        ratio = _large(Path(place), content)
        _small(Path(place))
    if ratio < LEAST_RATIO:
        note(f"Taking in is slower than {LEAST_RATIO} of what the disk and the ciphers allow")
        raise SystemExit(1)


def _large(place: Path, content: list[bytes]) -> float:
    """One video: what goes in and is read again, and the same bytes by the bare ciphers."""
    store = Store(FolderShelf(place / "store"))
    keys: list[tuple[str, str]] = []

    def taken_in() -> None:
        got = receive(store, new_key("evidence", uuid4()), "video.mp4", iter(content))
        keys.append((got.key, got.sha256))

    def verified() -> None:
        key, expected = keys[-1]
        if found_under(store, key, expected) is not Found.SOUND:
            raise RuntimeError("What was just taken in is not sound")

    bare = least([_timed(lambda: _bare(place / "bare", content)) for _ in range(ROUNDS)])
    ingest, verify = [], []
    for _ in range(ROUNDS):
        ingest.append(_timed(taken_in))
        verify.append(_timed(verified))
        store.remove(keys[-1][0])
    size = len(content)
    ratio = bare / least(ingest)
    against_peer("evidence, taking in", size / least(ingest), "MB/s", size / bare)
    against_peer("evidence, verifying", size / least(verify), "MB/s", size / bare)
    return ratio


def _small(place: Path) -> None:
    """Screenshots: each is flushed by itself, so the disk is most of it."""
    store, content = Store(FolderShelf(place / "small")), os.urandom(SMALL)
    case = uuid4()
    receive(store, new_key("evidence", case), "first.png", [content])  # makes the case's key

    def ours() -> None:
        for _ in range(HOW_MANY):
            receive(store, new_key("evidence", case), "post.png", [content])

    names = iter(range(10**6))

    def bare() -> None:
        for _ in range(HOW_MANY):
            _bare(place / f"one-{next(names)}", [content])

    against_peer(
        "evidence, screenshots taken in",
        HOW_MANY / least([_timed(ours) for _ in range(3)]),
        "files/s",
        HOW_MANY / least([_timed(bare) for _ in range(3)]),
    )


def _bare(place: Path, content: list[bytes]) -> None:
    """The floor: SHA-256, AES-256-GCM, and a file that is flushed."""
    digest, cipher = sha256(), AESGCM(os.urandom(32))
    with place.open("wb") as out:
        for number, chunk in enumerate(content):
            digest.update(chunk)
            out.write(cipher.encrypt(number.to_bytes(12, "big"), chunk, b""))
        out.flush()
        os.fsync(out.fileno())
    place.unlink()


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
