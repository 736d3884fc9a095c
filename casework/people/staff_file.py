"""The staff file: one CSV row a person. Read whole before anything is changed. Pure."""

import csv
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from casework.access import TrustRole
from casework.errors import CaseworkError
from casework.spreadsheets import called, lines_of, twice
from casework.text import Day, Line, OptionalDay, OptionalLine, plainly

WORKER_TYPES = Literal["teacher", "support", "leader", "central", "trustee", "agency"]


class StaffFileRefused(CaseworkError):
    """The file was not applied. Each problem names its line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _roles(value: object) -> object:
    if not isinstance(value, str):
        return value
    return frozenset(each.strip() for each in value.split(";") if each.strip())


class StaffRow(BaseModel):
    """One person as the staff file describes them. A column that is not there changes nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    staff_number: Line = Field(title="a staff number")
    given_name: Line = Field(title="a given name")
    family_name: Line = Field(title="a family name")
    email: OptionalLine = Field(default=None, title="the e-mail address", pattern="@")
    phone: OptionalLine = None
    academy_code: Line = Field(title="an academy code")
    academy_name: Line = Field(title="an academy name")
    job_title: Line = Field(title="a job title")
    worker_type: WORKER_TYPES = Field(
        title="worker_type: teacher, support, leader, central, trustee or agency"
    )
    manager: OptionalLine = None
    employed_from: Day = Field(title="employed_from")
    left_on: OptionalDay = None
    roles: Annotated[frozenset[TrustRole] | None, BeforeValidator(_roles)] = Field(
        default=None, title="roles that Casework knows, separated by semicolons"
    )
    acknowledged_policy_on: OptionalDay = None


@dataclass(frozen=True)
class Numbered:
    """A row and the line of the file it stands on."""

    line: int
    row: StaffRow


def read_staff_file(text: str) -> list[Numbered]:
    """Every row of a staff file.

    Raises:
        StaffFileRefused: with every problem of the file, each naming its line.
    """
    reader = csv.DictReader(lines_of(text), strict=True)
    problems = _heading_problems(reader)
    if problems:
        raise StaffFileRefused(problems)
    rows: list[Numbered] = []
    try:
        for each in reader:
            _read_row(reader.line_num, each, rows, problems)
    except csv.Error as broken:
        problems.append(f"Line {reader.line_num}: this is not a CSV row ({broken})")
    problems += _crosswise_problems(rows)
    if not rows and not problems:
        problems.append("Line 2: the file has a heading and no people")
    if problems:
        raise StaffFileRefused(problems)
    return rows


def _heading_problems(reader: "csv.DictReader[str]") -> list[str]:
    try:
        names = list(reader.fieldnames or ())
    except csv.Error as broken:
        return [f"Line 1: this is not a CSV heading ({broken})"]
    needed = [name for name, field in StaffRow.model_fields.items() if field.is_required()]
    missing = [name for name in needed if name not in names]
    unknown = [name for name in names if name not in StaffRow.model_fields]
    problems = [f"Line 1: {says}"] if (says := twice(names)) else []
    if missing:
        problems.append(f"Line 1: the heading lacks {', '.join(missing)}")
    if unknown:
        problems.append(
            f"Line 1: the heading has columns nobody knows: {', '.join(called(unknown))}"
        )
    return problems


def _read_row(
    line: int, cells: dict[str, str | None], rows: list[Numbered], problems: list[str]
) -> None:
    if None in cells or None in cells.values():
        problems.append(f"Line {line}: the row does not have as many cells as the heading")
        return
    try:
        row = StaffRow.model_validate(cells)
    except ValidationError as wrong:
        problems += [f"Line {line}: {says}" for says in plainly(StaffRow, wrong).values()]
        return
    if row.left_on and row.left_on < row.employed_from:
        problems.append(f"Line {line}: left_on is before employed_from")
    rows.append(Numbered(line, row))


def _crosswise_problems(rows: list[Numbered]) -> list[str]:
    """What only shows when rows are read together."""
    lines: dict[str, int] = {}
    academies: dict[str, str] = {}
    problems = []
    for each in rows:
        number, code, name = each.row.staff_number, each.row.academy_code, each.row.academy_name
        if number in lines:
            problems.append(
                f"Line {each.line}: staff number {number} is also on line {lines[number]}"
            )
        lines.setdefault(number, each.line)
        if academies.setdefault(code, name) != name:
            problems.append(
                f"Line {each.line}: academy {code} is called “{academies[code]}” further up"
            )
        if each.row.manager == number:
            problems.append(f"Line {each.line}: {number} cannot be their own manager")
    return problems
