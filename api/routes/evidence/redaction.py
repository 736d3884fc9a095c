"""Redaction over JSON: what is hidden and undecided, the copies, and the register of pseudonyms."""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api.acting import add_act
from api.deps import Caller, Reading, Transaction
from api.routes.evidence.evidence import CopyAsked
from api.serving import serves
from casework.access import Action, Permission, require, require_sight
from casework.case_file.queries import open_case
from casework.case_file.sight import item_for
from casework.cases.gateway import perform
from casework.cases.naming import CorrectPseudonym, GivePseudonym
from casework.cases.pseudonyms import Kind, pseudonyms_for, pseudonyms_on
from casework.database.whose import working_on
from casework.errors import NotFound
from casework.evidence.redacted import Audience, CopyStatus, copies_of
from casework.redaction.commands import MoveBox, PlaceBox, RemoveBox
from casework.redaction.copies import MakeCopy
from casework.redaction.opening import BeginRedaction
from casework.redaction.picking import DecideSuggestion, HideWords
from casework.redaction.queries import Desk, desk, names_sought
from casework.redaction.reasons import HiddenIn, Reason
from casework.redaction.release import (
    LookAtCopy,
    ReleaseCopy,
    TakeRedactedCopy,
    WithdrawCopy,
)
from casework.redaction.suggestions import Suggestion
from casework.storage import store

router = APIRouter(tags=["redaction"])


class PseudonymOut(BaseModel, from_attributes=True):
    """An entry of the register, for somebody who may read the name."""

    id: UUID
    kind: Kind
    label: str
    name: str
    also: list[str]


class BoxOut(BaseModel, from_attributes=True):
    """A place that is hidden, in per cent of its page."""

    id: UUID
    page: int
    from_left: float
    from_top: float
    wide: float
    high: float
    reason: Reason
    hidden_in: HiddenIn
    pseudonym: str | None


class SuggestionOut(BaseModel):
    """Words among which a name may stand, which nobody has decided on."""

    page: int
    first: int
    last: int
    line: int
    text: str

    @classmethod
    def of(cls, each: Suggestion) -> Self:
        return cls(page=each.page, first=each.first, last=each.last, line=each.line, text=each.text)


class CopyOut(BaseModel, from_attributes=True):
    """A redacted copy: how far it is, what it was made from, and its hash."""

    id: UUID
    number: int
    audience: Audience
    status: CopyStatus
    shows_pupil: bool
    parent_sha256: str
    sha256: str | None
    size: int | None
    pages: int | None
    checked_at: datetime | None
    checked_with: str | None
    failure: str | None
    released_at: datetime | None


class RedactionOut(BaseModel):
    """What is hidden in one copy of an original, what is undecided, and the copies made so far."""

    capture_id: UUID
    is_read: bool
    pages: int
    boxes: list[BoxOut]
    undecided: list[SuggestionOut]
    copies: list[CopyOut]

    @classmethod
    def of(cls, found: Desk) -> Self:
        return cls(
            capture_id=found.capture.id,
            is_read=found.is_read,
            pages=found.pages,
            boxes=[BoxOut.model_validate(each) for each in found.boxes],
            undecided=[SuggestionOut.of(each) for each in found.undecided],
            copies=[CopyOut.model_validate(each) for each in found.copies],
        )


@router.get("/cases/{reference}/evidence/{item}/redaction", dependencies=serves(Permission.REDACT))
def redaction(
    reference: str,
    item: str,
    reading: Reading,
    caller: Caller,
    audience: Audience = Audience.PANEL_AND_EMPLOYEE,
) -> RedactionOut:
    """What is hidden in a copy of one item, by its exhibit number or its capture’s id."""
    case, standing = open_case(reading, caller, reference)
    found = item_for(reading, standing, case, item)
    require(standing, Permission.REDACT)
    with working_on(reading, case.id):
        names = names_sought(reading, case.id, standing)
        return RedactionOut.of(desk(reading, found.capture, audience, names))


@router.post(
    "/cases/{reference}/evidence/{item}/copies/{number}/take",
    response_class=Response,
    dependencies=serves(Permission.RELEASE_COPY),
)
def take(
    reference: str,
    item: str,
    number: int,
    asked: CopyAsked,
    transaction: Transaction,
    caller: Caller,
) -> Response:
    """Take a released copy away. It is a link in the chain of custody, with the reason."""
    case, standing = open_case(transaction, caller, reference)
    found = item_for(transaction, standing, case, item)
    require(standing, Permission.RELEASE_COPY)
    with working_on(transaction, case.id):
        known = {each.number: each for each in copies_of(transaction, found.capture.id)}
    if number not in known or (key := known[number].key) is None:
        raise NotFound
    taking = TakeRedactedCopy(copy_id=known[number].id, reason=asked.reason)
    perform(transaction, caller, reference, taking)
    return Response(store().read(key), media_type=known[number].media_type)


@router.get("/cases/{reference}/pseudonyms", dependencies=serves(Action.VIEW_RESTRICTED_EVIDENCE))
def pseudonyms(reference: str, reading: Reading, caller: Caller) -> list[PseudonymOut]:
    """The entries of the register whose names the caller may read."""
    case, standing = open_case(reading, caller, reference)
    require_sight(standing, Action.VIEW_RESTRICTED_EVIDENCE)
    with working_on(reading, case.id):
        entries = pseudonyms_for(standing, pseudonyms_on(reading, case.id))
        return [PseudonymOut.model_validate(each) for each in entries]


add_act(router, "pseudonyms", GivePseudonym)
add_act(router, "correct-pseudonym", CorrectPseudonym)
add_act(router, "begin-redaction", BeginRedaction)
add_act(router, "redaction-boxes", PlaceBox)
add_act(router, "move-box", MoveBox)
add_act(router, "remove-box", RemoveBox)
add_act(router, "hide-words", HideWords)
add_act(router, "decide-suggestion", DecideSuggestion)
add_act(router, "redacted-copies", MakeCopy)
add_act(router, "look-at-copy", LookAtCopy)
add_act(router, "release-copy", ReleaseCopy)
add_act(router, "withdraw-copy", WithdrawCopy)
