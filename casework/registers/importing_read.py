"""The file of acknowledgements: who read which version of which policy, one CSV row each."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.journal import Event
from casework.people.models import Person
from casework.policies.queries import versions
from casework.registers.commands import acknowledged
from casework.registers.files import Numbered, RegisterFileRefused, rows_of
from casework.registers.importing import RegistersImported, import_registers
from casework.registers.models import PolicyAcknowledgement
from casework.spreadsheets import Table, table_of
from casework.text import Day, Line
from casework.working_days import local_day


class AcknowledgementsImported(Event):
    acknowledgements: int
    known_before: int

    def sentence(self) -> str:
        before = f"; known before: {self.known_before}" if self.known_before else ""
        one = "" if self.acknowledgements == 1 else "s"
        return f"imported {self.acknowledgements} acknowledgement{one} of a policy{before}"


class AcknowledgementRow(BaseModel):
    """One acknowledgement as the file describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    staff_number: Line = Field(title="a staff number")
    policy: Line = Field(title="the title of the policy")
    version: Line = Field(title="the version that was read")
    acknowledged_on: Day = Field(title="acknowledged_on")


NAMES = list(AcknowledgementRow.model_fields)
Rows = list[Numbered[AcknowledgementRow]]


def import_file(
    session: Session, actor: Actor, file: str | Table, at: datetime
) -> RegistersImported | AcknowledgementsImported:
    """Keep a file of entries, or of acknowledgements: its heading says which it is.

    Raises:
        NotPermitted: the actor does not keep the registers.
        RegisterFileRefused: nothing was kept; every problem names its line.
    """
    if {"policy", "acknowledged_on"} & set(table_of(file).heading):
        return import_acknowledgements(session, actor, file, at)
    return import_registers(session, actor, file, at)


def import_acknowledgements(
    session: Session, actor: Actor, file: str | Table, at: datetime
) -> AcknowledgementsImported:
    """Keep every acknowledgement of a file, or none. One that is known already stays as it is.

    Raises:
        NotPermitted: the actor does not keep the registers.
        RegisterFileRefused: nothing was kept; every problem names its line.
    """
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    rows = rows_of(table_of(file), AcknowledgementRow, lambda _row: [])
    people = {each.staff_number: each.id for each in session.exec(select(Person))}
    known = {(each.title, each.version): each.id for each in versions(session)}
    if problems := _problems(rows, people, known, at):
        raise RegisterFileRefused(problems)
    fresh = 0
    for each in rows:
        person = people[each.row.staff_number]
        version = known[each.row.policy, each.row.version]
        if acknowledged(session, person, version) is None:
            fresh += 1
            session.add(
                PolicyAcknowledgement(
                    person_id=person,
                    version_id=version,
                    acknowledged_on=each.row.acknowledged_on,
                    recorded_by=actor.id,
                    recorded_at=at,
                )
            )
            session.flush()  # so that a row that says the same again is known
    event = AcknowledgementsImported(acknowledgements=fresh, known_before=len(rows) - fresh)
    journal.append(session, None, actor, event, at)
    return event


def _problems(
    rows: Rows, people: dict[str, UUID], known: dict[tuple[str, str], UUID], at: datetime
) -> list[str]:
    today, problems = local_day(at), []
    for each in rows:
        row = each.row
        if row.staff_number not in people:
            problems.append(f"{each.at}: {row.staff_number} is nobody’s staff number")
        if (row.policy, row.version) not in known:
            says = f"there is no version {row.version} of “{row.policy}”"
            problems.append(f"{each.at}: {says}")
        if row.acknowledged_on > today:
            problems.append(f"{each.at}: acknowledged_on is in the future")
    return problems
