"""Reading a lock file: what it pins, where that applies, and by which hashes."""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name

PINNED = re.compile(
    r"(?P<name>[\w.-]+)(?:\[[\w,.-]+\])?==(?P<version>\S+)(?:\s*;\s*(?P<where>.+))?"
)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")


@dataclass(frozen=True)
class Pinned:
    """One package at one version, with the hash of each file it may come as."""

    name: str
    version: str
    hashes: tuple[str, ...]
    applies_here: bool


def pinned_in(lock: Path) -> list[Pinned]:
    """Every package of a lock file.

    Raises:
        ValueError: a line that is not a package pinned to one version with hashes.
    """
    lines = lock.read_text().replace("\\\n", " ").splitlines()
    return [_pinned(line) for line in lines if line.strip() and not line.startswith("#")]


def _pinned(line: str) -> Pinned:
    hashes = tuple(HASH.findall(line))
    found = PINNED.fullmatch(line.split(" --hash=")[0].strip())
    if found is None or not hashes:
        raise ValueError(f"not pinned by version and hash: {line[:80]}")
    where = found["where"]
    applies = where is None or Marker(where).evaluate()
    return Pinned(canonicalize_name(found["name"]), found["version"], hashes, applies)
