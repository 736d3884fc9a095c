"""What each kind of pack is made of, over JSON, and the two steps by which a recipe changes."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import Caller, Reading, Transaction
from api.routes.trust.trust import Said
from api.serving import serves
from casework.access import TrustPermission, require_in_trust
from casework.hearing_packs.amending_recipes import AskedSection, DecideRecipe, ProposeRecipe
from casework.hearing_packs.recipes import MUST_HOLD, Holds, PackKind
from casework.hearing_packs.trust_recipes import recipe_now, waiting

router = APIRouter(tags=["recipes of packs"])


class RecipeOut(BaseModel):
    """One recipe as it stands; `number` is the trust’s own version, if it has one."""

    kind: PackKind
    number: int | None
    version: str
    sections: list[AskedSection]
    always_in_it: list[str]
    waiting: UUID | None


@router.get("/recipes", dependencies=serves(TrustPermission.WORK_CASES))
def recipes(reading: Reading, caller: Caller) -> list[RecipeOut]:
    """The recipe of every kind of pack as it stands."""
    require_in_trust(caller, TrustPermission.WORK_CASES)
    open_ones = {each.kind: each.id for each in waiting(reading)}
    told = [(kind, *recipe_now(reading, kind)) for kind in PackKind]
    return [
        RecipeOut(
            kind=kind,
            number=number,
            version=recipe.version,
            sections=[AskedSection.of(each) for each in recipe.sections],
            always_in_it=[each.name.lower() for each in Holds if each in MUST_HOLD[kind]],
            waiting=open_ones.get(kind),
        )
        for kind, recipe, number in told
    ]


@router.post("/recipes", status_code=201, dependencies=serves(TrustPermission.PROPOSE_RECIPE))
def propose(asked: ProposeRecipe, transaction: Transaction, caller: Caller) -> Said:
    """Propose a version of a recipe. Another person decides."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())


@router.post(
    "/recipes/decisions", status_code=201, dependencies=serves(TrustPermission.DECIDE_RECIPE)
)
def decide(asked: DecideRecipe, transaction: Transaction, caller: Caller) -> Said:
    """Approve or refuse a version that another proposed. Editions made before keep theirs."""
    return Said(sentence=asked.perform(transaction, caller, datetime.now(UTC)).sentence())
