"""How far an edition is, as somebody waiting reads it. Pure."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from casework.documents.progress import SHOWN, Making
from casework.hearing_packs.models import HearingPack

TOO_EARLY = 4  # per cent: what is left is not guessed from less
MINUTE = 60


@dataclass(frozen=True)
class StageShown:
    """A stage of the making, and whether it is over, going on, or to come."""

    label: str
    stands: str


@dataclass(frozen=True)
class Watched:
    """What is said while a pack is being made."""

    percent: int
    says: str
    left: str
    stages: tuple[StageShown, ...]
    again: str


def watched(pack: HearingPack, now: datetime) -> Watched:
    """How far it is, and how long it will take at the same pace."""
    reached = [Making.WAITING, *SHOWN].index(pack.stage) if pack.stage in SHOWN else 0
    stages = tuple(
        StageShown(each.label, "now" if at == reached else "done" if at < reached else "next")
        for at, each in enumerate(SHOWN, start=1)
    )
    return Watched(pack.percent, _says(pack), _left(pack, now), stages, _again(pack))


def _says(pack: HearingPack) -> str:
    if pack.stage is Making.PARTS:
        pages = f", {pack.pages_done} pages so far" if pack.pages_done else ""
        return f"document {pack.done + 1} of {pack.total}{pages}"
    if pack.total:
        return f"page {pack.pages_done} of {pack.total}"
    return "starting" if pack.stage is Making.WAITING else pack.stage.label.lower()


def _left(pack: HearingPack, now: datetime) -> str:
    if pack.begun_at is None or pack.percent < TOO_EARLY:
        return ""
    taken = (now - pack.begun_at).total_seconds()
    seconds = max(1, ceil(taken * (100 - pack.percent) / pack.percent))
    if seconds < MINUTE:
        return f"About {seconds} {'second' if seconds == 1 else 'seconds'} left."
    minutes = ceil(seconds / MINUTE)
    return f"About {minutes} {'minute' if minutes == 1 else 'minutes'} left."


def _again(pack: HearingPack) -> str:
    """That an earlier try was cut off, such as when the server was started again."""
    return f"Try {pack.tries}: the one before was cut off." if pack.tries > 1 else ""
