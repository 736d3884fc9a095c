"""The ledger of destroyed keys outside the databases, beside the checkpoints of the journal.

One file for each case, written once: what a restored keystore has forgotten is still told here.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from casework.journal.places import Copy, Shelf, places_of
from casework.keys.tombstones import Tombstone
from casework.settings import Settings

SUFFIX = ".tombstone"


@dataclass(frozen=True)
class Buried(Copy):
    """One tombstone as the places of the journal keep it."""

    told: str = ""

    @property
    def files(self) -> dict[str, str]:
        return {f"{json.loads(self.told)['holder']}{SUFFIX}": self.told}


def bury(settings: Settings, stone: Tombstone) -> None:
    """Keep a tombstone in every place that keeps checkpoints as files.

    Raises:
        DeliveryFailed: a place did not take it, or holds another under its name.
    """
    told = json.dumps(asdict(stone), default=str, sort_keys=True)
    for place in places_of(settings):
        if isinstance(place, Shelf):
            place.deliver(Buried(0, "", "", told))


def buried(folder: Path) -> list[Tombstone]:
    """Every tombstone in the folder of checkpoints."""
    found = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    return [_read(json.loads(each.read_text())) for each in found]


def _read(told: dict[str, str]) -> Tombstone:
    at = datetime.fromisoformat(told["destroyed_at"])
    return Tombstone(UUID(told["holder"]), at, told["disposal"])
