"""Rows as a file for a spreadsheet, and the cells of one that somebody sent."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from casework.errors import CaseworkError

# What a spreadsheet takes for a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
LOST_ZEROS = "{number} is nobody’s, but {known} is somebody’s. A spreadsheet drops zeros in front"
UNEVEN = "the row does not have as many cells as the heading"


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


class TableRefused(CaseworkError):
    """Nothing of a file was kept. Each problem names its place."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


class Wrong(NamedTuple):
    """What is wrong in one cell, or in a whole row where the column is empty."""

    number: int
    column: str
    says: str


@dataclass(frozen=True)
class Table:
    """Cells under a heading, each row with the number that its own program shows beside it.

    `letters` has the letter over each column of a workbook; text has lines and no letters.
    """

    heading: list[str]
    rows: list[tuple[int, list[str]]]
    problems: list[Wrong] = field(default_factory=list)
    letters: Mapping[str, str] = field(default_factory=dict)
    heading_at: int = 1

    @property
    def word(self) -> str:
        """What one row is called where it can be seen."""
        return "Row" if self.letters else "Line"

    def at(self, number: int, column: str = "") -> str:
        """Where something is, as whoever sent it sees it there."""
        if column and column in self.letters:
            column = f"column {self.letters[column]} ({column})"
        return f"{self.word} {number}{f', {column}' if column else ''}"

    def row(self, number: int, column: str = "") -> str:
        """The same where the words say which field is meant: a workbook names its column too."""
        return self.at(number, column if self.letters else "")

    def told(self, wrong: Iterable[Wrong]) -> list[str]:
        """Problems as sentences, in the order of the file."""
        return [f"{self.at(each.number, each.column)}: {each.says}" for each in sorted(wrong)]

    def wrong_with_heading(self, needed: Iterable[str], known: Iterable[str]) -> list[Wrong]:
        """Columns that are missing, that nobody knows, and that stand there twice."""
        if self.problems and not self.heading:
            return []  # it could not even be read
        may_stand = set(known)
        lists = {
            "the heading lacks": [each for each in needed if each not in self.heading],
            "the heading has columns nobody knows:": [
                _called(each) for each in self.heading if each not in may_stand
            ],
            "the heading has more than once:": [
                _called(each) for each, many in Counter(self.heading).items() if many > 1
            ],
        }
        return [
            Wrong(self.heading_at, "", f"{says} {', '.join(names)}")
            for says, names in lists.items()
            if names
        ]

    def named(self) -> Iterator[tuple[int, dict[str, str] | None]]:
        """Each row by the names of its columns; nothing where it has more cells, or fewer."""
        for number, cells in self.rows:
            even = len(cells) == len(self.heading)
            yield number, dict(zip(self.heading, cells, strict=True)) if even else None


def lines_of(text: str) -> io.StringIO:
    """A text as lines, however its system ends them, without the mark before the first."""
    return io.StringIO(text.lstrip("\ufeff"), newline=None)


def _called(name: str) -> str:
    return name.strip() or "one without a name"


def of_csv(text: str) -> Table:
    """The lines of a text; one that is not CSV ends it and is a problem of the table."""
    reader = csv.reader(lines_of(text), strict=True)
    heading: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    try:
        heading = next(reader, [])
        for cells in reader:
            if cells:
                rows.append((reader.line_num, cells))
    except csv.Error as broken:
        wrong = Wrong(reader.line_num if heading else 1, "", f"this is not CSV ({broken})")
        return Table(heading, rows, [wrong])
    return Table(heading, rows)


def table_of(file: str | Table) -> Table:
    """What was sent as a table, whether it was text or came out of a workbook."""
    return of_csv(file) if isinstance(file, str) else file


def lost_zeros(number: str, known: Iterable[str]) -> str:
    """What to say of a number that is known only with zeros in front; nothing where it is not."""
    whole = (each for each in known if each.startswith("0") and each.lstrip("0") == number)
    found = next(whole, "")
    return LOST_ZEROS.format(number=number, known=found) if found else ""
