"""Evidence over JSON: bytes in, bytes out, and a chain of custody between."""

import json
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.models import Capture
from casework.settings import settings
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.told import COME_BY
from tests.world import World

COME_BY_JSON = {"collected": json.dumps(COME_BY)}
POST = b"\x89PNG\r\n\x1a\nA post"


def kept_files() -> set[Path]:
    return {each for each in settings().store.rglob("*") if each.is_file()}


def taken_in(calling: Browser, case: Case, **parts: str) -> str:
    place = f"/api/v1/cases/{case.reference}"
    answer = calling.post(
        f"{place}/captures", files={"file": ("post.png", POST)}, data=COME_BY_JSON | parts
    )
    assert answer.status_code == 201, answer.text
    found: str = calling.get(f"{place}/evidence").json()[0]["capture_id"]
    return found


def test_a_file_is_taken_in_with_a_hash_computed_here(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.INVESTIGATION)
    calling = api_as(world.investigating_officer)
    taken_in(calling, case, details=json.dumps({"platform": "A forum"}))
    item = calling.get(f"/api/v1/cases/{case.reference}/evidence").json()[0]
    assert (item["name"], item["kind"], item["size"]) == ("post.png", "png", len(POST))
    assert item["sha256"] == sha256(POST).hexdigest()
    assert item["details"]["platform"] == "A forum"
    assert item["exhibit_id"] is None


def test_the_same_key_twice_keeps_one_file(world: World, api_as: SignedInAs) -> None:
    case, key = world.case(Stage.INVESTIGATION), {"Idempotency-Key": str(uuid4())}
    calling, before = api_as(world.investigating_officer), kept_files()
    place = f"/api/v1/cases/{case.reference}/captures"
    first, again = (
        calling.post(place, files={"file": ("post.png", POST)}, data=COME_BY_JSON, headers=key)
        for _ in range(2)
    )
    assert first.json() == again.json()
    assert len(world.session.exec(select(Capture)).all()) == 1
    assert len(kept_files() - before) == 1


def test_a_file_nobody_may_add_is_never_kept(
    world: World, api_as: SignedInAs, browser: Browser
) -> None:
    case, before = world.case(Stage.OUTCOME), kept_files()
    place = f"/api/v1/cases/{case.reference}/captures"
    file = {"file": ("post.png", POST)}
    assert browser.post(place, files=file).status_code == 401
    assert api_as(world.stranger).post(place, files=file).status_code == 404
    assert api_as(world.hearing_manager).post(place, files=file).status_code == 403
    assert kept_files() == before


def test_an_empty_or_missing_file_and_wrong_details_are_refused(
    world: World, api_as: SignedInAs
) -> None:
    case = world.case(Stage.INVESTIGATION)
    calling = api_as(world.investigating_officer)
    place = f"/api/v1/cases/{case.reference}/captures"
    empty = calling.post(place, files={"file": ("post.png", b"")}, data=COME_BY_JSON)
    assert empty.status_code == 422
    assert empty.json()["detail"] == "“post.png” is empty. Choose the file again"
    assert calling.post(place, json={"key": "x", "sha256": "0" * 64}).status_code == 422
    for details in ("{", '{"platform": "\\u0000"}', "[]"):
        wrong = calling.post(place, files={"file": ("a", POST)}, data={"details": details})
        assert wrong.status_code == 422
        assert all(name.startswith("details") for name in wrong.json()["answers"])
    assert world.session.exec(select(Capture)).all() == []


def test_an_item_is_described_and_admitted(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.INVESTIGATION)
    calling = api_as(world.investigating_officer)
    place, capture = f"/api/v1/cases/{case.reference}", taken_in(calling, case)
    described = calling.post(f"{place}/captures/{capture}/details", json={"platform": "A forum"})
    assert described.status_code == 201
    exhibit = {
        "capture_id": capture,
        "title": "The post",
        "description": "Words",
        "shows_pupil": False,
    }
    assert calling.post(f"{place}/exhibits", json=exhibit).status_code == 201
    item = calling.get(f"{place}/evidence").json()[0]
    assert (item["reference"], item["details"]["platform"]) == ("E1", "A forum")
    left_out = {"exhibit_id": item["exhibit_id"], "in_pack": False, "reason": "Not relevant"}
    managing = api_as(world.case_manager)
    assert managing.post(f"{place}/pack-place", json=left_out).status_code == 201
    assert managing.get(f"{place}/evidence").json()[0]["pack_reason"] == "Not relevant"


def test_a_token_takes_no_copy_because_it_cannot_prove_who_holds_it(
    world: World, api_as: SignedInAs
) -> None:
    case = world.case(Stage.INVESTIGATION)
    world.exhibit(case, POST, name="post.png")
    calling = api_as(world.case_manager)
    place = f"/api/v1/cases/{case.reference}/evidence/E1"
    before = calling.get(f"{place}/custody").json()
    assert [each["handling"] for each in before] == ["ingested"]
    answer = calling.post(f"{place}/copy", json={"reason": "For the police"})
    assert answer.status_code == 403
    assert "confirmed who you are" in answer.json()["title"]
    assert calling.get(f"{place}/custody").json() == before


def test_custody_is_for_whoever_sees_the_record(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.INVESTIGATION)
    world.exhibit(case)
    place = f"/api/v1/cases/{case.reference}/evidence/E1/custody"
    assert api_as(world.investigating_officer).get(place).status_code == 403


def test_the_note_taker_sees_the_case_without_its_evidence(
    world: World, api_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    world.exhibit(case)
    calling = api_as(world.note_taker)
    place = f"/api/v1/cases/{case.reference}"
    assert calling.get(place).json()["evidence"] is None
    for address in ("evidence", "evidence/E1/custody", "packs/1/content"):
        assert calling.get(f"{place}/{address}").status_code == 403
    assert calling.post(f"{place}/evidence/E1/copy", json={"reason": "x"}).status_code == 403


@pytest.mark.parametrize("details", ["[" * 100_000, '{"counts": ' + "9" * 5_000 + "}", "{", "5"])
def test_details_that_cannot_be_read_are_never_a_failure(
    world: World, api_as: SignedInAs, details: str
) -> None:
    case, before = world.case(Stage.INVESTIGATION), kept_files()
    answer = api_as(world.investigating_officer).post(
        f"/api/v1/cases/{case.reference}/captures",
        files={"file": ("post.png", POST)},
        data={"details": details},
    )
    assert answer.status_code == 422
    assert all(field.startswith("details") for field in answer.json()["answers"])
    assert kept_files() == before
