"""The retention schedule over JSON, and the two steps by which a period changes."""

from datetime import UTC, date, datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading, Today, Transaction
from api.routes.trust.trust import Said
from api.serving import serves
from casework.access import TrustPermission, require_in_trust
from casework.retention.amending import DecidePeriod, ProposePeriod
from casework.retention.periods import schedule_on

router = APIRouter(tags=["retention"])


class RetentionRuleOut(BaseModel):
    """One rule as it stands today; `note` says so when nobody has confirmed it."""

    code: str
    record: str
    counted_from: str
    period: str
    action: str
    basis: str
    confidence: str
    effective_from: date
    note: str


@router.get("/retention", dependencies=serves(TrustPermission.WORK_CASES))
def schedule(reading: Reading, caller: Caller, today: Today) -> list[RetentionRuleOut]:
    """Every rule of the schedule as it stands today."""
    require_in_trust(caller, TrustPermission.WORK_CASES)
    return [
        RetentionRuleOut(
            code=each.rule.code,
            record=each.rule.record,
            counted_from=each.rule.starts.label,
            period=each.period,
            action=each.rule.action.label,
            basis=each.source,
            confidence=each.rule.confidence,
            effective_from=each.effective_from,
            note=each.note,
        )
        for each in schedule_on(reading, today)
    ]


@router.post("/retention", status_code=201, dependencies=serves(TrustPermission.CHANGE_RETENTION))
def propose(asked: ProposePeriod, transaction: Transaction, caller: Caller) -> Said:
    """Propose a period. Another person decides."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


@router.post(
    "/retention/decisions", status_code=201, dependencies=serves(TrustPermission.CHANGE_RETENTION)
)
def decide(asked: DecidePeriod, transaction: Transaction, caller: Caller) -> Said:
    """Approve or refuse a period that another proposed. It deletes nothing."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())
