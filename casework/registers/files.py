"""Reading a file of the registers whole: every row is right, or every problem is named."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from casework.spreadsheets import UNEVEN, Table, TableRefused
from casework.text import plainly

Row = TypeVar("Row", bound=BaseModel)


class RegisterFileRefused(TableRefused):
    """Nothing of the file was kept. Each problem names its line."""


@dataclass(frozen=True)
class Numbered(Generic[Row]):
    """A row, and how the line of the file it stands on is called."""

    at: str
    row: Row


def rows_of(
    table: Table, kind: type[Row], crosswise: Callable[[Row], list[str]]
) -> list[Numbered[Row]]:
    """Every row of a file. `crosswise` says what only shows when a row is read as a whole.

    Raises:
        RegisterFileRefused: with every problem of the file, each naming its line.
    """
    fields = kind.model_fields
    needed = [name for name, each in fields.items() if each.is_required()]
    if wrong := table.wrong_with_heading(needed, fields):
        raise RegisterFileRefused(table.told([*wrong, *table.problems]))
    rows: list[Numbered[Row]] = []
    problems: list[str] = []
    for number, cells in table.named():
        found = _read(table, number, cells, kind)
        if isinstance(found, list):
            problems += found
            continue
        rows.append(found)
        problems += [f"{found.at}: {says}" for says in crosswise(found.row)]
    problems += table.told(table.problems)
    if not rows and not problems:
        problems.append(f"{table.at(table.heading_at + 1)}: the file has a heading and no entries")
    if problems:
        raise RegisterFileRefused(problems)
    return rows


def _read(
    table: Table, number: int, cells: dict[str, str] | None, kind: type[Row]
) -> Numbered[Row] | list[str]:
    if cells is None:
        return [f"{table.at(number)}: {UNEVEN}"]
    try:
        return Numbered(table.at(number), kind.model_validate(cells))
    except ValidationError as wrong:
        told = plainly(kind, wrong).items()
        return [f"{table.row(number, name.partition('.')[0])}: {says}" for name, says in told]
