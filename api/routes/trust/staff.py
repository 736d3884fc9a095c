"""The staff file over JSON: what it would change, and applying it."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.deps import Caller, Transaction
from api.serving import serves
from casework.access import TrustPermission
from casework.case_file.leaving import left_behind
from casework.errors import WrongAnswer
from casework.people.staff_diff import Kind, apply_staff, staff_diff
from casework.people.staff_file import StaffFileRefused

router = APIRouter(prefix="/staff", tags=["people"])
IMPORTS = serves(TrustPermission.IMPORT_STAFF)


class StaffFile(BaseModel, extra="forbid"):
    """A staff file as text: CSV with a heading and one row a person."""

    text: Annotated[str, Field(max_length=5_000_000, title="the file")]


class SeenStaffFile(StaffFile):
    """The same file again, with what was shown of it."""

    seen: Annotated[str, Field(title="what was shown")]


class ChangedOut(BaseModel, from_attributes=True):
    what: str
    was: str
    now: str


class RowOut(BaseModel, from_attributes=True):
    """What one row would change; for a leaver, what they leave behind."""

    line: int
    staff_number: str
    kinds: list[Kind]
    changes: list[ChangedOut]
    manages: int = 0
    cases: dict[str, str] = {}


class DiffOut(BaseModel):
    """Everything a file would change; send `seen` with it to apply it."""

    rows: list[RowOut]
    unchanged: int
    not_in_file: int
    new_academies: list[str]
    seen: str


class AppliedOut(BaseModel):
    """What the journal of the trust now says."""

    added: int
    updated: int
    unchanged: int
    sentence: str


@router.post("/dry-run", dependencies=IMPORTS)
def look(asked: StaffFile, transaction: Transaction, caller: Caller) -> DiffOut:
    """What a staff file would change, person by person. Nothing is applied."""
    try:
        diff = staff_diff(transaction, caller, asked.text)
    except StaffFileRefused as wrong:
        raise WrongAnswer({"text": "; ".join(wrong.problems)}) from wrong
    left = left_behind(transaction, caller, diff.leavers)
    rows = []
    for each in diff.rows:
        told = RowOut.model_validate(each)
        if each.person_id in left:
            told.manages, told.cases = left[each.person_id].manages, left[each.person_id].cases
        rows.append(told)
    return DiffOut(
        rows=rows,
        unchanged=diff.unchanged,
        not_in_file=diff.not_in_file,
        new_academies=diff.academies,
        seen=diff.seen,
    )


@router.post("/import", status_code=201, dependencies=IMPORTS)
def apply(asked: SeenStaffFile, transaction: Transaction, caller: Caller) -> AppliedOut:
    """Apply the file that was shown, whole; a role that is new waits for a second person."""
    try:
        done = apply_staff(transaction, caller, asked.text, asked.seen, datetime.now(UTC))
    except StaffFileRefused as wrong:
        raise WrongAnswer({"text": "; ".join(wrong.problems)}) from wrong
    told = done.model_dump(include={"added", "updated", "unchanged"})
    return AppliedOut(**told, sentence=done.sentence())
