"""The pages of allegations: making them, and reading them."""

import re
from typing import Any

import pytest
from sqlmodel import select

from casework.access import Role
from casework.allegations.queries import allegations_on
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.reports.answers import Decision
from casework.reports.models import Report, Triage
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World, at

MADE = {
    "clause": "3.3",
    "conduct_on": "2026-09-21",
    "place": "A personal account",
    "particulars": "On 21 September 2026 Owen Pryce called the academy a zoo.",
    "severity": "serious",
}


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


@pytest.fixture
def manager(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.case_manager)


def place(case: Case, more: str) -> str:
    return f"/cases/{case.reference}/{more}"


def triaged(world: World, case: Case, *clauses: str) -> None:
    report = world.session.exec(select(Report).where(Report.case_id == case.id)).one()
    decided = Triage(
        case_id=case.id,
        report_id=report.id,
        decision=Decision.FORMAL,
        reasons="It needs looking into.",
        harm={},
        clauses=list(clauses),
        decided_by=world.case_manager.id,
        decided_at=at(),
    )
    world.session.add(decided)


def test_the_list_has_every_allegation_with_its_clause_word_for_word(
    world: World, case: Case, manager: Browser
) -> None:
    exhibit = world.exhibit(case)
    world.allegation(case, exhibits=[exhibit])
    world.allegation(case, "2.6", particulars="He put a photograph of pupils online.")
    page = manager.get(place(case, "allegations")).text
    for said in ("called the academy a zoo", "photograph of pupils", "E1", "Serious"):
        assert said in page
    for number in ("3.3", "2.6"):
        assert world.clause(number).text in page


def test_one_allegation_says_whose_wording_it_is(
    world: World, case: Case, manager: Browser
) -> None:
    world.allegation(case, exhibits=[world.exhibit(case, title="Post with comments")])
    page = manager.get(place(case, "allegations/1")).text
    assert world.clause("3.3").text in page
    assert "Staff social media policy, September 2025" in page
    assert "in force from Mon 1 Sep 2025" in page
    assert "E1 Post with comments" in page
    assert manager.get(place(case, "allegations/2")).status_code == 404


def test_the_form_knows_what_triage_confirmed(world: World, case: Case, manager: Browser) -> None:
    triaged(world, case, "3.3", "2.6")
    world.allegation(case, "3.3")
    page = manager.get(place(case, "make-allegation")).text
    assert "Confirmed at triage" in page
    chosen = re.search(r'<input type="radio"[^>]*name="clause" value="([^"]+)" checked', page)
    assert chosen is not None
    assert chosen[1] == "2.6"
    assert world.clause("2.6").text in page
    for information in ("1.4", "5.6", "2.3"):
        assert f'name="clause" value="{information}"' not in page


def test_an_allegation_is_made(world: World, case: Case, manager: Browser) -> None:
    first, second = world.exhibit(case), world.exhibit(case)
    told: dict[str, Any] = MADE | {"exhibits": [str(first.id), str(second.id)]}
    answer = manager.post(place(case, "make-allegation"), data=told)
    assert answer.status_code == 303
    page = manager.get(answer.headers["location"]).text
    assert "Made allegation 1, under clause 3.3." in page
    assert allegations_on(world.session, case.id)[0].exhibit_references == ("E1", "E2")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("clause", "1.4"),
        ("clause", ""),
        ("conduct_on", "2099-01-01"),
        ("conduct_on", "2019-08-31"),
        ("conduct_on", "soon"),
        ("particulars", "a\x00b"),
        ("particulars", ""),
        ("severity", "dreadful"),
    ],
)
def test_a_wrong_answer_is_said_at_its_field_and_nothing_typed_is_lost(
    world: World, case: Case, manager: Browser, field: str, value: str
) -> None:
    told = MADE | {"place": "Typed with care", field: value}
    answer = manager.post(place(case, "make-allegation"), data=told)
    assert answer.status_code == 422
    assert f'id="{field}-e"' in answer.text
    assert f'href="#{field}"' in answer.text
    assert 'value="Typed with care"' in answer.text
    assert not allegations_on(world.session, case.id)


def test_the_same_form_twice_makes_one_allegation(
    world: World, case: Case, manager: Browser
) -> None:
    once = {"once": "5f0c38a4-64a2-4b9c-9b1f-5e2f6d9d7a10"}
    for _ in range(2):
        assert manager.post(place(case, "make-allegation"), data=MADE | once).status_code == 303
    assert len(allegations_on(world.session, case.id)) == 1


def test_an_allegation_after_the_investigation_is_refused_with_its_rule(
    world: World, manager: Browser
) -> None:
    answer = manager.post(place(world.case(Stage.HEARING), "make-allegation"), data=MADE)
    assert answer.status_code == 409
    assert "Strouthos" in answer.text


def test_who_does_not_know_of_the_case_sees_none(
    world: World, case: Case, signed_in_as: SignedInAs
) -> None:
    world.allegation(case)
    for person in (world.stranger, world.employee, world.reporter):
        browser = signed_in_as(person)
        for page in ("allegations", "allegations/1", "make-allegation"):
            assert browser.get(place(case, page)).status_code == 404
        assert browser.post(place(case, "make-allegation"), data=MADE).status_code == 404


def test_who_only_hears_the_case_alleges_nothing(
    world: World, case: Case, signed_in_as: SignedInAs
) -> None:
    world.part(case, world.panel_member, Role.PANEL_MEMBER)
    panel = signed_in_as(world.panel_member)
    assert "Add an allegation" not in panel.get(place(case, "allegations")).text
    assert panel.get(place(case, "make-allegation")).status_code == 403
