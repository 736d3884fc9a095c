"""How a measurement is said: one JSON object a line, beside what it is compared with."""

import json
import sys
from statistics import median


def against_floor(name: str, value: float, unit: str, floor: float) -> None:
    """Say a figure beside the most it may be, or the least that anything could cost."""
    _say(name, value, unit, "floor", floor)


def against_peer(name: str, value: float, unit: str, peer: float) -> None:
    """Say a figure beside the same one measured elsewhere: another size, a colder start."""
    _say(name, value, unit, "peer", peer)


def _say(name: str, value: float, unit: str, beside: str, other: float) -> None:
    told = {
        "name": name,
        "value": round(value, 3),
        "unit": unit,
        beside: round(other, 3),
        "ratio": round(value / other, 3) if other else None,
    }
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


def note(words: str) -> None:
    """Say how far the measuring is, where nobody reads figures."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def middle(rounds: list[float]) -> float:
    """What a wait was, of several: what somebody would usually see."""
    return median(rounds)


def least(rounds: list[float]) -> float:
    """What a piece of work costs, of several times: other programs only ever add to it."""
    return min(rounds)
