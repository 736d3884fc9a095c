"""The employee's room over JSON: the same acts and the same refusals."""

import json
from uuid import uuid4

from sqlmodel import select

from casework.evidence.models import Capture
from casework.room.models import EmployeePaper
from tests.conftest import SignedInAs
from tests.web.test_own_case import noticed
from tests.world import World

INVITING = {"link_by": "letter", "code_by": "phone", "known_by": "The number on file"}
TOLD = {"what": "document", "title": "Messages", "suspected_image": False, "confirmed": True}
FILE = {"file": ("chat.txt", b"A message")}


def test_hr_is_told_the_code_once_and_reads_how_the_room_stands(
    world: World, api_as: SignedInAs
) -> None:
    place = f"/api/v1/cases/{noticed(world).reference}"
    manager = api_as(world.case_manager)
    made = manager.post(f"{place}/invite-to-room", json=INVITING)
    assert made.status_code == 201
    assert len(made.json()["code"]) == 6
    stands = manager.get(f"{place}/room").json()
    assert [each["state"] for each in stands["invitations"]] == ["Not used yet"]
    assert made.json()["token"] not in str(stands)
    both = manager.post(f"{place}/invite-to-room", json=INVITING | {"code_by": "letter"})
    assert both.status_code == 409
    assert api_as(world.stranger).get(f"{place}/room").status_code == 403
    assert api_as(world.colleague).get(f"{place}/room").status_code == 404


def test_who_asks_for_one_invitation_twice_gets_one_and_no_code_that_opens_nothing(
    world: World, api_as: SignedInAs
) -> None:
    place = f"/api/v1/cases/{noticed(world).reference}"
    manager, key = api_as(world.case_manager), {"Idempotency-Key": str(uuid4())}
    first, again = (
        manager.post(f"{place}/invite-to-room", json=INVITING, headers=key).json() for _ in "12"
    )
    assert again["number"] == first["number"]
    assert (again["code"], again["token"]) == ("", None)
    assert len(manager.get(f"{place}/room").json()["invitations"]) == 1


def test_the_employee_sends_a_statement_and_a_file(world: World, api_as: SignedInAs) -> None:
    place = f"/api/v1/cases/{noticed(world).reference}"
    employee, manager = api_as(world.employee), api_as(world.case_manager)
    written = {"words": "I was at work.", "is_true": True, "signed_as": "Owen Pryce"}
    assert employee.post(f"{place}/my-statement", json=written).status_code == 201
    sent = {"told": json.dumps(TOLD)}
    assert employee.post(f"{place}/my-papers", data=sent, files=FILE).status_code == 201
    silent = {"told": json.dumps(TOLD | {"confirmed": False})}
    assert employee.post(f"{place}/my-papers", data=silent, files=FILE).status_code == 409
    listed = manager.get(f"{place}/employee-papers").json()
    assert [each["title"] for each in listed] == ["Messages", "Statement of the employee"]
    assert {each["stands"] for each in listed} == {"Not looked at yet"}
    assert employee.get(f"{place}/employee-papers").status_code == 403


def test_hr_records_what_came_by_post(world: World, api_as: SignedInAs) -> None:
    place = f"/api/v1/cases/{noticed(world).reference}"
    manager = api_as(world.case_manager)
    told = TOLD | {"received_on": "2026-10-05", "received_how": "by post"}
    answer = manager.post(f"{place}/employee-papers", data={"told": json.dumps(told)}, files=FILE)
    assert answer.status_code == 201
    kept = world.session.exec(select(EmployeePaper)).one()
    assert kept.given_how == "by post"
    back = {"paper_id": str(kept.id), "received_on": "2026-10-05", "received_how": "by phone"}
    assert manager.post(f"{place}/paper-withdrawn", json=back).status_code == 201
    assert world.session.get_one(Capture, kept.capture_id).withdrawn_at is not None
