"""Recipes of packs: who reads them, the two people who change one, and what stays in it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.cases.stages import Stage
from casework.errors import NotPermitted, WrongAnswer
from casework.hearing_packs.amending_recipes import DecideRecipe, ProposeRecipe
from casework.hearing_packs.commands import MakePack
from casework.hearing_packs.queries import packs_of
from casework.hearing_packs.recipes import MUST_HOLD, RECIPES, PackKind
from casework.hearing_packs.trust_recipes import RecipeGone, called, recipe_now, recipe_of, waiting
from tests.conftest import SignedInAs
from tests.packing import J_COMPARATORS, approved, as_supplied, proposed
from tests.world import World, at
from web.pages.trust.recipes import _filled

PLACE = "/settings/packs"


def test_hr_reads_every_recipe_and_what_stays_in_it(world: World, signed_in_as: SignedInAs) -> None:
    page = signed_in_as(world.case_manager).get(PLACE).text
    for recipe in RECIPES.values():
        assert recipe.version in page
    assert page.count("always in it") == sum(len(each) for each in MUST_HOLD.values())
    assert signed_in_as(world.it_admin).get(PLACE).status_code == 403


def test_a_version_is_proposed_by_one_and_approved_by_another_on_its_pages(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.case_manager)
    form = _filled(RECIPES[PackKind.APPEAL]) | {"in_comparators": "J", "title_J": "Earlier cases"}
    refused = browser.post(f"{PLACE}/appeal", data=form)
    assert refused.status_code == 422
    assert 'value="Earlier cases"' in refused.text
    sent = browser.post(f"{PLACE}/appeal", data=form | {"reason": "Parity is argued each time"})
    assert sent.status_code == 303
    (row,) = waiting(world.session)
    decides = f"{PLACE}/decide/{row.id}"
    assert browser.get(decides).status_code == 403
    second = signed_in_as(world.hr_director)
    assert "Earlier cases" in second.get(decides).text
    assert second.post(decides, data={"approved": "yes"}).status_code == 422
    done = second.post(decides, data={"approved": "yes", "reason": "Agreed"})
    assert done.status_code == 303
    now, number = recipe_now(world.session, PackKind.APPEAL)
    assert (number, now.sections[-2].title) == (1, "Earlier cases")
    assert "Version 1 of the Trust" in second.get(PLACE).text


def test_what_must_be_in_a_pack_is_refused_by_its_name(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.case_manager)
    form = _filled(RECIPES[PackKind.MANAGEMENT]) | {"in_submission": "", "reason": "Shorter"}
    answer = browser.post(f"{PLACE}/management", data=form)
    assert answer.status_code == 422
    assert "This stays in the hearing pack: what the employee sent" in answer.text
    assert waiting(world.session) == []


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ({"letter": "J", "title": "Earlier", "holds": ["comparators"]}, "This is in no hearing"),
        ({"letter": "J", "title": "Again", "holds": ["exhibits"]}, "It is in two places"),
        ({"letter": "E", "title": "Twice", "holds": ["people"]}, "Two sections have the letter E"),
        ({"letter": "J", "title": "Empty", "holds": []}, "Section J holds nothing"),
        ({"letter": "J", "title": "Odd", "holds": ["gossip"]}, "nothing called “gossip”"),
        (
            {"letter": "J", "title": "Less", "holds": ["people"], "filters": ["relied_on"]},
            "Nothing here is narrowed",
        ),
    ],
)
def test_a_recipe_that_is_not_whole_is_refused(
    world: World, section: dict[str, object], says: str
) -> None:
    told = [*as_supplied(PackKind.MANAGEMENT), section]
    asked = ProposeRecipe.model_validate({"kind": "management", "sections": told, "reason": "x"})
    with pytest.raises(WrongAnswer) as refused:
        asked.perform(world.session, world.case_manager, at())
    assert says in refused.value.answers["sections"]


def test_nobody_decides_on_their_own_proposal_and_only_once(world: World) -> None:
    asked = ProposeRecipe(kind=PackKind.APPEAL, sections=as_supplied(PackKind.APPEAL), reason="x")
    asked.perform(world.session, world.hr_director, at())
    with pytest.raises(WrongAnswer):
        asked.perform(world.session, world.case_manager, at())
    (row,) = waiting(world.session)
    decided = DecideRecipe(recipe_id=row.id, approved=False, reason="Not needed")
    with pytest.raises(WrongAnswer):
        decided.perform(world.session, world.hr_director, at())
    with pytest.raises(NotPermitted):
        decided.perform(world.session, world.case_manager, at())
    decided.perform(world.session, world.chief_executive, at())
    with pytest.raises(WrongAnswer):
        decided.perform(world.session, world.chief_executive, at())
    assert recipe_now(world.session, PackKind.APPEAL) == (RECIPES[PackKind.APPEAL], None)


def test_an_edition_keeps_the_version_it_was_asked_for_by(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.perform(world.case_manager, case, MakePack(), at(hour=13))
    first = packs_of(world.session, case.id)[0]
    sections = (each for each in as_supplied(PackKind.MANAGEMENT) if each.letter != "H")
    told = ProposeRecipe(kind=PackKind.MANAGEMENT, sections=tuple(sections), reason="Not ours")
    told.perform(world.session, world.case_manager, at())
    (row,) = waiting(world.session)
    DecideRecipe(recipe_id=row.id, approved=True, reason="Agreed").perform(
        world.session, world.hr_director, at()
    )
    world.perform(world.case_manager, case, MakePack(), at(hour=13))
    second = packs_of(world.session, case.id)[0]
    assert (first.recipe_number, second.recipe_number) == (None, 1)
    assert recipe_of(world.session, first) == RECIPES[PackKind.MANAGEMENT]
    assert "H" not in [each.letter for each in recipe_of(world.session, second).sections]
    assert called(second) == f"Hearing pack, version 1 of the Trust ({second.recipe})"
    second.recipe = "0" * 12
    with pytest.raises(RecipeGone):
        recipe_of(world.session, second)


def test_what_was_decided_is_changed_by_nobody(world: World) -> None:
    row = approved(world, PackKind.APPEAL, J_COMPARATORS)
    world.session.flush()
    with pytest.raises(DBAPIError), world.session.begin_nested():
        world.session.execute(
            text("UPDATE pack_recipes SET reason = 'another' WHERE id = :id"), {"id": row.id}
        )


def test_over_json_the_recipes_say_the_same(world: World, api_as: SignedInAs) -> None:
    calling = api_as(world.case_manager)
    told = {each["kind"]: each for each in calling.get("/api/v1/recipes").json()}
    assert set(told) == set(PackKind)
    body = {"kind": "appeal", "sections": told["appeal"]["sections"], "reason": "As it was"}
    assert calling.post("/api/v1/recipes", json=body).status_code == 201
    (row,) = waiting(world.session)
    decision = {"recipe_id": str(row.id), "approved": True, "reason": "Agreed"}
    assert calling.post("/api/v1/recipes/decisions", json=decision).status_code == 403
    second = api_as(world.hr_director)
    assert second.post("/api/v1/recipes/decisions", json=decision).status_code == 201
    assert proposed(world, PackKind.APPEAL).number == 2
