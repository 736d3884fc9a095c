"""Papers that go before their case, over JSON, and the certificate of each weeding."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from api.deps import Caller, Reading, Today
from api.serving import serves
from casework.access import Permission, TrustPermission, require_to_ask
from casework.case_file.recording import note_opened
from casework.cases.gateway import standing_now
from casework.cases.models import Case
from casework.database.whose import every_case
from casework.retention.personnel import RemoveFromPersonnelFile
from casework.retention.weed_register import papers_of, to_weed, weed_certificate, weed_lines
from casework.retention.weeding import ApproveWeeding, KeepPaper, ProposeWeeding, StopWeeding
from casework.retention.weeding_models import Weed

router = APIRouter(tags=["retention"])
REVIEWS = TrustPermission.REVIEW_RETENTION
add_act(router, "propose-weeding", ProposeWeeding)
add_act(router, "approve-weeding", ApproveWeeding)
add_act(router, "stop-weeding", StopWeeding)
add_act(router, "keep-paper", KeepPaper)
add_act(router, "personnel-removal", RemoveFromPersonnelFile)


class PaperOut(BaseModel):
    """One paper: why it is still here, and when it goes."""

    id: UUID
    kind: Weed
    label: str
    due_on: date | None
    kept: bool
    says: str


class WeedKindOut(BaseModel):
    """Some papers that are due together, what holds them, and how far two people are."""

    kind: Weed
    papers: int
    holds: list[str]
    weeding_id: UUID | None
    approved: bool
    waits_until: date | None


class CasePapersOut(BaseModel):
    papers: list[PaperOut]
    due: list[WeedKindOut]


class DueToWeedOut(BaseModel):
    reference: str
    kind: Weed
    papers: int
    due_on: date


class WeededOut(BaseModel):
    id: UUID
    reference: str
    kind: Weed
    papers: int
    status: str


class WeedingsOut(BaseModel):
    """Papers whose day has come, and what was weeded."""

    due: list[DueToWeedOut]
    done: list[WeededOut]


@router.get("/cases/{reference}/weeding", dependencies=serves(Permission.PLACE_HOLD))
def of_case(reference: str, reading: Reading, caller: Caller, today: Today) -> CasePapersOut:
    """Every paper of the case that might go before it."""
    standing = standing_now(reading, caller, reference)
    require_to_ask(standing, Permission.PLACE_HOLD)
    note_opened(reading, standing.of_case)
    with every_case(reading):
        case = reading.get_one(Case, standing.of_case)
    found = papers_of(reading, case, today)
    papers = [
        PaperOut(
            id=each.id,
            kind=each.kind,
            label=each.label,
            due_on=each.due_on,
            kept=each.why_kept is not None,
            says=each.says,
        )
        for each in found.papers
    ]
    due = [
        WeedKindOut(
            kind=each.kind,
            papers=len(each.manifest.items),
            holds=[held.sentence for held in each.holds],
            weeding_id=each.weeding.id if each.weeding else None,
            approved=each.weeding is not None and each.weeding.approved_at is not None,
            waits_until=each.weeding.waits_until if each.weeding else None,
        )
        for each in found.due
    ]
    return CasePapersOut(papers=papers, due=due)


@router.get("/retention/weeding", dependencies=serves(REVIEWS))
def every(reading: Reading, caller: Caller, today: Today) -> WeedingsOut:
    """Papers whose day has come, and the register of what was weeded."""
    due = [
        DueToWeedOut(
            reference=each.reference, kind=each.kind, papers=each.papers, due_on=each.due_on
        )
        for each in to_weed(reading, caller, today)
    ]
    done = [
        WeededOut(
            id=each.id,
            reference=each.reference,
            kind=each.kind,
            papers=each.papers,
            status=each.status,
        )
        for each in weed_lines(reading, caller)
    ]
    return WeedingsOut(due=due, done=done)


@router.get("/retention/weeding/{weeding_id}", dependencies=serves(REVIEWS))
def one(weeding_id: UUID, reading: Reading, caller: Caller) -> dict[str, Any]:
    """The certificate as it was signed: all but the signature, sorted and without spaces."""
    _, row = weed_certificate(reading, caller, weeding_id)
    return row.certificate or {}
