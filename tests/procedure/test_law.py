"""Which version of a time limit holds, the last day it leaves, and who in the trust checked it."""

from datetime import date

import pytest

from casework.law import PROVISIONS, in_force, limit
from tests.conftest import SignedInAs
from tests.world import World


@pytest.mark.parametrize(
    ("key", "start", "ends"),
    [
        ("dismissal_claim", date(2026, 9, 30), date(2026, 12, 29)),
        ("dismissal_claim", date(2026, 10, 1), date(2027, 3, 31)),
        ("dismissal_claim", date(2026, 11, 30), date(2027, 5, 29)),
        ("dismissal_claim", date(2026, 8, 31), date(2026, 11, 29)),
        ("act_claim", date(2026, 12, 8), date(2027, 6, 7)),
        ("conciliation", date(2025, 11, 30), date(2026, 1, 11)),
        ("conciliation", date(2025, 12, 1), date(2026, 2, 23)),
        ("written_reasons", date(2026, 11, 23), date(2026, 12, 7)),
        ("subject_access", date(2026, 1, 31), date(2026, 2, 28)),
        ("data_complaint", date(2026, 6, 18), None),
        ("data_complaint", date(2026, 6, 19), date(2026, 7, 19)),
        ("cap", date(2027, 1, 1), None),
    ],
)
def test_the_day_chooses_the_version_and_the_version_the_last_day(
    key: str, start: date, ends: date | None
) -> None:
    assert limit(key, start).ends_on == ends


def test_service_and_cap_change_with_the_day_the_employment_ends() -> None:
    before, after = date(2026, 12, 31), date(2027, 1, 1)
    assert [in_force("qualifying", day).value for day in (before, after)] == [24, 6]
    assert in_force("cap", before).says == "The compensatory award is capped"
    assert in_force("cap", after).says == "The compensatory award has no cap"


def test_versions_come_in_their_order_and_none_is_said_twice() -> None:
    for each in PROVISIONS.values():
        days = [version.since for version in each.versions]
        assert days == sorted(set(days))
    digests = [v.digest for each in PROVISIONS.values() for v in each.versions]
    assert len(digests) == len(set(digests))


def test_a_provision_says_verify_until_the_trust_confirmed_it(
    world: World, signed_in_as: SignedInAs
) -> None:
    director = signed_in_as(world.hr_director)
    place = "/settings/law/dismissal_claim/2026-10-01"
    before = director.get("/settings/law").text.count("Verify")
    answer = director.post(place, data={"checked_against": ""})
    assert answer.status_code == 422
    assert "Say what you compared it with" in answer.text
    told = {"checked_against": "legislation.gov.uk, and our solicitors"}
    assert director.post(place, data=told).status_code == 303
    page = director.get("/settings/law").text
    assert page.count("Verify") == before - 1
    assert f"by {world.hr_director.name}" in page
    assert director.post(place, data=told | {"checked_against": "Again"}).status_code == 303
    assert director.get("/settings/law").text.count("Verify") == before - 1


def test_only_whoever_looks_after_the_numbers_confirms(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    place = "/settings/law/dismissal_claim/2026-10-01"
    assert signed_in_as(world.case_manager).get(place).status_code == 403
    assert signed_in_as(world.case_manager).get("/settings/law").status_code == 200
    assert signed_in_as(world.hr_director).get(place[:-1] + "2").status_code == 404
    body = {"key": "cap", "since": "2027-01-01", "checked_against": "The Act"}
    assert api_as(world.case_manager).post("/api/v1/law", json=body).status_code == 403
    program = api_as(world.hr_director)
    assert program.post("/api/v1/law", json=body).status_code == 201
    assert program.post("/api/v1/law", json=body | {"key": "other"}).status_code == 404
    told = {(e["key"], e["since"]): e["verify"] for e in program.get("/api/v1/law").json()}
    assert told["cap", "2027-01-01"] is False
    assert told["cap", "2000-01-01"] is True
