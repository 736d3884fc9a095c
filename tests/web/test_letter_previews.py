"""A letter is seen before it is issued: what it lacks is marked, and nothing is kept."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import col, delete, select

from casework.cases.models import Case
from casework.documents.completeness import demanded
from casework.documents.gaps import drafted
from casework.documents.letterhead import Letter
from casework.documents.letters import LETTERS
from casework.documents.models import IssuedDocument
from casework.documents.passages import passages_for
from casework.documents.printing import written
from casework.documents.specimens import specimen
from casework.journal import entries
from casework.particulars import KeptParticular
from tests.browser import Browser
from tests.commands.inquiring import begun
from tests.commands.test_inquiry import LETTER
from tests.conftest import SignedInAs
from tests.documents.reading import bare, words_in
from tests.world import World

GAP = "Missing: Where the privacy notice is. Fill it in: Trust settings"


@pytest.fixture
def case(world: World) -> Case:
    return begun(world)


@pytest.fixture
def manager(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.case_manager)


def lose(world: World, key: str) -> None:
    world.session.execute(delete(KeptParticular).where(col(KeptParticular.key) == key))


def see(browser: Browser, case: Case, **told: str) -> Any:
    place = f"/cases/{case.reference}/tell-employee"
    return browser.post(place, data=LETTER | {"see_first": "yes"} | told)


def test_a_letter_is_seen_as_it_will_be_and_nothing_is_kept(
    manager: Browser, case: Case, world: World
) -> None:
    before = entries(world.session, case.id, 1)[0].number
    seen = see(manager, case)
    assert seen.headers["content-type"] == "application/pdf"
    said = words_in(seen.content)
    assert bare("Preview. This has not been issued.") in said
    assert bare(LETTER["concern"]) in said
    assert bare("Missing:") not in said
    assert world.session.exec(select(IssuedDocument)).all() == []
    assert entries(world.session, case.id, 1)[0].number == before
    assert "See the letter first" in manager.get(f"/cases/{case.reference}/tell-employee").text


def test_what_is_missing_is_marked_with_where_it_is_filled_in_and_stops_the_letter(
    manager: Browser, case: Case, world: World
) -> None:
    lose(world, "privacy_notice")
    assert bare(GAP) in words_in(see(manager, case).content)
    sent = manager.post(f"/cases/{case.reference}/tell-employee", data=LETTER)
    assert sent.status_code == 409
    says = "Where the privacy notice is is missing. Fill it in: Trust settings, “Where the staff"
    assert says in sent.text
    assert LETTER["concern"] in sent.text
    assert world.session.exec(select(IssuedDocument)).all() == []


def test_what_cannot_be_printed_yet_says_why_on_the_form(
    manager: Browser, case: Case, world: World, signed_in_as: SignedInAs
) -> None:
    answer = see(manager, case, concern="")
    assert answer.status_code == 422
    assert LETTER["clauses"] in answer.text
    assert see(signed_in_as(world.reporter), case).status_code == 404
    assert see(signed_in_as(world.stranger), case).status_code == 404


def test_a_letter_is_seen_first_over_json(case: Case, world: World, api_as: SignedInAs) -> None:
    lose(world, "privacy_notice")
    place = f"/api/v1/cases/{case.reference}/tell-employee"
    told = api_as(world.case_manager).post(f"{place}?see_first=true", json=LETTER)
    assert told.status_code == 200
    assert told.json()["code"] == "L-03"
    assert [each["field"] for each in told.json()["missing"]] == ["privacy_notice"]
    assert "Trust settings" in told.json()["missing"][0]["filled_in_at"]
    assert world.session.exec(select(IssuedDocument)).all() == []
    done = api_as(world.case_manager).post(place, json=LETTER)
    assert done.status_code == 409


def without(letter: Letter) -> Iterator[Letter]:
    """The letter without each thing that it must say, and without any of them."""
    blank: dict[Any, Any] = {str: "", tuple: ()}
    needed = [each.name for each, demand in demanded(letter) if demand.when(letter)]
    empty: dict[str, Any] = {name: blank.get(type(getattr(letter, name))) for name in needed}
    for name, value in empty.items():
        one: dict[str, Any] = {name: value}
        yield replace(letter, **one)
    yield replace(letter, **empty)


@pytest.mark.parametrize("code", sorted(LETTERS))
def test_whatever_a_letter_lacks_it_is_drawn_with_a_gap_that_names_it(code: str) -> None:
    for lacking in without(specimen(LETTERS[code])):
        draft = drafted(lacking)
        assert draft.missing
        page = written(lacking.template, letter=draft.paper, own=passages_for(draft.paper, {}))
        assert f"Missing: {draft.missing[0].says}" in page.replace("&#39;", "’")
