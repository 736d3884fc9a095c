"""What came of putting a backup back, step by step."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from casework.backups.manifest import Manifest
from casework.journal.proving import Proof


@dataclass
class Restored:
    """What came back, what went again, what was proved, and how long each took."""

    manifest: Manifest
    seconds: dict[str, float] = field(default_factory=dict)
    files: int = 0
    keys: int = 0
    keys_destroyed: int = 0
    cases_deleted: int = 0
    gap: str = ""
    damaged: list[str] = field(default_factory=list)
    proof: Proof = field(default_factory=Proof)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - began, 2)


def told(done: Restored) -> dict[str, Any]:
    """What came of it, for the console."""
    return {
        "backup": done.manifest.id,
        "made": done.manifest.began_at,
        "cases": done.manifest.database.cases,
        "entries": done.manifest.database.entries,
        "files": done.files,
        "keys": done.keys,
        "keys_destroyed_again": done.keys_destroyed,
        "cases_deleted_again": done.cases_deleted,
        "lost_checkpoints": done.gap,
        "seconds": done.seconds,
        "verdict": done.proof.verdict.name.lower(),
        "problems": [*done.proof.altered, *done.proof.unknown],
        "gaps": done.proof.gaps,
    }
