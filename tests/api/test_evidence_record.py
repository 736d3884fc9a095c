"""The record of an item over JSON: the same gate, the same corrections, the same stop."""

import json
from typing import Any

import pytest
from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.models import Capture
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.told import COME_BY
from tests.world import World

FILE = {"file": ("post.png", b"\x89PNG\r\n\x1a\nA post")}


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


@pytest.fixture
def calling(world: World, api_as: SignedInAs) -> Browser:
    return api_as(world.investigating_officer)


def place(case: Case) -> str:
    return f"/api/v1/cases/{case.reference}"


def items(calling: Browser, case: Case) -> Any:
    return calling.get(f"{place(case)}/evidence").json()


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        ({"means": "borrowed_login"}, "G-EV-3"),
        ({"access_route": "monitoring"}, "G-EV-6"),
        ({"confirmed": False}, "G-EV-7"),
        ({"suspected_image": True}, "IMG-1"),
    ],
)
def test_what_was_not_come_by_lawfully_is_refused_with_the_rule_and_its_source(
    world: World, case: Case, calling: Browser, answer: dict[str, Any], rule: str
) -> None:
    told = {"collected": json.dumps(COME_BY | answer)}
    refused = calling.post(f"{place(case)}/captures", files=FILE, data=told)
    assert refused.status_code == 409
    assert [each["rule"] for each in refused.json()["breaches"]] == [rule]
    assert all(each["source"] for each in refused.json()["breaches"])
    assert world.session.exec(select(Capture)).all() == []


def test_nothing_said_of_how_it_was_come_by_is_refused(case: Case, calling: Browser) -> None:
    refused = calling.post(f"{place(case)}/captures", files=FILE)
    assert refused.status_code == 409
    told = {"collected": '{"means": "by magic"}'}
    wrong = calling.post(f"{place(case)}/captures", files=FILE, data=told)
    assert set(wrong.json()["answers"]) == {"collected.means"}


def test_an_item_says_who_confirmed_it_what_was_corrected_and_how_it_is_graded(
    case: Case, calling: Browser
) -> None:
    told = {"collected": json.dumps(COME_BY), "details": '{"platform": "A forum"}'}
    assert calling.post(f"{place(case)}/captures", files=FILE, data=told).status_code == 201
    capture = items(calling, case)[0]["capture_id"]
    details = f"{place(case)}/captures/{capture}/details"
    assert calling.post(details, json={"platform": "A chat"}).json()["answers"].keys() == {"reason"}
    right = {"platform": "A chat", "form": "photo", "reason": "Misread"}
    assert calling.post(details, json=right).status_code == 201
    look = {"capture_id": capture, "looked_on": "2026-09-30", "found": "removed"}
    assert calling.post(f"{place(case)}/online-checks", json=look).status_code == 201
    confirmed = {"capture_id": capture, "confirms": "saved"}
    assert calling.post(f"{place(case)}/confirmations", json=confirmed).status_code == 201
    item = items(calling, case)[0]
    assert (item["grade"], item["stopped"]) == ("weak", False)
    assert [each["confirms"] for each in item["confirmations"]] == ["saw", "saved"]
    assert [each["found"] for each in item["online_checks"]] == ["removed"]
    assert [(each["was"], each["now"]) for each in item["corrections"]] == [("A forum", "A chat")]
    assert any("photo of a screen" in each for each in item["does_not_prove"])
    whole = calling.get(place(case)).json()["evidence"][0]
    assert whole["does_not_prove"] == item["does_not_prove"]


def test_an_item_is_stopped_and_nobody_takes_a_copy(case: Case, calling: Browser) -> None:
    told = {"collected": json.dumps(COME_BY)}
    calling.post(f"{place(case)}/captures", files=FILE, data=told)
    capture = items(calling, case)[0]["capture_id"]
    stop = calling.post(f"{place(case)}/image-stops", json={"capture_id": capture})
    assert stop.status_code == 201
    assert "suspected image of a child" in stop.json()["sentence"]


def test_a_reporter_stops_before_adding_and_a_stranger_finds_no_report(
    world: World, api_as: SignedInAs
) -> None:
    reporting = api_as(world.reporter)
    body = world.told().model_dump(mode="json")
    report = reporting.post("/api/v1/reports", json=body).headers["location"]
    assert reporting.post(f"{report}/image-stops").status_code == 201
    assert api_as(world.stranger).post(f"{report}/image-stops").status_code == 404
