"""What may be gross misconduct is settled informally only for a reason that is kept."""

import pytest
from sqlmodel import select

from casework.cases.stages import Ending, Stage
from casework.reports.answers import Decision, HarmAnswer
from casework.reports.informal import concern_of
from casework.reports.models import Triage
from tests.commands.test_triage import reported, triage
from tests.conftest import SignedInAs
from tests.refusing import breaches, wrong_answers
from tests.web.test_triage_decisions import NO_HARM
from tests.world import World


@pytest.mark.parametrize("gross", ["yes", "unsure"])
def test_what_may_be_gross_misconduct_is_not_settled_informally_without_a_reason(
    world: World, gross: str
) -> None:
    case = reported(world)
    with breaches("G-TRI-5"):
        triage(world, case, Decision.INFORMAL, gross=gross)
    assert case.stage is Stage.REPORTED
    why = "It was meant for one friend, and was gone within the minute."
    entry = triage(world, case, Decision.INFORMAL, gross=gross, informal_although=why)
    assert case.ending is Ending.INFORMAL
    assert entry.facts["informal_although"] == why, "an override keeps its reason"
    assert world.session.exec(select(Triage)).one().gross is HarmAnswer(gross)


def test_informally_is_decided_only_once_somebody_says_whether_it_is_grave(world: World) -> None:
    with wrong_answers("gross"):
        triage(world, reported(world), Decision.INFORMAL, gross=None)


def test_the_page_asks_it_refuses_it_and_keeps_what_was_typed(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.REPORTED)
    browser, place = signed_in_as(world.case_manager), f"/reports/{case.reference}"
    assert "Does anything point to gross misconduct?" in browser.get(place).text
    told = NO_HARM | {"decision": "informal", "reasons": "He took it down at once."}
    lacking = browser.post(place, data=told)
    assert lacking.status_code == 422
    assert "Say whether anything points to gross misconduct" in lacking.text
    refused = browser.post(place, data=told | {"gross": "unsure"})
    assert refused.status_code == 409
    assert "Nothing points to gross misconduct" in refused.text
    assert "He took it down at once." in refused.text
    assert case.stage is Stage.REPORTED


def test_the_advice_says_in_sentences_what_it_was_about_and_not_who_said_so(world: World) -> None:
    case = reported(world)
    said = concern_of(world.session, case)
    assert said.startswith("A post of ")
    assert "was reported to us, seen on " in said
    assert "The concern was put like this: " in said
    assert world.reporter.name not in said
