"""What each kind of pack is made of, and the two steps by which a recipe changes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import TrustPermission, may_in_trust, require_in_trust
from casework.errors import NotFound
from casework.hearing_packs.amending_recipes import DecideRecipe, ProposeRecipe
from casework.hearing_packs.profiles import PROFILES
from casework.hearing_packs.recipes import (
    MAY_HOLD,
    MAY_NARROW,
    MUST_HOLD,
    Filter,
    Holds,
    PackKind,
    Recipe,
)
from casework.hearing_packs.trust_recipes import TrustRecipe, recipe_now, versions_of, waiting
from casework.people.queries import known_by_id
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Posted, Reading, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/settings/packs")
LETTERS = "ABCDEFGHIJKL"


@router.get("", dependencies=serves(TrustPermission.WORK_CASES))
def page(request: Request, reading: Reading, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.WORK_CASES)
    decides = may_in_trust(actor, TrustPermission.DECIDE_RECIPE)
    return show(
        request,
        "settings/recipes.html",
        here="settings",
        recipes=[_told(reading, kind) for kind in PackKind],
        must=MUST_HOLD,
        profiles=PROFILES.values(),
        waiting=waiting(reading) if decides else [],
        proposes=may_in_trust(actor, TrustPermission.PROPOSE_RECIPE),
    )


def _told(session: Session, kind: PackKind) -> dict[str, Any]:
    """One recipe as it stands, with its versions and who stood behind them."""
    recipe, number = recipe_now(session, kind)
    rows = versions_of(session, kind)
    both = {id for row in rows for id in (row.proposed_by, row.decided_by) if id}
    names = {id: each.name for id, each in known_by_id(session, both).items()}
    return {"recipe": recipe, "number": number, "versions": rows, "names": names}


@router.get("/decide/{recipe_id}", dependencies=serves(TrustPermission.DECIDE_RECIPE))
def deciding(request: Request, recipe_id: str, reading: Reading, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.DECIDE_RECIPE)
    return _deciding(request, reading, id_in(recipe_id), Form())


@router.post("/decide/{recipe_id}", dependencies=serves(TrustPermission.DECIDE_RECIPE))
def decide(
    request: Request, recipe_id: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    require_in_trust(actor, TrustPermission.DECIDE_RECIPE)
    number = id_in(recipe_id)
    told = {**answers(DecideRecipe, posted), "recipe_id": number}
    try:
        DecideRecipe.model_validate(told).perform(transaction, actor, datetime.now(UTC))
    except REFUSALS as error:
        form = refused(posted, error, DecideRecipe)
        return _deciding(request, transaction, number, form)
    return RedirectResponse("/settings/packs", 303)


def _deciding(request: Request, session: Session, number: UUID, form: Form) -> HTMLResponse:
    row = session.get(TrustRecipe, number)
    if row is None:
        raise NotFound
    return show(
        request,
        "settings/recipe_decide.html",
        status=form.status,
        here="settings",
        form=form,
        row=row,
        now_is=recipe_now(session, row.kind)[0],
    )


@router.get("/{kind}", dependencies=serves(TrustPermission.PROPOSE_RECIPE))
def recipe(request: Request, kind: str, reading: Reading, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.PROPOSE_RECIPE)
    of = _kind(kind)
    return _recipe(request, of, Form(values=_filled(recipe_now(reading, of)[0])))


@router.post("/{kind}", dependencies=serves(TrustPermission.PROPOSE_RECIPE))
def propose(
    request: Request, kind: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    require_in_trust(actor, TrustPermission.PROPOSE_RECIPE)
    of = _kind(kind)
    told = {"kind": of, "sections": list(_sections(of, posted)), "reason": posted.get("reason")}
    try:
        ProposeRecipe.model_validate(told).perform(transaction, actor, datetime.now(UTC))
    except REFUSALS as error:
        return _recipe(request, of, _at_its_field(refused(posted, error, ProposeRecipe)))
    return RedirectResponse("/settings/packs", 303)


def _kind(written: str) -> PackKind:
    try:
        return PackKind(written)
    except ValueError:
        raise NotFound from None


def _recipe(request: Request, kind: PackKind, form: Form) -> HTMLResponse:
    return show(
        request,
        "settings/recipe.html",
        status=form.status,
        here="settings",
        form=form,
        kind=kind,
        sets=[each for each in Holds if each in MAY_HOLD[kind]],
        must=MUST_HOLD[kind],
        filters=[each for each in Filter if each in MAY_NARROW[kind]],
        letters=LETTERS,
    )


def _filled(recipe: Recipe) -> dict[str, str]:
    """The form as the recipe stands."""
    told = {f"title_{each.letter}": each.title for each in recipe.sections}
    for section in recipe.sections:
        for place, what in enumerate(section.holds, start=1):
            told[f"in_{what.name.lower()}"] = section.letter
            told[f"place_{what.name.lower()}"] = str(place)
        told |= {f"narrow_{each.name.lower()}": "yes" for each in section.filters}
    return told


def _sections(kind: PackKind, posted: FormData) -> Iterator[dict[str, Any]]:
    """The sections that a form describes; a title without anything under it is no section."""
    narrowed = [each for each in MAY_NARROW[kind] if posted.get(f"narrow_{each.name.lower()}")]
    sets = [each for each in Holds if each in MAY_HOLD[kind]]
    for letter in LETTERS:
        here = [each for each in sets if posted.get(f"in_{each.name.lower()}") == letter]
        if here:
            ordered = sorted(here, key=lambda each: _place(posted, each))
            yield {
                "letter": letter,
                "title": str(posted.get(f"title_{letter}") or ""),
                "holds": [each.name.lower() for each in ordered],
                "filters": [each.name.lower() for each in narrowed if each.narrows in here],
            }


def _place(posted: FormData, what: Holds) -> int:
    """Which place it has in its section; whatever is no number comes last."""
    written = str(posted.get(f"place_{what.name.lower()}") or "").strip()
    return int(written) if written.isdecimal() and len(written) < 4 else 999


def _at_its_field(form: Form) -> Form:
    """What is wrong within a section is said above all of them."""
    within = [name for name in form.errors if name.startswith("sections.")]
    for name in within:
        form.errors.setdefault("sections", form.errors.pop(name))
    return form
