"""Having a part of a pack printed in a process of its own, which may be killed."""

from collections.abc import Iterator

from casework.documents.press import NotMade
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
    try:
        with (
            apart.held(html.encode("utf-8", "replace")) as source,
            apart.ask_for_file(
                "print", source, seconds=MOST_SECONDS, most=LARGEST_PART, shop=SHOP
            ) as unit,
        ):
            yield from chunks_of(unit)
    except apart.Busy as busy:
        raise NotMade(BUSY) from busy
    except apart.NotConfined as unsafe:
        raise NotMade(UNSAFE) from unsafe
    except apart.NotOpened as much:
        raise NotMade(TOO_MUCH) from much
