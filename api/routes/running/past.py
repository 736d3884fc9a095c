"""Old cases from another system over JSON: what a file would do, and keeping it."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.deps import Caller, Transaction
from api.serving import serves
from casework.access import TrustPermission
from casework.errors import WrongAnswer
from casework.past.importing import dry_run, import_past
from casework.past.reading import PastFileRefused
from casework.text import Line

router = APIRouter(prefix="/past", tags=["past"])
IMPORTS = serves(TrustPermission.IMPORT_PAST)


class PastFile(BaseModel, extra="forbid"):
    """A CSV file as text, and the system it comes from."""

    origin: Annotated[Line, Field(max_length=100, title="which system the file comes from")]
    text: Annotated[str, Field(max_length=5_000_000, title="the file")]


class WouldBeOut(BaseModel):
    """What one row would become."""

    line: int
    old_reference: str
    warning_counts_until: date | None
    warning_counts_today: bool
    due_to_go_on: date | None
    by_rule: str


class DryRunOut(BaseModel):
    """Everything the file would do. Nothing of it was kept."""

    would_be: list[WouldBeOut]
    known_before: int


class ImportedOut(BaseModel):
    """What was kept."""

    cases: int
    warnings: int
    known_before: int
    sentence: str


@router.post("/dry-run", dependencies=IMPORTS)
def show(asked: PastFile, transaction: Transaction, caller: Caller) -> DryRunOut:
    """What a file would do, row by row; a wrong cell is named by its line and column."""
    try:
        would = dry_run(transaction, caller, asked.origin, asked.text, datetime.now(UTC))
    except PastFileRefused as wrong:
        raise WrongAnswer({"text": "; ".join(wrong.problems)}) from wrong
    told = [
        WouldBeOut(
            line=each.line,
            old_reference=each.row.old_reference,
            warning_counts_until=each.counts_until,
            warning_counts_today=each.is_live,
            due_to_go_on=each.due_on,
            by_rule=each.rule,
        )
        for each in would.would_be
    ]
    return DryRunOut(would_be=told, known_before=would.known_before)


@router.post("/import", status_code=201, dependencies=IMPORTS)
def keep(asked: PastFile, transaction: Transaction, caller: Caller) -> ImportedOut:
    """Keep every case of a file, or none. Sending it again adds nothing."""
    try:
        done = import_past(transaction, caller, asked.origin, asked.text, datetime.now(UTC))
    except PastFileRefused as wrong:
        raise WrongAnswer({"text": "; ".join(wrong.problems)}) from wrong
    return ImportedOut(
        cases=done.cases,
        warnings=done.warnings,
        known_before=done.known_before,
        sentence=done.sentence(),
    )
