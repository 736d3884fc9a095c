"""Every refusal is a problem in JSON, with a sentence somebody can act on."""

import pytest
from fastapi import Request

from api.errors import refused
from casework.cases.stages import Stage
from casework.errors import StepUpNeeded
from tests.conftest import SignedInAs
from tests.world import World


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/api/v1/nothing-here", 404),
        ("GET", "/api/nothing", 404),
        ("DELETE", "/api/v1/cases", 405),
        ("GET", "/api/v1/cases/%00", 422),
        ("GET", "/api/v1/cases?page=0", 422),
        ("GET", "/api/v1/cases?stage=nowhere", 422),
        ("GET", "/api/v1/policies/not-an-id", 422),
        ("GET", "/api/v1/cases/%ED%A0%80", 404),
    ],
)
def test_an_address_that_leads_nowhere_is_a_problem(
    world: World, api_as: SignedInAs, method: str, address: str, status: int
) -> None:
    answer = api_as(world.case_manager).request(method, address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    if status == 405:
        assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize("body", [b"{", b"", b"[]", b'"words"', b"\xff\xfe", b"null"])
def test_a_body_that_is_not_the_act_is_refused(
    world: World, api_as: SignedInAs, body: bytes
) -> None:
    case = world.case(Stage.OUTCOME)
    answer = api_as(world.hearing_manager).post(
        f"/api/v1/cases/{case.reference}/findings",
        content=body,
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 422
    assert answer.json()["answers"]


def test_a_key_that_is_not_an_id_is_refused(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.HEARING)
    answer = api_as(world.case_manager).post(
        f"/api/v1/cases/{case.reference}/packs", json={}, headers={"Idempotency-Key": "again"}
    )
    assert answer.status_code == 422
    assert list(answer.json()["answers"]) == ["Idempotency-Key"]


def test_what_needs_somebody_at_a_browser_says_so() -> None:
    answer = refused(Request({"type": "http"}), StepUpNeeded())
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert b"somebody at a browser" in answer.body
