"""The trust’s own numbers and particulars over JSON."""

from datetime import UTC, date, datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading, Today, Transaction
from api.serving import serves
from casework.access import TrustPermission, TrustRole, require_in_trust
from casework.outcomes.authority import Delegated, StaffGroup
from casework.outcomes.delegation import SetDelegation, scheme
from casework.particulars import SetParticular, particulars
from casework.timescales import SetTimescale, standing

router = APIRouter(tags=["trust"])


class TimescaleOut(BaseModel, from_attributes=True):
    """One number as it stands today; `note` says so when nobody has confirmed it."""

    key: str
    says: str
    value: int
    unit: str
    source: str
    effective_from: date
    note: str


class Said(BaseModel):
    """What the journal of the trust now says."""

    sentence: str


@router.get("/timescales", dependencies=serves(TrustPermission.WORK_CASES))
def timescales(reading: Reading, caller: Caller, today: Today) -> list[TimescaleOut]:
    """Every number as it stands today."""
    require_in_trust(caller, TrustPermission.WORK_CASES)
    return [TimescaleOut.model_validate(each) for each in standing(reading, today).values()]


@router.post("/timescales", status_code=201, dependencies=serves(TrustPermission.MANAGE_TIMESCALES))
def set_timescale(asked: SetTimescale, transaction: Transaction, caller: Caller) -> Said:
    """Confirm or change one of the trust’s numbers from a day onwards."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


class DelegationOut(BaseModel, from_attributes=True):
    """Who may decide something for a group of staff; `note` says when nobody has confirmed it."""

    group: StaffGroup
    what: Delegated
    held_by: list[TrustRole]
    source: str
    note: str


@router.get("/delegations", dependencies=serves(TrustPermission.WORK_CASES))
def delegations(reading: Reading, caller: Caller, today: Today) -> list[DelegationOut]:
    """The scheme of delegation as it stands today."""
    require_in_trust(caller, TrustPermission.WORK_CASES)
    return [DelegationOut.model_validate(each) for each in scheme(reading, today)]


@router.post(
    "/delegations", status_code=201, dependencies=serves(TrustPermission.MANAGE_TIMESCALES)
)
def set_delegation(asked: SetDelegation, transaction: Transaction, caller: Caller) -> Said:
    """Say who may decide something for a group of staff, from a day onwards."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


@router.get("/particulars", dependencies=serves(TrustPermission.WORK_CASES))
def all_particulars(reading: Reading, caller: Caller) -> dict[str, str]:
    """What every letter says the same way; blank where nobody has written it yet."""
    require_in_trust(caller, TrustPermission.WORK_CASES)
    return particulars(reading)


@router.post(
    "/particulars", status_code=201, dependencies=serves(TrustPermission.MANAGE_TIMESCALES)
)
def set_particular(asked: SetParticular, transaction: Transaction, caller: Caller) -> Said:
    """Write one of the trust’s particulars. Letters already issued do not change."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())
