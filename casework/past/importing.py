"""A file of old cases: shown first, then kept whole or not at all. Importing again adds nothing.

The dry run does what the import does and takes it back, so that what it shows is what would be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.cases.gateway import begin
from casework.cases.models import Case
from casework.database.whose import every_case
from casework.errors import WrongAnswer
from casework.journal import Event
from casework.past.keeping import ImportCase
from casework.past.knowing import Known, facts_known
from casework.past.reading import Numbered, PastFileRefused, read_past
from casework.past.rows import PastRow
from casework.people.warnings import warning_from
from casework.retention.clocks import case_due
from casework.retention.periods import lengths_on
from casework.spreadsheets import Table, Wrong, lost_zeros, table_of
from casework.working_days import local_day

LONGEST_ORIGIN = 100


class PastImported(Event):
    origin: str
    cases: int
    warnings: int
    known_before: int

    def sentence(self) -> str:
        one = "" if self.cases == 1 else "s"
        before = f"; known before: {self.known_before}" if self.known_before else ""
        return f"imported {self.cases} old case{one} from {self.origin}{before}"


@dataclass(frozen=True)
class WouldBe:
    """What one row becomes: its case, until when its warning counts, and when it is due to go."""

    line: int
    row: PastRow
    reference: str
    counts_until: date | None
    is_live: bool
    due_on: date | None
    rule: str
    waits_for: str

    def is_overdue(self, today: date) -> bool:
        """Whether the retention schedule says that it should be deleted already."""
        return self.due_on is not None and self.due_on <= today


@dataclass(frozen=True)
class DryRun:
    """Everything a file would do, and what is known already."""

    would_be: list[WouldBe]
    known_before: int

    @property
    def warnings(self) -> int:
        return sum(each.counts_until is not None for each in self.would_be)

    @property
    def live(self) -> int:
        return sum(each.is_live for each in self.would_be)


class _TakenBack(Exception):
    """Ends the savepoint of a dry run."""


def dry_run(session: Session, actor: Actor, origin: str, file: str | Table, at: datetime) -> DryRun:
    """What a file would do. Nothing of it is kept.

    Raises:
        NotPermitted, WrongAnswer, PastFileRefused: as `import_past` does.
    """
    found: list[DryRun] = []
    try:
        with session.begin_nested():
            opened, before = _opened(session, actor, origin, file, at)
            told = [_told(session, numbered, case, local_day(at)) for numbered, case in opened]
            found.append(DryRun(told, before))
            raise _TakenBack
    except _TakenBack:
        session.expire_all()
    return found[0]


def import_past(
    session: Session, actor: Actor, origin: str, file: str | Table, at: datetime
) -> PastImported:
    """Keep every old case of a file, or none. One that is known already stays as it is.

    Raises:
        NotPermitted: the actor does not import old cases.
        WrongAnswer: it is not said where the file comes from.
        PastFileRefused: nothing was kept; every problem names its line and column.
    """
    with session.begin_nested():
        opened, before = _opened(session, actor, origin, file, at)
        warnings = sum(bool(n.row.sanction and n.row.sanction.is_warning) for n, _ in opened)
        told = {"cases": len(opened), "warnings": warnings, "known_before": before}
        event = PastImported(origin=origin.strip(), **told)
        journal.append(session, None, actor, event, at)
    return event


def _opened(
    session: Session, actor: Actor, origin: str, file: str | Table, at: datetime
) -> tuple[list[tuple[Numbered, Case]], int]:
    """Open a case for every row that is new, and count those that are not."""
    require_in_trust(actor, TrustPermission.IMPORT_PAST)
    source = _origin(origin)
    table = table_of(file)
    rows = read_past(table, local_day(at))
    with every_case(session):
        known = facts_known(session, actor, source, rows)
    wrong = [
        Wrong(each.line, column, says)
        for each in rows
        for column, says in _unknown(each.row, known)
    ]
    if wrong:
        raise PastFileRefused(table, wrong)
    fresh = [each for each in rows if each.row.old_reference not in known.before]
    opened = [
        (each, begin(session, actor, _opening(source, each.row, known), at)) for each in fresh
    ]
    return opened, len(rows) - len(fresh)


def _origin(said: str) -> str:
    origin = " ".join(said.split())
    if not origin:
        raise WrongAnswer({"origin": "Say which system the file comes from"})
    if len(origin) > LONGEST_ORIGIN or not origin.isprintable():
        says = f"Name the system in {LONGEST_ORIGIN} plain characters or fewer"
        raise WrongAnswer({"origin": says})
    return origin


def _unknown(row: PastRow, known: Known) -> Iterator[tuple[str, str]]:
    """Every cell that does not fit what is known here."""
    yield from known.changed(row)
    if row.staff_number not in known.people:
        nobody = f"{row.staff_number} is nobody’s staff number"
        yield "staff_number", lost_zeros(row.staff_number, known.people) or nobody
    elif known.people[row.staff_number].id in known.themselves:
        yield "staff_number", "This is about whoever imports it. Somebody else must do it"
    if row.academy_code and row.academy_code not in known.academies:
        yield "academy_code", f"There is no academy {row.academy_code}"
    if row.case_manager and row.case_manager not in known.managers:
        yield "case_manager", f"{row.case_manager} is nobody who manages cases in HR"
    if row.case_manager and row.case_manager == row.staff_number:
        yield "case_manager", "Nobody manages a case that is about them"
    yield from known.clause_problems(row)


def _opening(origin: str, row: PastRow, known: Known) -> ImportCase:
    person = known.people[row.staff_number]
    manager: UUID | None = known.managers[row.case_manager] if row.case_manager else None
    return ImportCase(
        origin=origin,
        row=row,
        person_id=person.id,
        academy_id=known.academies[row.academy_code] if row.academy_code else person.academy_id,
        clause_ids=known.clauses_of(row),
        case_manager_id=manager,
    )


def _told(session: Session, numbered: Numbered, case: Case, today: date) -> WouldBe:
    with every_case(session):
        warning = warning_from(session, case.id)
        due = case_due(session, case, lengths_on(session, today))
    return WouldBe(
        numbered.line,
        numbered.row,
        case.reference,
        warning.spent_on if warning else None,
        warning is not None and warning.is_live(today),
        due.due_on if due else None,
        due.code or "" if due else "",
        due.waits_for or "" if due else "",
    )
