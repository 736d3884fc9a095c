"""Where sealed bytes are kept: a folder, or a bucket. Neither ever overwrites anything."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from casework.storage.sealing import Kept


@dataclass(frozen=True)
class Held:
    """One thing that a shelf holds, and since when."""

    name: str
    since: datetime


class Shelf(Protocol):
    """A place that keeps each name once."""

    def keep(self, name: str, pieces: Iterable[bytes]) -> None:
        """Keep the pieces under a new name, durable when this returns.

        Raises:
            StoreUnavailable: it cannot be written, or the name is taken. Nothing is left of it.
        """

    def open(self, name: str) -> Kept:
        """Raises NotFound when it holds no such name; StoreUnavailable when it cannot be read."""

    def remove(self, name: str) -> None:
        """Forget a name. That it is not there is no error."""

    def held(self) -> Iterator[Held]:
        """Everything that it holds, in no order."""

    def sweep(self, before: datetime) -> int:
        """Clear what began to arrive before a moment and never came whole; how much that was."""

    def require_there(self) -> None:
        """Raises StoreUnavailable: it cannot be reached, or cannot be written to."""

    @property
    def says(self) -> str:
        """What it is, for whoever looks after it: never a name of anything in it."""
