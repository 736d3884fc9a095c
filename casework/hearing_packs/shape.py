"""What is unusual about the shape of a pack. Each is said, and none stops it. Pure.

Source: General guidance on electronic court bundles (2021), the model that hearings follow here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casework.documents.packs import IndexLine

MANY_PAGES = 300
HEAVY = 36 * 1024 * 1024
VOLUME = 250
BY_DAY = frozenset({"Correspondence", "Witness statements", "The employee’s submission"})


@dataclass(frozen=True)
class Shape:
    """A pack as far as its shape goes: its sections with their days in order, and its size."""

    pages: int = 0
    size: int = 0
    days: tuple[tuple[str, tuple[date, ...]], ...] = ()
    same_file: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Advice:
    """What is said of a pack, by the convention it goes by."""

    convention: str
    says: str


def advised(shape: Shape) -> Iterator[Advice]:
    """Everything a reader of this pack would stumble over."""
    if shape.pages > MANY_PAGES:
        says = f"It has {shape.pages} pages: give the panel a list of the pages that matter most"
        yield Advice("B-05", says)
    for title, days in shape.days:
        if list(days) != sorted(days):
            yield Advice("B-06", f"{title}: not in the order of the days")
    for one, other in shape.same_file:
        yield Advice("B-07", f"{one} and {other} are the same file: leave one of them out")
    if shape.size > HEAVY:
        says = f"It has {shape.size // 1024 // 1024} MB: too much for e-mail, so give it by link"
        yield Advice("B-15", says)


def volumes_of(lines: Sequence[IndexLine], most: int = VOLUME) -> list[tuple[int, int]]:
    """The pages of each paper volume: cut between documents, each of about as many pages (B-13).

    A document that is longer than a volume is one by itself.
    """
    if not lines:
        return []
    ends = [line.last_page for line in lines]
    found, first = [], 1
    for here, after in zip(ends, [*ends[1:], ends[-1] + most], strict=True):
        if after - first + 1 > most or here == ends[-1]:
            found.append((first, here))
            first = here + 1
    return found


def same_files(hashes: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Which of these are the same file as one before, by their hashes."""
    seen: dict[str, str] = {}
    twice = []
    for name, digest in hashes:
        if digest in seen:
            twice.append((seen[digest], name))
        seen.setdefault(digest, name)
    return tuple(twice)
