"""The registers' file: one CSV row an entry. Read whole before anything is kept."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.journal import Event
from casework.people.models import Person
from casework.registers.files import Numbered, RegisterFileRefused, rows_of
from casework.registers.kinds import Register
from casework.registers.models import RegisterEntry
from casework.spreadsheets import Table, table_of
from casework.text import Day, Line, OptionalDay, OptionalLine, OptionalProse
from casework.working_days import local_day


class RegistersImported(Event):
    entries: int

    def sentence(self) -> str:
        return f"imported {self.entries} entries into the clearing registers"


class RegisterRow(BaseModel):
    """One decided entry as the file describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    clause: Register = Field(title="the clause: 2.1, 2.4, 2.6, 3.7, 3.8 or 3.9")
    staff_number: Line = Field(title="a staff number")
    what: Line = Field(title="what was asked or told")
    asked_on: Day = Field(title="asked_on")
    granted: bool = Field(title="granted: yes or no")
    decided_on: Day = Field(title="decided_on")
    decided_by: Line = Field(title="decided_by")
    valid_from: OptionalDay = None
    valid_until: OptionalDay = None
    reasons: OptionalProse = None
    details: OptionalLine = None


NAMES = list(RegisterRow.model_fields)


def read_registers(table: Table) -> list[Numbered[RegisterRow]]:
    """Every row of a file of entries.

    Raises:
        RegisterFileRefused: with every problem of the file, each naming its line.
    """
    return rows_of(table, RegisterRow, _crosswise)


def _crosswise(row: RegisterRow) -> list[str]:
    """What only shows when the days of a row are read together."""
    problems = []
    if row.decided_on < row.asked_on:
        problems.append("decided_on is before asked_on")
    if row.valid_until and row.valid_until < (row.valid_from or row.decided_on):
        problems.append("valid_until is before the entry begins")
    return problems


def import_registers(
    session: Session, actor: Actor, file: str | Table, at: datetime
) -> RegistersImported:
    """Keep every entry of a file, or none.

    Raises:
        NotPermitted: the actor does not keep the registers.
        RegisterFileRefused: nothing was kept; every problem names its line.
    """
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    rows = read_registers(table_of(file))
    people = {each.staff_number: each.id for each in session.exec(select(Person))}
    today = local_day(at)
    problems = [
        f"{each.at}: {each.row.staff_number} is nobody’s staff number"
        for each in rows
        if each.row.staff_number not in people
    ] + [f"{each.at}: decided_on is in the future" for each in rows if each.row.decided_on > today]
    if problems:
        raise RegisterFileRefused(problems)
    for each in rows:
        told = each.row.model_dump(exclude={"clause", "staff_number"})
        if each.row.granted:
            told["valid_from"] = each.row.valid_from or each.row.decided_on
        session.add(
            RegisterEntry(
                person_id=people[each.row.staff_number],
                kind=each.row.clause,
                recorded_by=actor.id,
                recorded_at=at,
                **told,
            )
        )
    event = RegistersImported(entries=len(rows))
    journal.append(session, None, actor, event, at)
    return event
