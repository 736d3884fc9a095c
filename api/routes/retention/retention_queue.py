"""Retention of one case, the queue, and holds, over JSON."""

from datetime import UTC, date, datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from api.deps import Caller, Reading, Today, Transaction
from api.routes.trust.trust import Said
from api.serving import serves
from casework.access import Permission, TrustPermission, require_to_ask
from casework.case_file.recording import note_opened
from casework.cases.gateway import standing_now
from casework.cases.models import Case
from casework.database.whose import every_case
from casework.retention.deciding import ApproveDisposal, KeepLonger, ProposeDisposal, StopDisposal
from casework.retention.holding import DecideLift, EndReferral, LiftHold, PlaceHold
from casework.retention.holds import Held
from casework.retention.nightly import AcknowledgeNight
from casework.retention.queue import queue
from casework.retention.queued import Show
from casework.retention.reviewing import reviewed

router = APIRouter(tags=["retention"])
add_act(router, "place-hold", PlaceHold)
add_act(router, "lift-hold", LiftHold)
add_act(router, "decide-lift", DecideLift)
add_act(router, "end-referral", EndReferral)
add_act(router, "propose-disposal", ProposeDisposal)
add_act(router, "approve-disposal", ApproveDisposal)
add_act(router, "stop-disposal", StopDisposal)
add_act(router, "keep-longer", KeepLonger)


class HoldOut(BaseModel):
    """One reason why nothing of a case may go, and the id of a hold that somebody set."""

    kind: str
    says: str
    until: date | None
    id: str | None


class CaseRetentionOut(BaseModel):
    """Why a case is still here, when it goes, what holds it, and what would go."""

    code: str | None
    due_on: date | None
    why_here: list[str]
    when_it_goes: str
    holds: list[HoldOut]
    goes: list[str]
    proposed_at: datetime | None
    approved_at: datetime | None
    waits_until: date | None


class QueueRowOut(BaseModel):
    reference: str
    academy: str
    code: str | None
    due_on: date | None
    waits_for: str | None
    holds: list[HoldOut]
    approvals: int


class QueueOut(BaseModel):
    """One page of the queue; `after` asks for the next."""

    rows: list[QueueRowOut]
    after: str


@router.get("/cases/{reference}/retention", dependencies=serves(Permission.PLACE_HOLD))
def of_case(reference: str, reading: Reading, caller: Caller, today: Today) -> CaseRetentionOut:
    """Why this case is still here, and when it will go."""
    standing = standing_now(reading, caller, reference)
    require_to_ask(standing, Permission.PLACE_HOLD)
    note_opened(reading, standing.of_case)
    with every_case(reading):
        case = reading.get_one(Case, standing.of_case)
    found = reviewed(reading, case, today)
    row = found.disposal
    return CaseRetentionOut(
        code=found.code,
        due_on=found.due_on,
        why_here=found.why_here,
        when_it_goes=found.when_it_goes,
        holds=_holds(found.holds),
        goes=found.goes,
        proposed_at=row.proposed_at if row else None,
        approved_at=row.approved_at if row else None,
        waits_until=row.waits_until if row else None,
    )


@router.get("/retention/queue", dependencies=serves(TrustPermission.REVIEW_RETENTION))
def due(
    reading: Reading, caller: Caller, today: Today, show: Show = Show.DUE, after: str = ""
) -> QueueOut:
    """Closed cases that are due, or soon will be."""
    found = queue(reading, caller, today, show, after)
    rows = [
        QueueRowOut(
            reference=each.reference,
            academy=each.academy,
            code=each.code,
            due_on=each.due_on,
            waits_for=each.waits_for,
            holds=_holds(each.holds),
            approvals=each.approvals,
        )
        for each in found.rows
    ]
    return QueueOut(rows=rows, after=found.after)


@router.post(
    "/retention/night", status_code=201, dependencies=serves(TrustPermission.CHANGE_RETENTION)
)
def answer(asked: AcknowledgeNight, transaction: Transaction, caller: Caller) -> Said:
    """Answer for a nightly check that stopped. It deletes nothing."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


def _holds(found: list[Held]) -> list[HoldOut]:
    return [
        HoldOut(
            kind=each.kind,
            says=each.says,
            until=each.until,
            id=str(each.set_here) if each.set_here else None,
        )
        for each in found
    ]
