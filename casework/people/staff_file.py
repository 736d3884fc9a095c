"""The staff file: one CSV row a person. Read whole before anything is changed. Pure."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from casework.access import TrustRole
from casework.spreadsheets import UNEVEN, Table, TableRefused
from casework.text import Day, Name, OptionalDay, OptionalName, plainly

WORKER_TYPES = Literal["teacher", "support", "leader", "central", "trustee", "agency"]


class StaffFileRefused(TableRefused):
    """The file was not applied. Each problem names its line."""


def _roles(value: object) -> object:
    if not isinstance(value, str):
        return value
    return frozenset(each.strip() for each in value.split(";") if each.strip())


class StaffRow(BaseModel):
    """One person as the staff file describes them. A column that is not there changes nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    staff_number: Name = Field(title="a staff number")
    given_name: Name = Field(title="a given name")
    family_name: Name = Field(title="a family name")
    email: OptionalName = Field(default=None, title="the e-mail address", pattern="@")
    phone: OptionalName = None
    academy_code: Name = Field(title="an academy code")
    academy_name: Name = Field(title="an academy name")
    job_title: Name = Field(title="a job title")
    worker_type: WORKER_TYPES = Field(
        title="worker_type: teacher, support, leader, central, trustee or agency"
    )
    manager: OptionalName = None
    employed_from: Day = Field(title="employed_from")
    left_on: OptionalDay = None
    roles: Annotated[frozenset[TrustRole] | None, BeforeValidator(_roles)] = Field(
        default=None, title="roles that Casework knows, separated by semicolons"
    )
    acknowledged_policy_on: OptionalDay = None


NEEDED = [name for name, field in StaffRow.model_fields.items() if field.is_required()]


@dataclass(frozen=True)
class Numbered:
    """A row, the line of the file it stands on, and how that line is called."""

    line: int
    row: StaffRow
    at: str


def read_staff_file(table: Table) -> list[Numbered]:
    """Every row of a staff file.

    Raises:
        StaffFileRefused: with every problem of the file, each naming its line.
    """
    if wrong := table.wrong_with_heading(NEEDED, StaffRow.model_fields):
        raise StaffFileRefused(table.told([*wrong, *table.problems]))
    rows: list[Numbered] = []
    problems: list[str] = []
    for number, cells in table.named():
        _read_row(table, number, cells, rows, problems)
    problems += table.told(table.problems)
    problems += _crosswise_problems(rows)
    if not rows and not problems:
        problems.append(f"{table.at(table.heading_at + 1)}: the file has a heading and no people")
    if problems:
        raise StaffFileRefused(problems)
    return rows


def _read_row(
    table: Table,
    number: int,
    cells: dict[str, str] | None,
    rows: list[Numbered],
    problems: list[str],
) -> None:
    if cells is None:
        problems.append(f"{table.at(number)}: {UNEVEN}")
        return
    try:
        row = StaffRow.model_validate(cells)
    except ValidationError as wrong:
        told = plainly(StaffRow, wrong).items()
        problems += [f"{table.row(number, name.partition('.')[0])}: {says}" for name, says in told]
        return
    if row.left_on and row.left_on < row.employed_from:
        problems.append(f"{table.row(number, 'left_on')}: left_on is before employed_from")
    rows.append(Numbered(number, row, table.at(number)))


def _crosswise_problems(rows: list[Numbered]) -> list[str]:
    """What only shows when rows are read together."""
    places: dict[str, str] = {}
    academies: dict[str, str] = {}
    problems = []
    for each in rows:
        number, code, name = each.row.staff_number, each.row.academy_code, each.row.academy_name
        if number in places:
            says = f"staff number {number} is also on {places[number].lower()}"
            problems.append(f"{each.at}: {says}")
        places.setdefault(number, each.at)
        if academies.setdefault(code, name) != name:
            problems.append(f"{each.at}: academy {code} is called “{academies[code]}” further up")
        if each.row.manager == number:
            problems.append(f"{each.at}: {number} cannot be their own manager")
    return problems
