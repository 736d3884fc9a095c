"""The one decision on a report, at a browser: what each leads to, and what is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from casework.access import Role
from casework.cases.appointing import current
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.reports.models import Triage
from casework.working_days import local_day
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.documents.reading import bare, words_in
from tests.web.reporting import sent
from tests.world import World

NO_HARM = {f"harm.{key}": "no" for key in ("harmed", "offence", "risk", "unsuitable")}
FORMAL = NO_HARM | {"decision": "formal", "clauses": ["3.3"], "reasons": "It needs looking into."}
LADO = {
    "contacted_on": "2026-10-01",
    "contacted_at": "10:15",
    "spoken_to": "Kit Larsen",
    "advice": "They agree that the Trust looks into it.",
    "may_investigate": "yes",
    "may_tell_employee": "no",
}


@pytest.fixture
def hr(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.case_manager)


def reported(world: World, signed_in_as: SignedInAs, **steps: dict[str, Any]) -> str:
    return sent(world, signed_in_as(world.reporter), **steps)


def only_case(world: World) -> Case:
    return world.session.exec(select(Case)).one()


def test_a_formal_case_is_opened(world: World, hr: Browser, signed_in_as: SignedInAs) -> None:
    reference = reported(world, signed_in_as)
    answer = hr.post(f"/reports/{reference}", data=FORMAL)
    assert answer.headers["location"] == "/cases/SM26-0001?said=2"
    case = only_case(world)
    assert case.stage is Stage.TRIAGE
    assert current(world.session, case.id, world.case_manager.id) == {Role.CASE_MANAGER}
    assert "Triaged report R26-0001" in hr.get("/cases/SM26-0001?said=2").text
    assert hr.get("/reports").text.count("R26-0001") == 0


def test_somebody_else_may_manage_the_case(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    told = FORMAL | {"manager_id": str(world.colleague.id), "colleague_id": str(uuid4())}
    answer = hr.post(f"/reports/{reported(world, signed_in_as)}", data=told)
    assert answer.headers["location"] == "/reports?case=SM26-0001&said=2"
    page = hr.get(answer.headers["location"]).text
    assert "open a formal case as SM26-0001" in page
    assert hr.get("/cases/SM26-0001").status_code == 404
    assert signed_in_as(world.colleague).get("/cases/SM26-0001").status_code == 200
    other = signed_in_as(world.hr_director).get("/reports?case=SM26-0001&said=2").text
    assert "SM26-0001" not in other, "nobody is told what somebody else did"


@pytest.mark.parametrize(
    ("decision", "ending"),
    [("informal", Ending.INFORMAL), ("no_further_action", Ending.NO_FURTHER_ACTION)],
)
def test_a_report_can_end_here(
    world: World, hr: Browser, signed_in_as: SignedInAs, decision: str, ending: Ending
) -> None:
    reference = reported(world, signed_in_as)
    told = NO_HARM | {"decision": decision, "reasons": "It is not a breach.", "gross": "no"}
    answer = hr.post(f"/reports/{reference}", data=told)
    assert answer.headers["location"] == f"/reports?case={reference}&said=2"
    assert only_case(world).ending is ending
    page = hr.get(f"/reports/{reference}").text
    assert "It is not a breach." in page
    assert "Record my decision" not in page, "decided once"
    assert f"/cases/{reference}" in page
    mine = signed_in_as(world.reporter).get(f"/report/sent/{reference}").text
    assert "HR has read your report" in mine
    assert "It is not a breach." not in mine, "the reporter is never told the outcome"


def test_the_letter_of_advice_is_seen_first_and_nothing_is_decided(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    reference = reported(world, signed_in_as)
    informal = {"decision": "informal", "reasons": "A first slip.", "gross": "no"}
    told = NO_HARM | informal | {"see_first": "yes"}
    none = hr.post(f"/reports/{reference}", data=told)
    assert "no letter is printed" in none.text
    assert "A first slip." in none.text, "the words typed are kept"
    letter = {
        "expectations": "Posts about pupils are not made.",
        "review_on": (local_day(datetime.now(UTC)) + timedelta(30)).isoformat(),
        "served_how": "By e-mail",
    }
    seen = hr.post(f"/reports/{reference}", data=told | letter)
    assert seen.headers["content-type"] == "application/pdf"
    assert bare("Posts about pupils are not made.") in words_in(seen.content)
    assert "Record my decision" in hr.get(f"/reports/{reference}").text, "nothing is decided"


def test_it_is_added_to_a_case_that_is_open(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    hr.post(f"/reports/{reported(world, signed_in_as)}", data=FORMAL)
    second = sent(world, signed_in_as(world.dsl))
    assert "SM26-0001" in hr.get(f"/reports/{second}").text, "offered: the same person"
    told = NO_HARM | {"decision": "add_to_case", "add_to": "SM26-0001", "reasons": "The same post."}
    answer = hr.post(f"/reports/{second}", data=told)
    assert answer.headers["location"].startswith(f"/reports?case={second}&said=")
    page = hr.get(f"/reports/{second}").text
    assert 'href="/cases/SM26-0001"' in page
    assert signed_in_as(world.dsl).get(f"/report/sent/{second}").status_code == 200


def test_it_is_handed_over(world: World, hr: Browser, signed_in_as: SignedInAs) -> None:
    reference = reported(world, signed_in_as)
    told = NO_HARM | {
        "decision": "hand_over",
        "colleague_id": str(world.colleague.id),
        "reasons": "I know them.",
    }
    answer = hr.post(f"/reports/{reference}", data=told)
    assert "R26-0001: hand over to a colleague" in hr.get(answer.headers["location"]).text
    assert hr.get(f"/reports/{reference}").status_code == 404
    page = signed_in_as(world.colleague).get(f"/reports/{reference}").text
    assert "I know them." in page
    assert "Record my decision" in page


@pytest.mark.parametrize(
    ("told", "status", "says"),
    [
        ({}, 422, "Say what to do with this report"),
        ({"decision": "formal"}, 422, "Answer harm question 4"),
        (FORMAL | {"reasons": " "}, 422, "Enter the reasons for this decision"),
        (FORMAL | {"clauses": []}, 422, "Confirm at least one clause it may come under"),
        (FORMAL | {"clauses": ["2.2"]}, 422, "2.2 cannot be alleged under a policy in force"),
        (FORMAL | {"clauses": ["9.9"]}, 422, "9.9 cannot be alleged under a policy in force"),
        (FORMAL | {"decision": "dismiss"}, 422, "Choose what to do with this report"),
        (
            FORMAL | {"decision": "add_to_case", "add_to": "SM26-9999"},
            422,
            "Enter the reference of an open case of yours",
        ),
        (
            FORMAL | {"decision": "hand_over"},
            422,
            "Choose the colleague who will take it",
        ),
        (
            FORMAL | {"decision": "informal", "harm.risk": "unsure", "gross": "no"},
            409,
            "All four harm questions are answered “No”",
        ),
    ],
)
def test_a_decision_that_cannot_be_taken_comes_back_with_its_words(
    world: World,
    hr: Browser,
    signed_in_as: SignedInAs,
    told: dict[str, Any],
    status: int,
    says: str,
) -> None:
    path = f"/reports/{reported(world, signed_in_as)}"
    answer = hr.post(path, data=told)
    assert answer.status_code == status
    assert says in answer.text
    assert str(told.get("reasons", "")) in answer.text
    assert only_case(world).stage is Stage.REPORTED


def test_a_case_is_managed_by_somebody_in_hr(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    told = FORMAL | {"manager_id": str(world.stranger.id)}
    answer = hr.post(f"/reports/{reported(world, signed_in_as)}", data=told)
    assert answer.status_code == 422
    assert answer.text.count("Choose somebody in HR to manage the case") == 2
    assert 'href="#manager_id"' in answer.text


def test_every_harm_question_is_asked_for_at_its_own_field(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    answer = hr.post(f"/reports/{reported(world, signed_in_as)}", data={"harm.risk": "no"})
    for key in ("harmed", "offence", "unsuitable"):
        assert f'href="#harm.{key}"' in answer.text
    assert 'href="#harm.risk"' not in answer.text


def test_the_same_decision_posted_twice_is_taken_once(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    path = f"/reports/{reported(world, signed_in_as)}"
    told = FORMAL | {"once": str(uuid4())}
    first, second = hr.post(path, data=told), hr.post(path, data=told)
    assert first.headers["location"] == second.headers["location"]
    assert len(world.session.exec(select(Triage)).all()) == 1


def test_a_report_is_not_decided_again(world: World, hr: Browser, signed_in_as: SignedInAs) -> None:
    path = f"/reports/{reported(world, signed_in_as)}"
    told = NO_HARM | {"decision": "no_further_action", "reasons": "It is not a breach."}
    hr.post(path, data=told)
    again = hr.post(path, data=FORMAL)
    assert again.status_code == 409
    assert len(world.session.exec(select(Triage)).all()) == 1
