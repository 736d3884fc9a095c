"""Having a part of a pack printed in a process of its own, which may be killed."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from casework.documents.press import NotMade
from casework.documents.units.form import SIZE
from casework.evidence import apart
from casework.storage import chunks_of

SHOP = "casework.evidence.confined.printing"
MOST_SECONDS = 60  # two thousand rows of a table
LARGEST_PART = 256 << 20
TOO_MUCH = "printing it takes too much time or memory. Make what it says shorter"
BUSY = "too much is being printed at once. Make the pack again in a minute"
UNSAFE = "this machine cannot print safely"


def printed_apart(html: str) -> Iterator[bytes]:
    """A part that we wrote as a unit, in pieces. Raises NotMade."""
    with _printed("print", html.encode("utf-8", "replace")) as unit:
        yield from chunks_of(unit)


def printed_together(parts: Sequence[str]) -> list[bytes]:
    """Several small parts as units, in order: half of what each costs alone is to begin.

    Raises NotMade: one of them cannot be made, and nobody can say which.
    """
    told = json.dumps([html.encode("utf-8", "replace").decode() for html in parts])
    with _printed("print-several", told.encode()) as units:
        return [units.read(int.from_bytes(units.read(SIZE), "big")) for _ in parts]


@contextmanager
def _printed(task: str, written: bytes) -> Iterator[BinaryIO]:
    try:
        with (
            apart.held(written) as source,
            apart.ask_for_file(
                task, source, seconds=MOST_SECONDS, most=LARGEST_PART, shop=SHOP
            ) as made,
        ):
            yield made
    except apart.Busy as busy:
        raise NotMade(BUSY) from busy
    except apart.NotConfined as unsafe:
        raise NotMade(UNSAFE) from unsafe
    except apart.NotOpened as much:
        raise NotMade(TOO_MUCH) from much
