"""A list taken away: as a file for a spreadsheet, or printed. Both are written down."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from casework.access import Actor
from casework.database import in_reading
from casework.database.whose import for_person
from casework.journal import Event
from casework.lists.asking import Asked, Asker
from casework.lists.listing import ListOf, Page
from casework.spreadsheets import plain

AT_ONCE, MOST_PRINTED = 500, 500


class ListTaken(Event):
    """Somebody took a list out of Casework: which, how narrowed, and how many rows it had."""

    listed: str
    narrowed: dict[str, str]
    rows: int
    more: bool
    printed: bool = False

    def sentence(self) -> str:
        many = f"more than {self.rows:,}" if self.more else f"{self.rows:,}"
        did = "printed" if self.printed else "exported"
        return f"{did} the list of {self.listed}: {many} row{'' if self.rows == 1 else 's'}"


def taken(listed: ListOf, asked: Asked, page: Page, *, printed: bool) -> ListTaken:
    """What is written down before a list leaves."""
    return ListTaken(
        listed=listed.title.lower(),
        narrowed=asked.wanted.answers,
        rows=page.total,
        more=page.many,
        printed=printed,
    )


def as_csv(listed: ListOf, actor: Actor, today: date, asked: Asked) -> Iterator[bytes]:
    """The whole list in pieces, with a mark that tells a spreadsheet which letters it is in.

    Each piece is read by itself, so that a slow reader holds no connection, and what somebody may
    no longer see is not in the next one.
    """
    yield "\ufeff".encode() + _lines([listed.heads])
    asker = Asker(actor, today)
    wanted = asked.wanted.turned()
    while True:
        with in_reading() as session:
            for_person(session, actor.id)
            piece = Asked(wanted, asked.values)
            page = listed.page(session, asker, piece, AT_ONCE)
            lines = _lines([[plain(cell) for cell in listed.cells(row)] for row in page.rows])
        yield lines
        if not page.after:
            return
        wanted = wanted.turned(after=page.after)


def _lines(rows: list[tuple[str, ...]] | list[list[str]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return file.getvalue().encode()
