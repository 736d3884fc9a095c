"""What the employee sends from their room, and what HR records of it on paper."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.evidence.models import Capture
from casework.journal import entries
from casework.room.models import EmployeePaper, StatementDraft
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.web.roomers import come_in, invited
from tests.web.test_own_case import noticed
from tests.world import DAY, World

WAITING = "Look at what the employee sent"
PNG = b"A message"
SENT = {
    "what": "document",
    "title": "Messages of that day",
    "suspected_image": "no",
    "confirmed": "yes",
}


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


def test_what_they_send_is_in_custody_and_theirs(
    room: Browser, manager: Browser, case: Case, world: World
) -> None:
    place = f"/cases/{case.reference}"
    answer = room.post(f"{place}/my-papers", data=SENT, files={"files": ("chat.txt", PNG)})
    assert answer.status_code == 303
    assert "Messages of that day" in room.get(place).text
    kept = world.session.exec(select(EmployeePaper)).one()
    item = world.session.get_one(Capture, kept.capture_id)
    assert item.details["obtained_from"] == "The employee"
    assert "Not looked at yet" in manager.get(f"{place}/room").text
    assert WAITING in manager.get(place).text
    assert WAITING not in room.get(place).text
    for hidden in (f"{place}/evidence", f"{place}/evidence/{item.id}"):
        assert room.get(hidden).status_code == 403
    assert "EmployeePaperReceived" in {each.kind for each in entries(world.session, case.id)}


def test_what_would_harm_is_refused_at_the_door(room: Browser, case: Case, world: World) -> None:
    place = f"/cases/{case.reference}/my-papers"
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"
    answer = room.post(place, data=SENT, files={"files": ("a.svg", drawing)})
    assert answer.status_code == 422
    assert "Nothing of it was kept" in answer.text
    stopped = room.post(
        place, data=SENT | {"suspected_image": "yes"}, files={"files": ("a.txt", PNG)}
    )
    assert "Nothing was sent" in stopped.text
    nothing = room.post(place, data={"title": "Kept words"})
    assert nothing.status_code == 422
    assert "Kept words" in nothing.text
    assert world.session.exec(select(EmployeePaper)).all() == []


def test_what_nobody_has_looked_at_is_taken_back(
    room: Browser, manager: Browser, case: Case, world: World
) -> None:
    place = f"/cases/{case.reference}"
    room.post(f"{place}/my-papers", data=SENT, files={"files": ("chat.txt", PNG)})
    kept = world.session.exec(select(EmployeePaper)).one()
    number = str(kept.id)
    taken = room.post(f"{place}/my-paper-withdrawn", data={"paper_id": number})
    assert taken.status_code == 303
    assert "Taken back" in manager.get(f"{place}/room").text
    shown = manager.post(f"{place}/evidence/{kept.capture_id}/show")
    assert shown.status_code == 409
    again = room.post(f"{place}/my-paper-withdrawn", data={"paper_id": number})
    assert "taken back before" in again.text


def test_what_hr_has_looked_at_stays(
    room: Browser, manager: Browser, case: Case, world: World
) -> None:
    place = f"/cases/{case.reference}"
    room.post(f"{place}/my-papers", data=SENT, files={"files": ("chat.txt", PNG)})
    kept = world.session.exec(select(EmployeePaper)).one()
    number, item = str(kept.id), str(kept.capture_id)
    manager.post(f"{place}/evidence/{item}/show")
    answer = room.post(f"{place}/my-paper-withdrawn", data={"paper_id": number})
    assert answer.status_code == 409
    assert "Nobody has looked at it yet" in answer.text
    assert "HR has looked at it" in room.get(place).text
    assert WAITING not in manager.get(place).text


def test_a_statement_is_kept_while_it_is_written_and_read_by_nobody_else(
    room: Browser, manager: Browser, case: Case, world: World
) -> None:
    place = f"/cases/{case.reference}/my-statement"
    room.post(f"{place}/draft", data={"words": "I was at"})
    assert "I was at" in room.get(place).text
    assert "I was at" not in manager.get(f"/cases/{case.reference}/room").text
    half = room.post(place, data={"words": "I was at work.", "signed_as": "Owen Pryce"})
    assert half.status_code == 422
    assert "I was at work." in half.text
    told = {"words": "I was at work.", "signed_as": "Owen Pryce", "is_true": "yes"}
    assert room.post(place, data=told).status_code == 303
    assert "I was at work." in room.get(f"/cases/{case.reference}").text
    assert world.session.exec(select(StatementDraft)).all() == []
    kept = world.session.exec(select(EmployeePaper)).one()
    assert kept.signed_as == "Owen Pryce"
    assert world.session.get_one(Capture, kept.capture_id).name == "statement.pdf"


def test_the_paper_route_is_equal(manager: Browser, case: Case, world: World) -> None:
    place = f"/cases/{case.reference}/employee-papers"
    assert manager.get(place).status_code == 200
    told = SENT | {"received_on": "2026-10-05", "received_how": "by post"}
    answer = manager.post(place, data=told, files={"files": ("scan.txt", PNG)})
    assert answer.headers["location"] == f"/cases/{case.reference}/room"
    kept = world.session.exec(select(EmployeePaper)).one()
    assert (kept.given_on, kept.given_how) == (DAY, "by post")
    page = manager.get(f"/cases/{case.reference}/room").text
    for act in ("companion", "adjustment", "postponement-request", "notes-answer"):
        assert f"/cases/{case.reference}/{act}" in page


def test_that_a_letter_was_opened_is_told_to_both(
    room: Browser, manager: Browser, case: Case
) -> None:
    place = f"/cases/{case.reference}"
    assert "not opened yet" in room.get(place).text
    assert "not opened here" in manager.get(f"{place}/room").text
    assert room.get(f"{place}/letters/L1.pdf").status_code == 200
    assert "you opened it" in room.get(place).text
    assert "opened here" not in manager.get(f"{place}/room").text


def test_nothing_of_others_is_in_the_room(
    room: Browser, case: Case, world: World, signed_in_as: SignedInAs
) -> None:
    """No reporter, no evidence that was not disclosed, no words of HR or of witnesses."""
    world.exhibit(case, title="A message of a colleague")
    page = room.get(f"/cases/{case.reference}").text
    for secret in (world.reporter.name, "A message of a colleague", "Never put to them"):
        assert secret not in page
    for hidden in ("reports", "evidence", "witnesses", "activity", "looked", "investigation"):
        assert room.get(f"/cases/{case.reference}/{hidden}").status_code == 403, hidden


def test_a_companion_sends_nothing_for_them(
    case: Case, world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.stranger)
    assert "What you sent" not in browser.get(f"/cases/{case.reference}").text
    for act in ("my-statement", "my-papers", "my-paper-withdrawn"):
        assert browser.get(f"/cases/{case.reference}/{act}").status_code == 403


def test_nothing_is_sent_to_a_case_that_is_closed(room: Browser, case: Case, world: World) -> None:
    case.ending, case.stage = Ending.OUTCOME_GIVEN, Stage.CLOSED
    case.closed_at = datetime.now(UTC)
    place = f"/cases/{case.reference}"
    assert "What you sent" not in room.get(place).text, "nothing was sent, and nothing can be"
    answer = room.post(f"{place}/my-papers", data=SENT, files={"files": ("chat.txt", PNG)})
    assert answer.status_code == 409
    assert "The case is not closed" in answer.text
