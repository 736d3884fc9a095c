"""Cases over JSON: the list, the case file, its journal, and who has a part in it."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlmodel import Session

from api.acting import add_act
from api.deps import Caller, Reading, Today
from api.routes.cases.case_file import CaseOut
from api.serving import serves
from casework import journal
from casework.access import Action, Standing, TrustPermission, Verdict
from casework.case_file.caseload import Filters, caseload, due_for
from casework.case_file.queries import CaseFile, open_case_file
from casework.case_file.register import entry_of, register
from casework.case_file.sight import (
    CASE,
    LETTERS,
    PACKS,
    SOURCE_CATEGORY,
    open_journal,
    seen_entries,
    unnamed_in_journal,
)
from casework.cases.commands import Appoint, EndAppointments, IdentifyEmployee
from casework.cases.models import Case
from casework.cases.stages import Severity, Stage
from casework.database.whose import working_on
from casework.errors import NotFound
from casework.evidence.records import Record, records_of
from casework.journal import JournalEntry

router = APIRouter(tags=["cases"])
MOST_ENTRIES = 500


class ListedOut(BaseModel, from_attributes=True):
    reference: str
    summary: str
    employee: str
    academy: str
    stage: Stage
    status: str
    severity: Severity | None
    pupil_involved: bool
    opened_at: datetime
    next_due_on: date | None
    next_due: str | None


class CaseListOut(BaseModel, from_attributes=True):
    """One page of cases, and how many there are in all."""

    rows: list[ListedOut]
    total: int
    page: int
    pages: int


class DueOut(BaseModel, from_attributes=True):
    reference: str
    employee: str
    academy: str
    stage: Stage
    says: str
    due_on: date
    owner: str | None
    mine: bool


class RegisterOut(BaseModel, from_attributes=True):
    """A case as whoever oversees sees it: no names, nothing of what it is about."""

    reference: str
    academy: str
    stage: Stage
    days: int


class RegisterPageOut(BaseModel, from_attributes=True):
    """One page of the register; `older_than` asks for the next, and is blank on the last."""

    entries: list[RegisterOut]
    older_than: str


class EntryOut(BaseModel, from_attributes=True):
    """One act as the journal keeps it; each entry carries the hash of the one before."""

    number: int
    at: datetime
    actor_name: str
    kind: str
    sentence: str
    facts: dict[str, Any]
    previous: str
    hash: str


@router.get("/cases", dependencies=serves(Action.KNOW_OF_CASE))
def cases(
    reading: Reading,
    caller: Caller,
    stage: Stage | None = None,
    academy: UUID | None = None,
    closed: bool = False,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> CaseListOut:
    """The caller’s cases, those due first at the top. To look for words, POST to /search."""
    filters = Filters(stage=stage, academy_id=academy, closed=closed, page=page)
    return CaseListOut.model_validate(caseload(reading, caller, filters))


@router.get("/deadlines", dependencies=serves(Action.KNOW_OF_CASE))
def deadlines(reading: Reading, caller: Caller, until: date, team: bool = False) -> list[DueOut]:
    """Open deadlines up to a day: the caller’s own, or all of those on their cases."""
    return [DueOut.model_validate(each) for each in due_for(reading, caller, until, team=team)]


@router.get(
    "/cases/{reference}",
    dependencies=serves(*CASE, *LETTERS, *PACKS, Action.VIEW_REPORTER),
)
def case_file(
    reference: str, reading: Reading, caller: Caller, today: Today
) -> CaseOut | RegisterOut:
    """The case as the caller may see it; its entry in the register for whoever oversees."""
    file = open_case_file(reading, caller, reference, today, least=Verdict.REDACTED)
    if file.is_whole or file.is_theirs:
        return CaseOut.of(file, _records(reading, file))
    return RegisterOut.model_validate(entry_of(file.case, file.academy, today))


def _records(session: Session, file: CaseFile) -> list[Record]:
    unnamed = unnamed_in_journal(session, file.standing, file.case)
    return records_of(session, file.evidence, unnamed)


@router.get("/register", dependencies=serves(Action.KNOW_OF_CASE, TrustPermission.OVERSEE))
def every_case(
    reading: Reading,
    caller: Caller,
    today: Today,
    older_than: Annotated[str, Query(max_length=40)] = "",
) -> RegisterPageOut:
    """Every case by its reference, the newest first; never one that concerns the caller."""
    return RegisterPageOut.model_validate(register(reading, caller, today, older_than))


@router.get("/cases/{reference}/journal", dependencies=serves(Action.VIEW_RECORD_OF_ACCESS))
def entries(
    reference: str,
    reading: Reading,
    caller: Caller,
    most: Annotated[int, Query(ge=1, le=MOST_ENTRIES)] = 50,
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> list[EntryOut]:
    """What was done on the case, the newest first; `before` a number asks for older ones."""
    case, standing = open_journal(reading, caller, reference)
    with working_on(reading, case.id):  # whoever oversees has no part, and no row of their own
        found = journal.entries(reading, case.id, most, before)
        return _seen(reading, standing, case, found)


@router.get(
    "/cases/{reference}/journal/{number}", dependencies=serves(Action.VIEW_RECORD_OF_ACCESS)
)
def entry(reference: str, number: int, reading: Reading, caller: Caller) -> EntryOut:
    """One entry of the journal."""
    case, standing = open_journal(reading, caller, reference)
    with working_on(reading, case.id):
        found = journal.entry(reading, case.id, number)
        seen = _seen(reading, standing, case, [found] if found else [])
    if not seen:
        raise NotFound
    return seen[0]


def _seen(
    session: Session, standing: Standing, case: Case, entries: list[JournalEntry]
) -> list[EntryOut]:
    """Entries as this reader may see them: of whoever reported it only what they are."""
    unnamed = unnamed_in_journal(session, standing, case)
    told = []
    for each in seen_entries(standing, entries):
        out = EntryOut.model_validate(each)
        named = each.actor_id not in unnamed
        told.append(out if named else out.model_copy(update={"actor_name": SOURCE_CATEGORY}))
    return told


add_act(router, "appoint", Appoint)
add_act(router, "end-appointments", EndAppointments)
add_act(router, "identify-employee", IdentifyEmployee)
