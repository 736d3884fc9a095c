"""The door of an employee's room: a way in without the trust's sign-in, and nothing else."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.journal import entries
from casework.people.models import Account
from casework.people.sign_in import make_token
from casework.room.models import RoomInvitation
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.web.roomers import INVITED, PASSWORD, come_in, invited
from tests.web.test_own_case import noticed
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return noticed(world)


@pytest.fixture
def manager(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.case_manager)


@pytest.fixture
def room(manager: Browser, case: Case, world: World) -> Browser:
    browser = Browser(world.session)
    assert come_in(browser, *invited(manager, case)) == f"/cases/{case.reference}"
    return browser


def test_somebody_without_a_sign_in_comes_into_their_room(
    room: Browser, case: Case, world: World
) -> None:
    page = room.get(f"/cases/{case.reference}").text
    assert f"Your case {case.reference}" in page
    assert "Now and next" in page
    assert "Your room" in page
    account = world.session.exec(select(Account).where(Account.room_of == case.id)).one()
    assert account.username.startswith("room-")
    kinds = [each.kind for each in entries(world.session, case.id, 4)]
    assert kinds == ["RecoveryCodesMade", "SessionOpened", "AppAdded", "RoomEntered"]


def test_the_room_opens_nothing_but_the_own_case(
    room: Browser, world: World, signed_in_as: SignedInAs
) -> None:
    """Whatever else they are in the trust: here they heard a case of somebody else."""
    other = world.case(
        Stage.HEARING, employee=world.colleague, hearing_manager=None, panel_member=world.employee
    )
    assert signed_in_as(world.employee).get(f"/cases/{other.reference}").status_code == 200
    for place in (f"/cases/{other.reference}", "/cases", "/work", "/report", "/search", "/tasks"):
        assert room.get(place).status_code == 404, place
    assert room.get("/account/tokens/new").status_code == 404
    assert room.get("/account").status_code == 200
    assert other.reference not in room.get("/account").text
    assert room.get("/policy").status_code == 200


def test_a_token_of_a_room_opens_no_program(room: Browser, case: Case, world: World) -> None:
    assert room.get("/account").status_code == 200
    account = world.session.exec(select(Account).where(Account.room_of == case.id)).one()
    secret = make_token(world.session, account.id, "Mine", datetime.now(UTC))
    program = Browser(world.session, token=secret)
    assert program.get(f"/api/v1/cases/{case.reference}").status_code == 401


def test_an_account_that_is_disabled_leaves_the_room_open(
    room: Browser, case: Case, world: World, signed_in_as: SignedInAs
) -> None:
    theirs = signed_in_as(world.employee)
    world.account(world.employee).disabled_at = datetime.now(UTC)
    assert theirs.get(f"/cases/{case.reference}").status_code == 303
    assert room.get(f"/cases/{case.reference}").status_code == 200


def test_it_sees_a_room_account_neither_in_its_list_nor_in_the_journal(
    room: Browser, case: Case, world: World, signed_in_as: SignedInAs
) -> None:
    assert room.get("/account").status_code == 200
    account = world.session.exec(select(Account).where(Account.room_of == case.id)).one()
    it = signed_in_as(world.it_admin)
    assert account.username not in it.post("/accounts", data={"words": "room-"}).text
    assert it.get(f"/accounts/{account.id}").status_code == 404
    assert str(account.id) not in str([each.facts for each in entries(world.session, None)])


def test_the_link_and_the_code_open_once(manager: Browser, case: Case, world: World) -> None:
    link, code = invited(manager, case)
    come_in(Browser(world.session), link, code)
    again = Browser(world.session)
    page = again.get(link)
    assert page.status_code == 404
    assert "This link opens nothing" in page.text
    assert case.reference not in page.text
    assert again.post(link, data={"code": code, "password": PASSWORD}).status_code == 404


def test_a_link_that_ran_out_says_so_and_nothing_else(
    manager: Browser, case: Case, world: World
) -> None:
    link, _ = invited(manager, case)
    stranger = Browser(world.session)
    page = stranger.get(link)
    assert page.status_code == 200
    for secret in (case.reference, world.employee.name, "disciplin", "suspend"):
        assert secret not in page.text
    with time_machine.travel(datetime.now(UTC) + timedelta(days=8)):
        assert stranger.get(link).status_code == 404
    assert stranger.get("/room/NOTHINGATALL").status_code == 404


def test_five_wrong_codes_end_it(manager: Browser, case: Case, world: World) -> None:
    link, code = invited(manager, case)
    wrong = "000000" if code != "000 000" else "000001"
    finder = Browser(world.session)
    for _ in range(4):
        told = finder.post(link, data={"code": wrong, "password": PASSWORD})
        assert "Check the six digits" in told.text
    assert "Too many wrong codes" in finder.post(link, data={"code": wrong, "password": "x"}).text
    assert finder.post(link, data={"code": code, "password": PASSWORD}).status_code == 404


def test_a_weak_password_is_refused_and_the_invitation_stays(
    manager: Browser, case: Case, world: World
) -> None:
    link, code = invited(manager, case)
    coming = Browser(world.session)
    told = coming.post(link, data={"code": code, "password": "short"})
    assert told.status_code == 422
    assert code in told.text
    come_in(coming, link, code)


def test_the_letter_is_printed_with_the_link_and_without_the_code(
    manager: Browser, case: Case
) -> None:
    place = f"/cases/{case.reference}/room"
    page = manager.post(f"{place}/invite", data=INVITED).text
    hidden = dict(re.findall(r'name="(invitation_id|token)" value="([^"]+)"', page))
    made = manager.post(f"{place}/letter", data=hidden)
    assert made.content.startswith(b"%PDF")
    other = manager.post(f"{place}/letter", data=hidden | {"token": "ABCDEFGHJKLMNPQRSTUV"})
    assert other.status_code == 404


def test_what_a_letter_says_is_typed_at_the_door(
    manager: Browser, case: Case, world: World
) -> None:
    link, _ = invited(manager, case)
    token = link.removeprefix("/room/")
    typed = "-".join(token[at : at + 4] for at in range(0, 20, 4)).lower()
    coming = Browser(world.session)
    assert coming.get("/room").status_code == 200
    assert coming.post("/room", data={"token": typed}).headers["location"] == link
    wrong = coming.post("/room", data={"token": "ABCD"})
    assert wrong.status_code == 401
    assert "Check the letters and numbers" in wrong.text


def test_only_hashes_are_kept(manager: Browser, case: Case, world: World) -> None:
    link, code = invited(manager, case)
    kept = world.session.exec(select(RoomInvitation)).one().model_dump_json()
    assert link.removeprefix("/room/") not in kept
    assert code.replace(" ", "") not in kept


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"code_by": "letter"}, "The link and the code go by different ways"),
        ({"link_by": "email", "address": "owen@home.example"}, "Casework has no mail server"),
        ({"known_by": ""}, "how you know that this reaches them"),
    ],
)
def test_what_would_not_be_safe_is_refused(
    manager: Browser, case: Case, told: dict[str, str], says: str
) -> None:
    answer = manager.post(f"/cases/{case.reference}/room/invite", data=INVITED | told)
    assert answer.status_code in {409, 422}
    assert says in answer.text


def test_nobody_is_invited_before_they_were_told(world: World, manager: Browser) -> None:
    case = world.case(Stage.INVESTIGATION)
    answer = manager.post(f"/cases/{case.reference}/room/invite", data=INVITED)
    assert answer.status_code == 409
    assert "The employee has been told of the case in writing" in answer.text


def test_closing_the_room_signs_out_at_once(room: Browser, manager: Browser, case: Case) -> None:
    assert "and are signed in now" in manager.get(f"/cases/{case.reference}/room").text
    manager.post(f"/cases/{case.reference}/close-room", data={"reason": "A letter was lost."})
    assert room.get(f"/cases/{case.reference}").headers["location"].startswith("/sign-in")
    assert "The room is closed" in manager.get(f"/cases/{case.reference}/room").text
    again = manager.post(f"/cases/{case.reference}/close-room", data={"reason": "Again."})
    assert "is closed already" in again.text


def test_the_room_ends_by_itself(room: Browser, case: Case) -> None:
    case.ending, case.stage = Ending.OUTCOME_GIVEN, Stage.CLOSED
    case.closed_at = datetime.now(UTC) - timedelta(days=20)
    assert room.get(f"/cases/{case.reference}").status_code == 200
    case.closed_at = datetime.now(UTC) - timedelta(days=30)
    assert room.get(f"/cases/{case.reference}").status_code == 303


def test_who_may_invite(world: World, case: Case, signed_in_as: SignedInAs) -> None:
    place = f"/cases/{case.reference}/room"
    assert signed_in_as(world.hearing_manager).get(place).status_code == 403
    assert signed_in_as(world.it_admin).get(place).status_code == 404
    assert signed_in_as(world.colleague).get(place).status_code == 404
    assert signed_in_as(world.employee).get(place).status_code == 403
