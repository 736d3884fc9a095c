"""A figure: a table of counts in which nobody can be found. Pure.

A count of one to four could say who it was, so it is not told (security.md, threat 4). Where one
count of a column is not told, the next smallest is not told either, so that it cannot be worked
out from a sum that somebody knows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5
HIDDEN = "Fewer than 5"
KEPT_BACK = "Not shown"


@dataclass(frozen=True)
class Cell:
    """One count as it is told, and how long its bar is of a hundred."""

    shown: str
    percent: int = 0

    @property
    def is_told(self) -> bool:
        return self.shown not in {HIDDEN, KEPT_BACK}


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Figure:
    """One question about a year, with its answer as rows and columns."""

    slug: str
    title: str
    says: str
    rows_are: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        return all(cell.shown == "0" for row in self.rows for cell in row.cells)

    @property
    def hides(self) -> bool:
        return any(not cell.is_told for row in self.rows for cell in row.cells)


def figure(
    slug: str,
    title: str,
    says: str,
    rows_are: str,
    counted: Mapping[str, Mapping[str, int]],
    heads: Sequence[str],
    labels: Iterable[str],
) -> Figure:
    """A figure whose rows are `labels` and whose columns are `heads`; what is not there is none."""
    named = list(labels)
    counts = [[counted.get(each, {}).get(head, 0) for head in heads] for each in named]
    cells = _told(counts)
    rows = tuple(Row(label, tuple(row)) for label, row in zip(named, cells, strict=True))
    return Figure(slug, title, says, rows_are, tuple(heads), rows)


def _told(counts: list[list[int]]) -> list[list[Cell]]:
    columns = [_column(list(column)) for column in zip(*counts, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)]


def _column(counts: list[int]) -> list[Cell]:
    small = {at for at, count in enumerate(counts) if 0 < count < FEWEST}
    kept_back: set[int] = set()
    if len(small) == 1:
        larger = [at for at, count in enumerate(counts) if count >= FEWEST]
        kept_back = {min(larger, key=lambda at: counts[at])} if larger else set()
    told = [c for at, c in enumerate(counts) if at not in small | kept_back]
    most = max(told, default=0) or 1
    return [
        Cell(HIDDEN)
        if at in small
        else Cell(KEPT_BACK)
        if at in kept_back
        else Cell(str(count), round(100 * count / most))
        for at, count in enumerate(counts)
    ]
