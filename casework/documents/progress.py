"""How far the making of a pack has come, in stages that are the same for every pack. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Making(StrEnum):
    """The stages of making a pack, in order."""

    WAITING = "waiting"
    PARTS = "parts"
    INDEX = "index"
    LINKING = "linking"
    CHECKING = "checking"
    DONE = "done"

    @property
    def label(self) -> str:
        return {
            Making.WAITING: "Waiting to start",
            Making.PARTS: "Getting each document ready",
            Making.INDEX: "Writing the index",
            Making.LINKING: "Putting the pages together",
            Making.CHECKING: "Checking every page",
            Making.DONE: "Made",
        }[self]


SHOWN = (Making.PARTS, Making.INDEX, Making.LINKING, Making.CHECKING)
# How much of the time each stage takes, of a hundred, where it begins: measured on 500 pages.
BEGINS = {
    Making.WAITING: 0,
    Making.PARTS: 1,
    Making.INDEX: 50,
    Making.LINKING: 60,
    Making.CHECKING: 80,
    Making.DONE: 100,
}
AFTER = dict(zip(BEGINS, [*list(BEGINS)[1:], Making.DONE], strict=True))


@dataclass(frozen=True)
class Told:
    """How far it is: the stage, how much of it is done, and what is in hand."""

    stage: Making
    done: int = 0
    total: int = 0
    pages: int = 0
    step: str = ""

    @property
    def percent(self) -> int:
        """Of the whole; it only grows."""
        begins, ends = BEGINS[self.stage], BEGINS[AFTER[self.stage]]
        share = min(1.0, self.done / self.total) if self.total else 0.0
        return int(begins + (ends - begins) * share)


Progress = Callable[[Told], None]


def unwatched(_: Told) -> None:
    """Progress that nobody reads."""
