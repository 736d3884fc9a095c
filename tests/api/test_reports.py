"""Reporting and triage over JSON."""

import json
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import func, select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.models import Capture
from casework.reports.models import Report, ReportAddition
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.told import COME_BY
from tests.world import World

COME_BY_JSON = {"collected": json.dumps(COME_BY)}
REPORTS = "/api/v1/reports"


def told(world: World, **answers: Any) -> dict[str, Any]:
    return world.told().model_dump(mode="json") | answers


def sent(calling: Browser, body: dict[str, Any]) -> Any:
    """Send what a careless program would: JSON with characters that UTF-8 cannot carry."""
    headers = {"content-type": "application/json"}
    return calling.post(REPORTS, content=json.dumps(body), headers=headers)


def reports(world: World) -> int:
    return world.session.exec(select(func.count()).select_from(Report)).one()


def test_a_report_is_sent_and_waits_for_triage(world: World, api_as: SignedInAs) -> None:
    calling = api_as(world.reporter)
    answer = calling.post(REPORTS, json=told(world))
    assert answer.status_code == 201
    sent = answer.json()
    assert sent["triaged"] is False
    assert sent["employee"] == world.employee.name
    assert calling.get(answer.headers["location"]).json() == sent
    assert [each["reference"] for each in calling.get(REPORTS).json()] == [sent["reference"]]
    waiting = api_as(world.case_manager).get(f"{REPORTS}/waiting").json()
    assert [each["reference"] for each in waiting] == [sent["reference"]]


def test_the_same_key_twice_sends_one_report_even_after_triage(
    world: World, api_as: SignedInAs
) -> None:
    calling, key = api_as(world.reporter), {"Idempotency-Key": str(uuid4())}
    first = calling.post(REPORTS, json=told(world), headers=key).json()
    decided = {
        "decision": "formal",
        "reasons": "It needs looking into.",
        "harm": {"harmed": "no", "offence": "no", "risk": "no", "unsuitable": "no"},
        "clauses": ["3.3"],
    }
    triaged = api_as(world.case_manager).post(
        f"/api/v1/cases/{first['reference']}/triage", json=decided
    )
    assert triaged.status_code == 201
    assert triaged.json()["reference"].startswith("SM")
    again = calling.post(REPORTS, json=told(world), headers=key).json()
    assert (again["reference"], again["triaged"]) == (first["reference"], True)
    assert reports(world) == 1


def test_whoever_may_not_report_or_triage_is_refused(world: World, api_as: SignedInAs) -> None:
    assert api_as(world.it_admin).post(REPORTS, json=told(world)).status_code == 403
    assert api_as(world.reporter).get(f"{REPORTS}/waiting").status_code == 403
    assert reports(world) == 0


def test_nobody_reads_or_adds_to_the_report_of_somebody_else(
    world: World, api_as: SignedInAs
) -> None:
    sent = api_as(world.reporter).post(REPORTS, json=told(world)).json()["reference"]
    other = api_as(world.dsl)
    assert other.get(f"{REPORTS}/{sent}").status_code == 404
    added = other.post(f"{REPORTS}/{sent}/additions", json={"words": "More"})
    assert added.status_code == 404
    file = other.post(
        f"{REPORTS}/{sent}/captures", files={"file": ("a.txt", b"More")}, data=COME_BY_JSON
    )
    assert file.status_code == 404
    assert world.session.exec(select(ReportAddition)).all() == []


def test_the_reporter_adds_words_and_a_file(world: World, api_as: SignedInAs) -> None:
    calling = api_as(world.reporter)
    place = calling.post(REPORTS, json=told(world)).headers["location"]
    assert calling.post(f"{place}/additions", json={"words": "A second post."}).status_code == 201
    sent = calling.post(
        f"{place}/captures", files={"file": ("post.txt", b"Another post")}, data=COME_BY_JSON
    )
    assert sent.status_code == 201
    assert sent.headers["location"] == place
    assert world.session.exec(select(ReportAddition)).one().words == "A second post."
    assert world.session.exec(select(Capture)).one().name == "post.txt"


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"own_words": ""}, "own_words"),
        ({"own_words": "a" * 20_001}, "own_words"),
        ({"own_words": "nul \x00"}, "own_words"),
        ({"own_words": "half \ud800"}, "own_words"),
        ({"platform": "half \udfff"}, "platform"),
        ({"found_on": "2999-01-01"}, "found_on"),
        ({"found_on": "the day after"}, "found_on"),
        ({"posted_on": "2018-01-01"}, "posted_on"),
        ({"labels": []}, "labels"),
        ({"employee_id": "somebody"}, "employee_id"),
        ({"link": "instagram"}, "link"),
        ({"about": "nobody"}, "about"),
    ],
)
def test_an_answer_that_cannot_be_right_is_named_in_plain_words(
    world: World, api_as: SignedInAs, answers: dict[str, Any], field: str
) -> None:
    answer = sent(api_as(world.reporter), told(world, **answers))
    assert answer.status_code == 422
    said = answer.json()["answers"]
    assert list(said) == [field]
    assert "input" not in said[field].lower()
    assert "value" not in said[field].lower()
    assert reports(world) == 0


@pytest.mark.parametrize("key", ["nul \x00", "half \ud800"])
def test_what_cannot_be_stored_is_refused_wherever_it_stands(
    world: World, api_as: SignedInAs, key: str
) -> None:
    labels = [{"key": "3.3", "follow_ups": {key: "yes"}}]
    answer = sent(api_as(world.reporter), told(world, labels=labels))
    assert answer.status_code == 422
    unknown = sent(api_as(world.reporter), told(world, **{key: "yes"}))
    assert unknown.status_code == 422
    assert reports(world) == 0


def test_a_triage_decision_without_harm_answers_is_refused(
    world: World, api_as: SignedInAs
) -> None:
    case = world.case(Stage.REPORTED)
    body = {"decision": "informal", "reasons": "Advice will do.", "harm": {"harmed": "no"}}
    body |= {"gross": "no"}
    answer = api_as(world.case_manager).post(f"/api/v1/cases/{case.reference}/triage", json=body)
    assert answer.status_code == 422
    assert set(answer.json()["answers"]) == {"harm.offence", "harm.risk", "harm.unsuitable"}
    assert world.session.get_one(Case, case.id).stage is Stage.REPORTED
