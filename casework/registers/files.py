"""Reading a CSV file of the registers whole: every row is right, or every problem is named."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from casework.errors import CaseworkError
from casework.spreadsheets import called, lines_of, twice
from casework.text import plainly

Row = TypeVar("Row", bound=BaseModel)


class RegisterFileRefused(CaseworkError):
    """Nothing of the file was kept. Each problem names its line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Numbered(Generic[Row]):
    """A row and the line of the file it stands on."""

    line: int
    row: Row


def heading_of(text: str) -> list[str]:
    """The names of the columns, as the first line gives them; none where it is not CSV."""
    try:
        return next(csv.reader(lines_of(text), strict=True), [])
    except csv.Error:
        return []


def rows_of(
    text: str, kind: type[Row], crosswise: Callable[[Row], list[str]]
) -> list[Numbered[Row]]:
    """Every row of a file. `crosswise` says what only shows when a row is read as a whole.

    Raises:
        RegisterFileRefused: with every problem of the file, each naming its line.
    """
    reader = csv.DictReader(lines_of(text), strict=True)
    rows: list[Numbered[Row]] = []
    problems: list[str] = []
    try:
        problems += _heading(kind, list(reader.fieldnames or ()))
        for cells in reader if not problems else ():
            found = _read(reader.line_num, cells, kind)
            if isinstance(found, list):
                problems += found
                continue
            rows.append(found)
            problems += [f"Line {found.line}: {says}" for says in crosswise(found.row)]
    except csv.Error as broken:
        problems.append(f"Line {reader.line_num or 1}: this is not CSV ({broken})")
    if not rows and not problems:
        problems.append("Line 2: the file has a heading and no entries")
    if problems:
        raise RegisterFileRefused(problems)
    return rows


def _heading(kind: type[BaseModel], names: list[str]) -> list[str]:
    fields = kind.model_fields
    lacks = [name for name, each in fields.items() if each.is_required() and name not in names]
    unknown = [name for name in names if name not in fields]
    problems = [f"Line 1: the heading lacks {', '.join(lacks)}"] if lacks else []
    if unknown:
        problems.append(
            f"Line 1: the heading has columns nobody knows: {', '.join(called(unknown))}"
        )
    if says := twice(names):
        problems.append(f"Line 1: {says}")
    return problems


def _read(line: int, cells: dict[str, str | None], kind: type[Row]) -> Numbered[Row] | list[str]:
    if None in cells or None in cells.values():
        return [f"Line {line}: the row does not have as many cells as the heading"]
    try:
        return Numbered(line, kind.model_validate(cells))
    except ValidationError as wrong:
        return [f"Line {line}: {says}" for says in plainly(kind, wrong).values()]
