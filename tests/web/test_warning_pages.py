"""The page of earlier warnings, for HR and for the panel."""

from datetime import date

from casework.cases.models import Case
from tests.browser import Browser
from tests.commands.test_warnings import on_trial, warned
from tests.conftest import SignedInAs
from tests.world import World


def page(browser: Browser, case: Case) -> str:
    return browser.get(f"/cases/{case.reference}/warnings").text


def test_the_page_says_why_a_warning_counts_on_the_day_of_the_act(
    world: World, signed_in_as: SignedInAs
) -> None:
    warned(world, spent_on=date(2026, 10, 6))
    case = on_trial(world)
    for who in (world.case_manager, world.hearing_manager):
        told = page(signed_in_as(who), case)
        assert "Live on 21 September 2026: given on 6 October 2025 for 12 months" in told


def test_a_spent_warning_reaches_the_panel_only_through_both_pages(
    world: World, signed_in_as: SignedInAs
) -> None:
    warned(world, spent_on=date(2026, 9, 20))
    case = on_trial(world)
    place = f"/cases/{case.reference}"
    panel = signed_in_as(world.hearing_manager)
    assert "stopped counting" not in page(panel, case)
    asked = signed_in_as(world.case_manager).post(f"{place}/unlock-spent", data={"reason": "Why."})
    assert asked.status_code == 303
    adviser = signed_in_as(world.colleague)
    assert f"{place}/decide-unlock" in adviser.get(place).text
    agreed = {"agreed": "yes", "advice": "It is relevant."}
    assert adviser.post(f"{place}/decide-unlock", data=agreed).status_code == 303
    assert "it stopped counting on 20 September 2026" in page(panel, case)
    assert "Spent warnings are shown, with leave" in page(panel, case)


def test_a_number_of_months_that_is_none_comes_back_on_the_form(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = warned(world, spent_on=date(2027, 10, 6))
    hr = signed_in_as(world.case_manager)
    told = {"months": "many", "reason": "Instead of more."}
    answer = hr.post(f"/cases/{case.reference}/extend-warning", data=told)
    assert answer.status_code == 422
    assert "Instead of more." in answer.text
