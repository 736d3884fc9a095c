"""The clearing registers over JSON: one's own entries, requests, decisions, imports."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.deps import Caller, Reading, Transaction
from api.serving import serves
from casework.access import Open, TrustPermission, require_in_trust
from casework.errors import WrongAnswer
from casework.registers.commands import AcknowledgePolicy, AskEntry, DecideEntry, SayCoverage
from casework.registers.files import RegisterFileRefused
from casework.registers.importing_read import import_file
from casework.registers.kinds import Register
from casework.registers.queries import entries_in, entries_of, to_decide

router = APIRouter(prefix="/registers", tags=["registers"])


class EntryOut(BaseModel, from_attributes=True):
    """An entry, and how it was decided; `granted` is null until somebody has."""

    id: UUID
    person_id: UUID
    kind: Register
    what: str
    details: str | None
    asked_on: date
    granted: bool | None
    decided_on: date | None
    decided_by: str | None
    reasons: str | None
    valid_from: date | None
    valid_until: date | None


class Kept(BaseModel):
    """What the journal of the trust now says."""

    sentence: str


class RegisterFile(BaseModel, extra="forbid"):
    """A CSV file as text: a heading, and one decided entry or one acknowledgement a row."""

    text: Annotated[str, Field(max_length=2_000_000, title="the file")]


@router.get("/mine", dependencies=serves(Open.SIGNED_IN))
def mine(reading: Reading, caller: Caller) -> list[EntryOut]:
    """The caller's own entries."""
    return [EntryOut.model_validate(each) for each in entries_of(reading, caller.id)]


@router.get("/entries", dependencies=serves(TrustPermission.KEEP_REGISTERS))
def entries(reading: Reading, caller: Caller, kind: Register | None = None) -> list[EntryOut]:
    """The latest entries of one register or of all."""
    require_in_trust(caller, TrustPermission.KEEP_REGISTERS)
    return [EntryOut.model_validate(each.entry) for each in entries_in(reading, kind)]


@router.get("/waiting", dependencies=serves(Open.SIGNED_IN))
def waiting(reading: Reading, caller: Caller) -> list[EntryOut]:
    """What waits for the caller's decision."""
    return [EntryOut.model_validate(each.entry) for each in to_decide(reading, caller)]


@router.post("/entries", status_code=201, dependencies=serves(Open.SIGNED_IN))
def ask(asked: AskEntry, transaction: Transaction, caller: Caller) -> EntryOut:
    """Ask for permission or tell something: for oneself, or as HR for somebody."""
    return EntryOut.model_validate(asked.perform(transaction, caller, datetime.now(UTC)))


@router.post("/entries/{entry_id}/decision", status_code=201, dependencies=serves(Open.SIGNED_IN))
def decide(entry_id: UUID, asked: DecideEntry, transaction: Transaction, caller: Caller) -> Kept:
    """Grant or refuse what was asked."""
    done = asked.perform(transaction, caller, entry_id, datetime.now(UTC))
    return Kept(sentence=done.sentence())


@router.post("/coverage", status_code=201, dependencies=serves(TrustPermission.KEEP_REGISTERS))
def coverage(asked: SayCoverage, transaction: Transaction, caller: Caller) -> Kept:
    """Say from which day a register is complete."""
    return Kept(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


@router.post("/acknowledgements", status_code=201, dependencies=serves(Open.SIGNED_IN))
def acknowledge(asked: AcknowledgePolicy, transaction: Transaction, caller: Caller) -> Kept:
    """Say that one has read a version of a policy."""
    return Kept(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


@router.post("/import", status_code=201, dependencies=serves(TrustPermission.KEEP_REGISTERS))
def take_file(file: RegisterFile, transaction: Transaction, caller: Caller) -> Kept:
    """Keep every row of a file, or none: a wrong one is named by its line. The heading says
    whether it holds entries or acknowledgements of policies."""
    try:
        done = import_file(transaction, caller, file.text, datetime.now(UTC))
    except RegisterFileRefused as wrong:
        raise WrongAnswer({"text": "; ".join(wrong.problems)}) from wrong
    return Kept(sentence=done.sentence())
