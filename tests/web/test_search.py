"""Search: what a person may see, found; the rest as if it did not exist; no words in an address."""

import pytest

from casework.cases.stages import Stage
from tests.answers import without_chance
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World


def looked_for(browser: Browser, words: str) -> str:
    answer = browser.post("/search", data={"q": words})
    assert answer.status_code == 200
    found: str = answer.text
    return found


def test_open_and_closed_cases_are_found_by_name(world: World, signed_in_as: SignedInAs) -> None:
    one, two = world.case(Stage.HEARING), world.case(Stage.CLOSED)
    page = looked_for(signed_in_as(world.case_manager), "pryce OWEN")
    assert one.reference in page
    assert two.reference in page
    assert "2 cases" in page


def test_a_reference_leads_straight_to_its_case(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.HEARING)
    browser = signed_in_as(world.case_manager)
    answer = browser.post("/search", data={"q": f" {case.reference.lower()} "})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/cases/{case.reference}")


def test_a_hidden_case_and_a_missing_one_look_the_same(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    for person in (world.stranger, world.employee):
        browser = signed_in_as(person)
        hidden = looked_for(browser, case.reference)
        missing = looked_for(browser, "SM26-9999")
        assert "Nothing found" in hidden
        found = without_chance(hidden).replace(case.reference, "SM26-9999")
        assert found == without_chance(missing)


def test_who_reported_is_found_only_by_whoever_is_told(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    name = world.reporter.name
    assert case.reference in looked_for(signed_in_as(world.case_manager), name)
    browser = signed_in_as(world.hearing_manager)
    assert case.reference in looked_for(browser, "pryce")
    told = without_chance(looked_for(browser, name)).replace(name, "Nobody Here")
    assert "Nothing found" in told
    assert told == without_chance(looked_for(browser, "Nobody Here"))


def test_a_reporter_finds_their_own_report(world: World, signed_in_as: SignedInAs) -> None:
    world.case(Stage.HEARING)
    page = looked_for(signed_in_as(world.reporter), "pryce")
    assert "/report/sent/R26-" in page
    assert "/cases/SM26-" not in page


@pytest.mark.parametrize("words", ["nul \x00", "%", "_", "x" * 5000, "' OR 1=1 --", "<script>"])
def test_odd_words_find_nothing(world: World, signed_in_as: SignedInAs, words: str) -> None:
    world.case(Stage.HEARING)
    page = looked_for(signed_in_as(world.case_manager), words)
    assert "Nothing found" in page
    assert "<script>" not in page.split("<main")[1]


def test_no_words_ask_again(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.case_manager)
    world.case(Stage.HEARING)
    for page in (browser.get("/search").text, looked_for(browser, "  ")):
        assert "Nothing found" not in page
        assert "SM26-" not in page


def test_the_words_stay_out_of_every_address(world: World, signed_in_as: SignedInAs) -> None:
    world.case(Stage.HEARING)
    page = looked_for(signed_in_as(world.case_manager), "Pryce")
    assert "?q=" not in page
    assert 'method="post" action="/search"' in page
