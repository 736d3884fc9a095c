"""Recording findings and weighing how serious it was, on their pages."""

import re

import pytest

from casework.allegations.models import Allegation, Finding
from casework.allegations.queries import allegations_on, severity_of
from casework.allegations.severity import FACTORS
from casework.cases.models import Case
from casework.cases.stages import Severity, Stage
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import DAY, World


@pytest.fixture
def heard(world: World) -> Case:
    return world.case(Stage.OUTCOME)


@pytest.fixture
def panel(world: World, signed_in_as: SignedInAs) -> Browser:
    """The browser of whoever hears the case."""
    return signed_in_as(world.hearing_manager)


def place(case: Case, more: str) -> str:
    return f"/cases/{case.reference}/{more}"


def weighed(**told: str) -> dict[str, str]:
    whole = {"severity": "serious", "reasons": "Pupils read it."}
    for each in FACTORS:
        whole[f"factors.{each.id}.applies"] = "yes"
        whole[f"factors.{each.id}.words"] = "It was weighed."
    return whole | told


def test_the_finding_page_goes_to_the_first_that_waits(
    world: World, heard: Case, panel: Browser
) -> None:
    world.found(heard)
    world.allegation(heard, "2.6")
    assert panel.get(place(heard, "finding")).headers["location"].endswith("?allegation=2")
    page = panel.get(place(heard, "finding?allegation=2")).text
    assert world.clause("2.6").text in page
    assert "1, clause 3.3" in page
    assert "checked" not in page


def test_a_finding_is_recorded(world: World, heard: Case, panel: Browser) -> None:
    allegation = world.allegation(heard)
    told = {"finding": "partly_upheld", "reasons": "Some of it is his."}
    answer = panel.post(place(heard, "finding?allegation=1"), data=told)
    assert answer.status_code == 303
    assert "found allegation 1" in panel.get(answer.headers["location"]).text.lower()
    found = world.session.get_one(Allegation, allegation.id)
    assert (found.finding, found.reasons) == (Finding.PARTLY_UPHELD, "Some of it is his.")
    assert panel.get(place(heard, "finding")).headers["location"] == place(heard, "allegations")


def test_whoever_is_second_sees_both_texts(world: World, heard: Case, panel: Browser) -> None:
    world.found(heard)
    told = {"finding": "not_upheld", "reasons": "Nobody can say whose it is."}
    answer = panel.post(place(heard, "finding?allegation=1"), data=told)
    assert answer.status_code == 409
    sides = answer.text.split('id="conflict"')[1].split("</section>")[0]
    for said in ("The post is his.", "Nobody can say whose it is.", "Upheld", "Not upheld"):
        assert said in sides
    assert "Nobody can say whose it is.</textarea>" in answer.text
    assert allegations_on(world.session, heard.id)[0].allegation.reasons == "The post is his."


@pytest.mark.parametrize("told", [{}, {"finding": "upheld"}, {"reasons": "Because."}])
def test_a_finding_needs_a_decision_and_reasons(
    world: World, heard: Case, panel: Browser, told: dict[str, str]
) -> None:
    world.allegation(heard)
    answer = panel.post(place(heard, "finding?allegation=1"), data=told)
    assert answer.status_code == 422
    assert allegations_on(world.session, heard.id)[0].allegation.finding is None


def test_severity_is_assessed_and_said(world: World, heard: Case, panel: Browser) -> None:
    page = panel.get(place(heard, "severity")).text
    assert all(f"{each.id} {each.name}" in page for each in FACTORS)
    assert "checked" not in page
    assert panel.post(place(heard, "severity"), data=weighed()).status_code == 303
    assert "Pupils read it." in panel.get(place(heard, "allegations")).text


def test_each_missing_factor_is_named(world: World, heard: Case, panel: Browser) -> None:
    told = weighed(**{"factors.F-06.words": " ", "reasons": ""})
    del told["factors.F-21.applies"]
    answer = panel.post(place(heard, "severity"), data=told)
    assert answer.status_code == 422
    summary = answer.text.split('class="errsum"')[1].split("</div>")[0]
    assert re.findall(r'href="#([^"]+)"', summary) == [
        "factors.F-06.words",
        "factors.F-21.applies",
        "reasons",
    ]
    assert severity_of(world.session, heard.id) is None
    empty = panel.post(place(heard, "severity"), data={})
    assert empty.text.count('class="err"') == 2 * len(FACTORS) + 2


def test_an_assessment_is_not_overwritten_unseen(world: World, heard: Case, panel: Browser) -> None:
    assert panel.post(place(heard, "severity"), data=weighed()).status_code == 303
    mine = weighed(severity="minor", reasons="Hardly anybody saw it.")
    lost = panel.post(place(heard, "severity"), data=mine)
    assert lost.status_code == 409
    assert "Pupils read it." in lost.text
    assert "Hardly anybody saw it." in lost.text
    seen = re.search(r'name="seen" value="([^"]+)"', lost.text)
    assert seen is not None
    again = panel.post(place(heard, "severity"), data=mine | {"seen": seen[1]})
    assert again.status_code == 303
    kept = severity_of(world.session, heard.id)
    assert kept is not None
    assert kept.severity is Severity.MINOR


def test_who_may_do_what(world: World, heard: Case, signed_in_as: SignedInAs) -> None:
    world.allegation(heard, notified_on=DAY)
    manager = signed_in_as(world.case_manager)
    for act in ("finding?allegation=1", "severity"):
        assert manager.get(place(heard, act)).status_code == 403
        assert manager.post(place(heard, act), data={}).status_code == 403
    for person in (world.stranger, world.employee, world.reporter):
        browser = signed_in_as(person)
        for page in ("finding", "severity"):
            assert browser.get(place(heard, page)).status_code == 404
