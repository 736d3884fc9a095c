"""How this deployment runs, over JSON: for whatever watches over the trust's machines."""

from datetime import UTC, datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading
from api.serving import serves
from casework.access import TrustPermission, require_in_trust
from casework.operations.checking import Around, State, every_check, worst
from casework.settings import settings
from casework.storage import store

router = APIRouter(tags=["trust"])


class CheckOut(BaseModel, from_attributes=True):
    """One thing that Casework depends on. Without what is `needed` no request is answered."""

    id: str
    what: str
    state: State
    says: str
    needed: bool


class ChecksOut(BaseModel, from_attributes=True):
    """Everything, and how the worst of it is."""

    worst: State
    checks: list[CheckOut]


@router.get("/operations/checks", dependencies=serves(TrustPermission.LOOK_AFTER))
def checks(reading: Reading, caller: Caller) -> ChecksOut:
    """Whether everything that Casework depends on is there. Tells of no case."""
    require_in_trust(caller, TrustPermission.LOOK_AFTER)
    found = every_check(Around(reading, settings(), store(), datetime.now(UTC)))
    told = [CheckOut.model_validate(each) for each in found]
    return ChecksOut(worst=worst(found), checks=told)
