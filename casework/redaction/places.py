"""Where things are on a page, in per cent of it as it is shown, whatever its size or turn. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

# A neighbour that a box only touches stays; a word of which more is hidden than this goes whole.
TOUCHED = 0.08


@dataclass(frozen=True)
class Place:
    """A rectangle: from the left and the top of the page, so wide and so high, in per cent."""

    left: float
    top: float
    wide: float
    high: float

    @property
    def right(self) -> float:
        return self.left + self.wide

    @property
    def bottom(self) -> float:
        return self.top + self.high

    def shared(self, other: "Place") -> float:
        """How much of the other lies within this one, from 0 to 1."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        if across <= 0 or down <= 0:
            return 0.0
        return across * down / max(other.wide * other.high, 1e-9)

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def pixels(self, wide: int, high: int) -> tuple[int, int, int, int]:
        """As pixels of a picture, left, top, right, bottom, never smaller than it is."""
        left, top = int(self.left * wide / 100), int(self.top * high / 100)
        right, bottom = -int(-self.right * wide // 100), -int(-self.bottom * high // 100)
        return (
            max(left, 0),
            max(top, 0),
            min(max(right, left + 1), wide),
            min(max(bottom, top + 1), high),
        )


@dataclass(frozen=True)
class Word:
    """A word on a page. One that is not seen is written into no copy."""

    text: str
    place: Place
    seen: bool
    line: int

    @property
    def middle(self) -> tuple[float, float]:
        return self.place.left + self.place.wide / 2, self.place.top + self.place.high / 2


def is_hidden(word: Word, boxes: Iterable[Place]) -> bool:
    """Whether a box hides more of a word than its edge."""
    x, y = word.middle
    return any(each.holds(x, y) or each.shared(word.place) > TOUCHED for each in boxes)


def around(words: Iterable[Word]) -> list[Place]:
    """One place for each line of the words, a little wider than they are."""
    lines: dict[int, list[Place]] = {}
    for each in words:
        lines.setdefault(each.line, []).append(each.place)
    return [_round(each) for _, each in sorted(lines.items())]


def _round(places: list[Place]) -> Place:
    left, top = min(each.left for each in places), min(each.top for each in places)
    right, bottom = max(each.right for each in places), max(each.bottom for each in places)
    edge = 0.3
    left, top = max(left - edge, 0.0), max(top - edge / 2, 0.0)
    right, bottom = min(right + edge, 100.0), min(bottom + edge / 2, 100.0)
    return Place(round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2))
