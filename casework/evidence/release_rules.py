"""What stops an item from being looked at, and from being referred to in a pack. Pure."""

from dataclasses import dataclass

from casework.evidence.scanning import ScanState
from casework.procedure import Rule


@dataclass(frozen=True)
class ReleaseFacts:
    """What looking at an item, or taking a copy of it, rests on."""

    scan: ScanState


RELEASE_RULES: list[Rule[ReleaseFacts]] = [
    Rule(
        "G-EV-SCAN-1",
        "HOUSE",
        "It has been scanned for malware, where there is a scanner",
        lambda facts: facts.scan is not ScanState.WAITING,
    ),
    Rule(
        "G-EV-SCAN-2",
        "HOUSE",
        "No malware was found in it",
        lambda facts: facts.scan is not ScanState.FOUND,
    ),
]


@dataclass(frozen=True)
class PlaceFacts:
    """What a place in the hearing pack rests on."""

    scan: ScanState
    is_video: bool
    transcribed: bool


PLACE_RULES: list[Rule[PlaceFacts]] = [
    Rule(
        "G-EV-SCAN-3",
        "HOUSE",
        "What goes in the pack is not in quarantine",
        lambda facts: not facts.scan.is_held,
    ),
    Rule(
        "G-EV-VIDEO",
        "ACAS-09b",
        "A video has a transcript, or a description of what is said and seen, "
        "before a pack refers to it",
        lambda facts: facts.transcribed or not facts.is_video,
    ),
]
