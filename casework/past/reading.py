"""Reading the file of old cases whole: every cell is right, or every problem names its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from casework.past.rows import NAMES, PastRow, crosswise
from casework.spreadsheets import UNEVEN, Table, TableRefused, Wrong
from casework.text import plainly

MOST_ROWS = 5_000
NEEDED = [name for name, each in PastRow.model_fields.items() if each.is_required()]


class PastFileRefused(TableRefused):
    """Nothing of the file was kept. Each problem names its line and its column."""

    def __init__(self, table: Table, wrong: Iterable[Wrong]) -> None:
        super().__init__(table.told(wrong))


@dataclass(frozen=True)
class Numbered:
    """A row and the line of the file it ends on."""

    line: int
    row: PastRow


def read_past(table: Table, today: date) -> list[Numbered]:
    """Every row of a file of old cases.

    Raises:
        PastFileRefused: with every problem of the file, each naming its line and column.
    """
    wrong = table.wrong_with_heading(NEEDED, NAMES)
    rows: list[Numbered] = []
    for number, cells in () if wrong else table.named():
        _read(number, cells, rows, wrong)
    wrong += table.problems
    wrong += [
        Wrong(each.line, column, says)
        for each in rows
        for column, says in crosswise(each.row, today)
    ]
    wrong += _twice(table, rows) + _how_many(table, rows, wrong)
    if wrong:
        raise PastFileRefused(table, wrong)
    return rows


def _read(
    line: int, cells: dict[str, str] | None, rows: list[Numbered], wrong: list[Wrong]
) -> None:
    if cells is None:
        wrong.append(Wrong(line, "", UNEVEN))
        return
    try:
        rows.append(Numbered(line, PastRow.model_validate(cells)))
    except ValidationError as refused:
        told = plainly(PastRow, refused).items()
        wrong += [Wrong(line, name.partition(".")[0], says) for name, says in told]


def _twice(table: Table, rows: list[Numbered]) -> list[Wrong]:
    lines: dict[str, int] = {}
    wrong = []
    for each in rows:
        first = lines.setdefault(each.row.old_reference, each.line)
        if first != each.line:
            says = f"It is also on {table.row(first).lower()}"
            wrong.append(Wrong(each.line, "old_reference", says))
    return wrong


def _how_many(table: Table, rows: list[Numbered], wrong: list[Wrong]) -> list[Wrong]:
    if len(rows) > MOST_ROWS:
        return [Wrong(table.heading_at, "", f"Import at most {MOST_ROWS} cases at once")]
    if not rows and not wrong:
        return [Wrong(table.heading_at + 1, "", "the file has a heading and no cases")]
    return []
