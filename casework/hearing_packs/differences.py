"""What is different between two editions of a pack. Pure: both are read from their indexes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from casework.documents.packs import IndexLine


class Change(StrEnum):
    """What became of one document between two editions."""

    ADDED = "added"
    LEFT_OUT = "left_out"
    CHANGED = "changed"
    MOVED = "moved"

    @property
    def label(self) -> str:
        return {
            Change.ADDED: "Added",
            Change.LEFT_OUT: "Left out",
            Change.CHANGED: "Changed",
            Change.MOVED: "On other pages",
        }[self]


@dataclass(frozen=True)
class Difference:
    """One document: what became of it, and on which pages it was and is."""

    change: Change
    title: str
    was: tuple[int, int] | None
    now: tuple[int, int] | None


def differences(older: Iterable[IndexLine], newer: Iterable[IndexLine]) -> list[Difference]:
    """Everything that is different, in the order of the newer edition, what is gone last.

    An edition that says no hashes, as earlier versions made them, is compared by pages alone.
    """
    before = {line.what or line.title: line for line in older}
    after = {line.what or line.title: line for line in newer}
    found = [each for key, line in after.items() for each in _one(before.get(key), line)]
    gone = [
        Difference(Change.LEFT_OUT, line.title, _pages(line), None)
        for key, line in before.items()
        if key not in after
    ]
    return [*found, *gone]


def _one(was: IndexLine | None, now: IndexLine) -> Iterator[Difference]:
    if was is None:
        yield Difference(Change.ADDED, now.title, None, _pages(now))
        return
    changed = bool(was.sha256 and now.sha256 and was.sha256 != now.sha256)
    if changed or was.title != now.title:
        yield Difference(Change.CHANGED, now.title, _pages(was), _pages(now))
    elif _pages(was) != _pages(now):
        yield Difference(Change.MOVED, now.title, _pages(was), _pages(now))


def _pages(line: IndexLine) -> tuple[int, int]:
    return line.first_page, line.last_page
