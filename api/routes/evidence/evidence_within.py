"""What an archive or a message holds over JSON, and taking one of its files in."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.acting import Acting, Recorded
from api.deps import Caller, Transaction
from api.serving import serves
from casework.access import Permission, require_to_ask
from casework.case_file.queries import open_case
from casework.case_file.sight import item_for
from casework.evidence.entries import Entry, entries_of, holds_files, take_out
from casework.evidence.looking import look
from casework.evidence.rules import Collected

router = APIRouter(tags=["evidence"])
HERE = "/cases/{reference}/evidence/{item}/files"


class TakeOut(BaseModel, extra="forbid"):
    """Which file, by its number, and how the item it is in was come by."""

    number: int = Field(ge=1, title="which file")
    collected: Collected = Field(title="how it was come by")


@router.get(HERE, dependencies=serves(Permission.ADD_EVIDENCE))
def files(reference: str, item: str, transaction: Transaction, caller: Caller) -> list[Entry]:
    """The files that an item holds, with their hashes. Opening it is recorded first."""
    case, standing = open_case(transaction, caller, reference)
    require_to_ask(standing, Permission.ADD_EVIDENCE)
    found = item_for(transaction, standing, case, item)
    if holds_files(found.capture):
        look(transaction, caller, reference, found.capture.id)
    return entries_of(found.capture)


@router.post(HERE, status_code=201, dependencies=serves(Permission.ADD_EVIDENCE))
def take(
    reference: str,
    item: str,
    asked: TakeOut,
    acting: Acting,
) -> Recorded:
    """Take one of them in as an item of its own, examined like whatever else comes in."""
    session, caller = acting.session, acting.caller
    case, standing = open_case(session, caller, reference)
    require_to_ask(standing, Permission.ADD_EVIDENCE)
    found = item_for(session, standing, case, item)
    told = (found, asked.number, asked.collected, acting.once)
    return acting.told(take_out(session, caller, reference, *told))
