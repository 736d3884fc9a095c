"""A request about data in the browser and over JSON, from the record to the ZIP."""

from io import BytesIO
from zipfile import ZipFile

from casework.access import Actor
from casework.cases.models import Case
from casework.data_rights.models import DataRequest
from casework.data_rights.queries import open_request
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.data_rights.conftest import ASKED, record
from tests.world import World

DESK = "/data-requests"


def items(world: World, actor: Actor, request: DataRequest) -> dict[str, str]:
    file = open_request(world.session, actor, request.number)
    return {str(each.number): str(each.id) for each in file.items}


def test_from_the_record_to_the_copy_in_the_browser(
    world: World, signed_in_as: SignedInAs, dpo: Actor, case: Case
) -> None:
    browser = signed_in_as(dpo)
    page = browser.get(f"{DESK}/new", params={"q": world.employee.name.split()[1]}).text
    assert str(world.employee.id) in page
    told = {**ASKED, "kind": "access", "person_id": str(world.employee.id)}
    sent = {**told, "from_name": world.employee.name, "also": ""}
    wrong = browser.post(f"{DESK}/new", data={**sent, "received_on": "never"})
    assert wrong.status_code == 422
    assert "Everything that is written about me." in wrong.text
    done = browser.post(f"{DESK}/new", data=sent)
    assert done.status_code == 303
    place = done.headers["location"]
    assert f"Case {case.reference}" in browser.get(place).text
    assert browser.post(f"{place}/acknowledge", data={"served_how": "by post"}).status_code == 303
    assert browser.get(f"{place}/letters/1.pdf").content.startswith(b"%PDF")
    assert "called the academy a zoo" in _every_item(browser, place, world, dpo)
    chosen = list(items(world, dpo, _request(world, dpo)).values())
    several = {"items": chosen, "giving": "whole", "others": "reasonable"}
    refused = browser.post(f"{place}/decide", data=several)
    assert refused.status_code == 409
    assert "Sch 2 para 16" in refused.text
    decided = browser.post(f"{place}/decide", data={**several, "why": "All are colleagues"})
    assert decided.status_code == 303
    assert browser.post(f"{place}/copy").status_code == 404
    _released_and_taken(world, signed_in_as, browser, place, len(chosen))


def _released_and_taken(
    world: World, signed_in_as: SignedInAs, browser: Browser, place: str, items: int
) -> None:
    asked = browser.post(f"{place}/ask-release", data={"kept": "Six years."})
    assert asked.status_code == 303
    second = signed_in_as(world.hr_director)
    yes = {"approved": "yes", "reason": "I read each", "served_how": "by post"}
    assert second.get(f"{place}/release").status_code == 200
    assert browser.post(f"{place}/release", data=yes).status_code == 409
    assert second.post(f"{place}/release", data=yes).status_code == 303
    copy = browser.post(f"{place}/copy")
    with ZipFile(BytesIO(copy.content)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == items + 3
    over = {"ended": "given", "ended_on": "2026-10-05", "reason": "Signed for"}
    assert "Take the copy" in browser.get(place).text
    assert browser.post(f"{place}/end", data=over).status_code == 303
    assert "Answered with a copy" in browser.get(DESK).text


def _request(world: World, dpo: Actor) -> DataRequest:
    return open_request(world.session, dpo, 1).request


def _every_item(browser: Browser, place: str, world: World, dpo: Actor) -> str:
    found = items(world, dpo, _request(world, dpo))
    return " ".join(browser.get(f"{place}/decide?items={each}").text for each in found)


def test_the_pages_are_for_those_who_answer_requests(
    world: World, signed_in_as: SignedInAs, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo)
    place = f"{DESK}/{request.number}"
    for actor in (world.case_manager, world.employee, world.it_admin):
        stranger = signed_in_as(actor)
        for address in (DESK, f"{DESK}/new", place, f"{place}/decide?items=1", f"{place}/end"):
            assert stranger.get(address).status_code == 403, address
        assert stranger.post(f"{place}/copy").status_code == 403
    officer = signed_in_as(dpo)
    assert officer.get(f"{DESK}/999").status_code == 404
    assert officer.get(f"{place}/decide?items=999").status_code == 404
    assert officer.get(f"{place}/letters/9.pdf").status_code == 404


def test_the_person_who_asks_does_not_find_their_own_request(
    world: World, signed_in_as: SignedInAs, dpo: Actor, case: Case
) -> None:
    record(world, world.hr_director, person_id=dpo.id, from_name=dpo.name)
    officer = signed_in_as(dpo)
    assert officer.get(f"{DESK}/1").status_code == 404
    assert "DR-0001" not in officer.get(DESK).text


def test_over_json_a_request_is_recorded_and_its_clock_kept(
    world: World, api_as: SignedInAs, dpo: Actor, case: Case
) -> None:
    caller = api_as(dpo)
    body = {**ASKED, "kind": "access", "received_on": "2026-10-05", "identity_on": "2026-10-05"}
    body |= {"person_id": str(world.employee.id), "from_name": world.employee.name}
    api = "/api/v1/data-requests"
    assert caller.post(api, json=body).status_code == 201
    (row,) = caller.get(api).json()
    assert row["due_on"] == "2026-11-05"
    whole = caller.get(f"{api}/1").json()
    assert [each["case"] for each in whole["found"]] == [case.reference]
    assert caller.get(f"{api}/1/items/1").status_code == 403, "a token has no fresh proof"
    longer = {"number": 1, "why": "Five cases", "told_on": "2026-10-05"}
    assert caller.post(f"{api}/acts/extensions", json=longer).status_code == 201
    assert caller.get(f"{api}/1").json()["due_on"] == "2027-01-05"
    stranger = api_as(world.case_manager)
    assert stranger.get(api).status_code == 403
    assert stranger.post(api, json=body).status_code == 403
