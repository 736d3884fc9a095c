"""Rows as a file for a spreadsheet, and the cells of one that somebody sent."""

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def spreadsheet(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The rows with a mark that tells a spreadsheet which letters they are in."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(heads)
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, whoever wrote the words in it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell


def lines_of(text: str) -> io.StringIO:
    """A file as lines, however its system ends them, without the mark before the first."""
    return io.StringIO(text.lstrip("\ufeff"), newline=None)


def called(names: Sequence[str]) -> list[str]:
    """Columns as a sentence names them."""
    return [name.strip() or "one without a name" for name in names]


def twice(names: Sequence[str]) -> str:
    """What is wrong with a heading that names a column more than once: only one would be read."""
    found = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    return f"the heading names twice: {', '.join(found)}" if found else ""
