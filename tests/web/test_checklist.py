"""The checklist of a case page: what is to be done, by whom, where. No line is refused."""

import re

import pytest

from casework.allegations.models import Finding
from casework.cases.models import Case
from casework.cases.stages import Stage
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World
from web.views.to_do import TO_DO

STAGES = [Stage.TRIAGE, Stage.INVESTIGATION, Stage.DECISION, Stage.HEARING, Stage.OUTCOME]
READERS = [
    *(("case_manager", stage) for stage in STAGES),
    ("investigating_officer", Stage.INVESTIGATION),
    ("hearing_manager", Stage.HEARING),
    ("hearing_manager", Stage.OUTCOME),
]


def overview(browser: Browser, case: Case) -> str:
    answer = browser.get(f"/cases/{case.reference}")
    assert answer.status_code == 200
    told: str = answer.text
    return told


def checklist_of(page: str) -> str:
    return page[page.index('<ul class="checks">') :].split("</ul>")[0]


@pytest.mark.parametrize(("reader", "stage"), READERS)
def test_no_line_leads_to_a_refusal(
    world: World, signed_in_as: SignedInAs, reader: str, stage: Stage
) -> None:
    case = world.case(stage)
    world.allegation(case)
    browser = signed_in_as(getattr(world, reader))
    for href in re.findall(r'href="([^"]+)"', checklist_of(overview(browser, case))):
        assert browser.get(href).status_code == 200, href


def test_what_is_for_the_panel_says_whom_it_waits_for(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.OUTCOME)
    world.allegation(case)
    page = checklist_of(overview(signed_in_as(world.case_manager), case))
    assert TO_DO["G-DEC-3"].says in page
    assert f"Waiting for {world.hearing_manager.name}" in page
    assert "/severity" not in page
    assert f"/cases/{case.reference}/severity" in overview(
        signed_in_as(world.hearing_manager), case
    )


def test_the_letter_is_not_offered_before_the_outcome(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.OUTCOME)
    world.found(case, Finding.UPHELD)
    page = checklist_of(overview(signed_in_as(world.case_manager), case))
    assert TO_DO["LETTER"].says in page
    assert "/outcome-letter" not in page


def test_allegations_are_made_and_then_concluded_on(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.INVESTIGATION)
    browser = signed_in_as(world.investigating_officer)
    assert "/make-allegation" in checklist_of(overview(browser, case))
    world.allegation(case)
    page = checklist_of(overview(browser, case))
    assert "/make-allegation" not in page
    assert "Conclude on each allegation" in page
