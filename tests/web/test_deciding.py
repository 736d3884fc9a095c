"""The pages of the protected-content questions, of the outcome, and of how it was decided."""

import re

import pytest

from casework.allegations.protected_content import QUESTIONS, Reply
from casework.allegations.queries import screen_of
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.outcomes.ladder import Sanction
from casework.outcomes.proportionality import PROPORTION, WORDING, alternatives_to
from casework.outcomes.queries import decision_record_of
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.staging import decided, held, screened, weighed
from tests.world import World

FIRST, SUMMARY = Sanction.FIRST_WRITTEN_WARNING, Sanction.SUMMARY_DISMISSAL


def place(case: Case, more: str) -> str:
    return f"/cases/{case.reference}/{more}"


def posted(sanction: Sanction, **changed: str) -> dict[str, str]:
    """A decision as its form sends it: dots for what lies in a list, yes and no in words."""
    told: dict[str, str] = {}
    for name, answer in decided(sanction).items():
        if isinstance(answer, dict):
            told |= {f"{name}.{key}": words for key, words in answer.items()}
        elif answer is not None:
            told[name] = {True: "yes", False: "no"}.get(answer, str(answer))
    return told | {name.replace("__", "."): words for name, words in changed.items()}


def named(page: str) -> list[str]:
    """The fields that the summary of errors leads to, in its order."""
    return re.findall(r'href="#([^"]+)"', page.split('class="errsum"')[1].split("</div>")[0])


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.DECISION, legal_adviser=world.hr_director)


@pytest.fixture
def heard(world: World) -> Case:
    found = world.case(Stage.OUTCOME)
    held(world, found)
    world.found(found)
    weighed(world, found)
    return found


@pytest.fixture
def chair(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.hearing_manager)


def no_to_all(**changed: str) -> dict[str, str]:
    told = {f"answers.{each.id}.answer": "no" for each in QUESTIONS} | {"basis": "The post."}
    return told | changed


def test_the_twelve_questions_are_asked_and_none_is_answered_beforehand(
    world: World, case: Case, signed_in_as: SignedInAs
) -> None:
    page = signed_in_as(world.case_manager).get(place(case, "protected-content")).text
    assert all(each.asks.split("?")[0] in page for each in QUESTIONS)
    assert "checked" not in page


def test_what_is_missing_is_named_and_what_was_typed_is_kept(
    world: World, case: Case, signed_in_as: SignedInAs
) -> None:
    told = no_to_all(**{"answers.PC-01.answer": "unsure", "basis": "The whole thread."})
    del told["answers.PC-12.answer"]
    answer = signed_in_as(world.case_manager).post(place(case, "protected-content"), data=told)
    assert answer.status_code == 422
    assert named(answer.text) == ["answers.PC-01.words", "answers.PC-12.answer"]
    assert "The whole thread.</textarea>" in answer.text
    assert screen_of(world.session, case.id) is None


def test_a_doubt_goes_to_the_adviser_and_stands_on_the_case(
    world: World, case: Case, signed_in_as: SignedInAs
) -> None:
    hr, adviser = signed_in_as(world.case_manager), signed_in_as(world.hr_director)
    doubt = {"answers.PC-01.answer": "unsure", "answers.PC-01.words": "It quotes scripture."}
    assert "Answer the questions" in hr.get(f"/cases/{case.reference}").text
    assert hr.post(place(case, "protected-content"), data=no_to_all(**doubt)).status_code == 303
    assert f"Waiting for {world.hr_director.name}" in hr.get(f"/cases/{case.reference}").text
    page = adviser.get(place(case, "protected-content-advice")).text
    assert "It quotes scripture." in page
    told = {"may_go_on": "yes", "advice": "Look at the manner alone."}
    assert adviser.post(place(case, "protected-content-advice"), data=told).status_code == 303
    page = hr.get(place(case, "allegations")).text
    assert "Look at the manner alone." in page
    assert "Formal action may go on" in page


def test_without_an_adviser_the_checklist_asks_for_one(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.DECISION)
    screened(world, case, PC_01=Reply.YES)
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}").text
    assert "/appoint?role=legal_adviser" in page


def test_advice_is_for_the_case_manager_and_the_adviser_alone(
    world: World, case: Case, signed_in_as: SignedInAs
) -> None:
    kept = screened(world, case, PC_01=Reply.YES)
    kept.basis = "Mark-basis"
    world.session.flush()
    for who in ("case_manager", "hr_director"):
        page = signed_in_as(getattr(world, who)).get(place(case, "allegations")).text
        assert "Mark-basis" in page
    page = signed_in_as(world.investigating_officer).get(place(case, "allegations")).text
    assert "Mark-basis" not in page


def test_a_decision_without_its_answers_names_each_field(
    world: World, heard: Case, chair: Browser
) -> None:
    told = {"sanction": FIRST.value, "reasons": "Because.", "mitigation": "Long service."}
    answer = chair.post(place(heard, "outcome"), data=told)
    assert answer.status_code == 422
    assert named(answer.text) == [
        "lesser_steps",
        *(f"proportion.{each.id}" for each in PROPORTION),
        *(f"wording.{each.id}" for each in WORDING),
        "comparable",
    ]
    assert "Long service.</textarea>" in answer.text
    assert decision_record_of(world.session, heard.id) is None


def test_a_dismissal_names_each_lesser_step_and_finding(
    world: World, heard: Case, chair: Browser
) -> None:
    told = {
        name: words
        for name, words in posted(SUMMARY).items()
        if not name.startswith(("alternatives.", "gross_", "repudiatory_", "fair_"))
    }
    answer = chair.post(place(heard, "outcome"), data=told)
    assert named(answer.text) == [
        *(f"alternatives.{each.id}" for each in alternatives_to(SUMMARY)),
        "gross_misconduct_found",
        "gross_misconduct",
        "repudiatory_breach",
        "repudiatory_reasons",
        "fair_dismissal",
        "fair_dismissal_reasons",
    ]


def test_a_decision_is_made_and_read_by_the_panel_and_hr(
    world: World, heard: Case, chair: Browser, signed_in_as: SignedInAs
) -> None:
    page = chair.get(place(heard, "outcome")).text
    assert "These are facts, not a recommendation" in page
    assert "checked" not in page
    assert chair.post(place(heard, "outcome"), data=posted(SUMMARY)).status_code == 303
    for who in ("hearing_manager", "panel_member", "case_manager"):
        page = signed_in_as(getattr(world, who)).get(place(heard, "decision")).text
        assert "He named a pupil." in page
        assert "Weighed: fair balance." in page
    review = signed_in_as(world.panel_member).get(place(heard, "review-dismissal")).text
    assert "Weighed: transfer or other work." in review


def test_a_summary_dismissal_short_of_a_finding_says_why_it_is_refused(
    world: World, heard: Case, chair: Browser
) -> None:
    answer = chair.post(place(heard, "outcome"), data=posted(SUMMARY, repudiatory_breach="no"))
    assert answer.status_code == 409
    assert "broke the contract at its root (Atherton" in answer.text
    assert "Weighed: fair balance.</textarea>" in answer.text


def test_before_the_decision_there_is_nothing_to_read(
    world: World, heard: Case, chair: Browser
) -> None:
    assert "Not decided yet" in chair.get(place(heard, "decision")).text


def test_the_api_compares_and_tells_the_decision(
    world: World, heard: Case, api_as: SignedInAs
) -> None:
    calling, base = api_as(world.hearing_manager), f"/api/v1/cases/{heard.reference}"
    found = calling.get(f"{base}/comparators").json()
    assert found["clauses"] == ["3.3"]
    assert found["ended"]["first_written_warning"] == "None"
    body = {name: each for name, each in decided(SUMMARY).items() if each is not None}
    assert calling.post(f"{base}/outcome", json=body).status_code == 201
    told = calling.get(base).json()
    assert told["decision_record"]["fair_dismissal_found"] is True
    assert told["protected_content"] is None
    assert api_as(world.case_manager).get(f"{base}/comparators").status_code == 403
    assert api_as(world.stranger).get(f"{base}/comparators").status_code == 404
