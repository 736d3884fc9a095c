"""A table that somebody sent as a workbook: read in the confined process, as text is read here.

A staff file, old cases and entries of the registers come as one or the other.
"""

import json

from casework.evidence import apart
from casework.spreadsheets import Table, TableRefused, Wrong

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SECONDS = 30
OLD = (
    "This is a workbook of an old kind, or one with a password. Save it as .xlsx without a "
    "password, or as CSV in UTF-8"
)
NOT_OPENED = "The workbook takes too much time or memory to open. Save it as CSV in UTF-8"
NOT_HERE = "This machine cannot open workbooks safely. Save it as CSV in UTF-8"
BUSY = "Too many files are being opened. Try again in a moment"
NOT_TEXT = "Save it as .xlsx, or as CSV in UTF-8"


def table_in(content: bytes) -> str | Table:
    """The text of a CSV file, or the only sheet of a workbook.

    Raises:
        TableRefused: it is neither, or not one that can be read. Says what to do.
    """
    if content.startswith(OLD_OFFICE):
        raise TableRefused([OLD])
    if content.startswith(ZIP):
        return _sheet(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise TableRefused([f"Line {line}: this is not UTF-8. {NOT_TEXT}"]) from None


def _sheet(content: bytes) -> Table:
    try:
        with apart.held(content) as source:
            told = json.loads(apart.ask("read-table", source, seconds=SECONDS))
    except apart.Declined as declined:
        raise TableRefused([declined.reason]) from declined
    except apart.TookTooMuch as killed:
        raise TableRefused([NOT_OPENED]) from killed
    except apart.Busy as full:
        raise TableRefused([BUSY]) from full
    except apart.NotConfined as unconfined:
        raise TableRefused([NOT_HERE]) from unconfined
    names = dict(zip(told["letters"], told["heading"], strict=True))
    return Table(
        heading=told["heading"],
        rows=[(number, cells) for number, cells in told["rows"]],
        problems=[_wrong(names, *each) for each in told["told"]],
        letters={name: letter for letter, name in names.items()} or {"": ""},
        heading_at=told["heading_at"],
    )


def _wrong(names: dict[str, str], number: int, letter: str, says: str) -> Wrong:
    """A cell by the name of its column; by its letter where the column has none."""
    column = names.get(letter) or (f"column {letter}" if letter else "")
    return Wrong(number, column, says)
