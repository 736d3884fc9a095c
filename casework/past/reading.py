"""Reading the file of old cases whole: every cell is right, or every problem names its place."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from casework.errors import CaseworkError
from casework.past.rows import NAMES, PastRow, Problem, crosswise
from casework.spreadsheets import called, lines_of, twice
from casework.text import plainly

MOST_ROWS = 5_000


class PastFileRefused(CaseworkError):
    """Nothing of the file was kept. Each problem names its line and its column."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = [each.sentence for each in sorted(problems)]
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Numbered:
    """A row and the line of the file it ends on."""

    line: int
    row: PastRow


def read_past(text: str, today: date) -> list[Numbered]:
    """Every row of a file of old cases.

    Raises:
        PastFileRefused: with every problem of the file, each naming its line and column.
    """
    reader = csv.DictReader(lines_of(text), strict=True)
    rows: list[Numbered] = []
    problems: list[Problem] = []
    try:
        problems += _heading(list(reader.fieldnames or ()))
        for cells in reader if not problems else ():
            _read(reader.line_num, cells, rows, problems)
    except csv.Error as broken:
        problems.append(Problem(reader.line_num or 1, "", f"this is not CSV ({broken})"))
    problems += [
        Problem(each.line, column, says)
        for each in rows
        for column, says in crosswise(each.row, today)
    ]
    problems += _twice(rows) + _how_many(rows, problems)
    if problems:
        raise PastFileRefused(problems)
    return rows


def _heading(names: list[str]) -> list[Problem]:
    fields = PastRow.model_fields
    lacks = [name for name, each in fields.items() if each.is_required() and name not in names]
    unknown = [name for name in names if name not in NAMES]
    problems = [Problem(1, "", f"the heading lacks {', '.join(lacks)}")] if lacks else []
    if unknown:
        says = f"the heading has columns nobody knows: {', '.join(called(unknown))}"
        problems.append(Problem(1, "", says))
    if says := twice(names):
        problems.append(Problem(1, "", says))
    return problems


def _read(
    line: int, cells: dict[str, str | None], rows: list[Numbered], problems: list[Problem]
) -> None:
    if None in cells or None in cells.values():
        problems.append(Problem(line, "", "the row does not have as many cells as the heading"))
        return
    try:
        rows.append(Numbered(line, PastRow.model_validate(cells)))
    except ValidationError as wrong:
        told = plainly(PastRow, wrong).items()
        problems += [Problem(line, name.partition(".")[0], says) for name, says in told]


def _twice(rows: list[Numbered]) -> list[Problem]:
    lines: dict[str, int] = {}
    problems = []
    for each in rows:
        first = lines.setdefault(each.row.old_reference, each.line)
        if first != each.line:
            says = f"It is also on line {first}"
            problems.append(Problem(each.line, "old_reference", says))
    return problems


def _how_many(rows: list[Numbered], problems: list[Problem]) -> list[Problem]:
    if len(rows) > MOST_ROWS:
        return [Problem(1, "", f"Import at most {MOST_ROWS} cases at once")]
    if not rows and not problems:
        return [Problem(2, "", "the file has a heading and no cases")]
    return []
