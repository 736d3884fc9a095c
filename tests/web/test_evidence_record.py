"""The pages of an item's record, and the doors that refuse what was not come by lawfully."""

import io
from typing import Any

import pytest
from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.attested import Confirmation, OnlineCheck
from casework.evidence.details import CaptureDetails
from casework.evidence.models import Capture
from casework.reports.attaching import AttachToReport
from casework.settings import settings
from tests.browser import Browser
from tests.commands.taking import LAWFUL, streamed
from tests.conftest import SignedInAs
from tests.documents.foreign import a_picture
from tests.told import COLLECTED
from tests.world import World

POST = a_picture(60, 60)
STOP = "Stop. Do not add it here"
Files = list[tuple[str, Any]]


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


@pytest.fixture
def officer(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.investigating_officer)


def base(case: Case) -> str:
    return f"/cases/{case.reference}/evidence"


def a_file() -> Files:
    return [("files", ("post.png", io.BytesIO(POST), "image/png"))]


def stored() -> int:
    return sum(each.is_file() for each in settings().store.rglob("*"))


def captures(world: World) -> list[Capture]:
    return list(world.session.exec(select(Capture)))


@pytest.mark.parametrize(
    ("answer", "field", "says"),
    [
        ({"collected.means": "false_account"}, "means", "UK GDPR, art 5(1)(a)"),
        ({"collected.means": "borrowed_login"}, "means", "Computer Misuse Act 1990, s.1"),
        ({"collected.means": "pressure"}, "means", "UK GDPR, art 5(1)(a)"),
        ({"collected.means": ""}, "means", "Say whether any of these was used"),
        ({"collected.access_route": ""}, "access_route", "Say how you came to see it"),
        ({"collected.access_route": "monitoring"}, "dpia_reference", "UK GDPR, art 35"),
        ({"collected.confirmed": ""}, "confirmed", "Confirm that it is what you saw"),
        ({"collected.suspected_image": ""}, "suspected_image", "Say whether any of it could be"),
    ],
)
def test_a_file_not_come_by_lawfully_is_refused_at_the_field_before_a_byte_is_kept(
    world: World, case: Case, officer: Browser, answer: dict[str, str], field: str, says: str
) -> None:
    before = stored()
    refused = officer.post(f"{base(case)}/add", data=COLLECTED | answer, files=a_file())
    assert refused.status_code == 422
    assert f'id="collected.{field}-e"' in refused.text
    assert says in refused.text
    one = officer.post(f"{base(case)}/files", data=COLLECTED | answer, files=a_file())
    assert (one.status_code, "questions above first" in one.text) == (422, True)
    assert (captures(world), stored()) == ([], before)


def test_what_was_answered_stays_when_a_file_is_refused(case: Case, officer: Browser) -> None:
    told = COLLECTED | {"collected.access_route": "monitoring", "collected.confirmed": ""}
    page = officer.post(f"{base(case)}/add", data=told, files=a_file()).text
    assert 'value="monitoring" checked' in page


@pytest.mark.parametrize("door", ["add", "files"])
def test_at_the_hard_stop_nothing_is_added_and_the_page_says_what_to_do(
    world: World, case: Case, officer: Browser, door: str
) -> None:
    before, told = stored(), COLLECTED | {"collected.suspected_image": "yes"}
    answer = officer.post(f"{base(case)}/{door}", data=told, files=a_file())
    assert answer.status_code == 422
    assert "may be a nude or sexual image of a child" in answer.text
    assert (captures(world), stored()) == ([], before)
    world.session.refresh(case)
    assert case.next_due == "Tell the police of a suspected image of a child"
    assert STOP in officer.get(f"{base(case)}/add").text


def test_an_item_is_confirmed_looked_for_and_graded_on_its_page(
    world: World, case: Case, officer: Browser
) -> None:
    officer.post(f"{base(case)}/add", data=COLLECTED, files=a_file())
    (capture,) = captures(world)
    place = f"{base(case)}/{capture.id}"
    page = officer.get(place).text
    for said in ("Cannot be graded yet", "What it does not prove", "This is what I saw"):
        assert said in page
    told = {"confirms": "saved", "words": "I watched it being saved."}
    assert officer.post(f"{place}/confirm", data=told).status_code == 303
    look = {"looked_on": "2026-09-30", "found": "removed"}
    assert officer.post(f"{place}/online-check", data=look).status_code == 303
    page = officer.get(place).text
    for said in ("I watched it being saved.", "No longer online", "can no longer be compared"):
        assert said in page


def test_a_correction_asks_for_its_reason_and_keeps_what_was_typed(
    world: World, case: Case, officer: Browser
) -> None:
    capture = world.capture(case, POST, "post.png")
    place = f"{base(case)}/{capture.id}"
    officer.post(f"{place}/details", data={"details.platform": "A forum"})
    changed = {"details.platform": "A chat", "details.account": "owen.p"}
    refused = officer.post(f"{place}/details", data=changed)
    assert (refused.status_code, 'id="reason-e"' in refused.text) == (422, True)
    assert 'value="A chat"' in refused.text
    assert 'value="owen.p"' in refused.text
    assert officer.post(f"{place}/details", data=changed | {"reason": "Misread"}).status_code == 303
    page = officer.get(place).text
    assert "Corrected the platform, from “A forum” to “A chat”. Reason: Misread" in page


@pytest.mark.parametrize(
    ("act", "told", "field"),
    [
        ("confirm", {"words": "Yes"}, "confirms"),
        ("online-check", {"looked_on": "the other day", "found": "yes"}, "looked_on"),
        ("online-check", {"looked_on": "2099-01-01", "found": "yes"}, "looked_on"),
        ("online-check", {"looked_on": "2026-09-30"}, "found"),
    ],
)
def test_a_wrong_answer_is_said_at_its_field_and_nothing_is_kept(
    world: World, case: Case, officer: Browser, act: str, told: dict[str, str], field: str
) -> None:
    capture = world.capture(case, POST, "post.png")
    answer = officer.post(f"{base(case)}/{capture.id}/{act}", data=told)
    assert (answer.status_code, f'id="{field}-e"' in answer.text) == (422, True)
    for kind in (Confirmation, OnlineCheck):
        assert world.session.exec(select(kind)).all() == []


def test_an_item_that_is_stopped_shows_what_to_do_and_nothing_else(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    world.exhibit(case, POST, name="post.png")
    manager, place = signed_in_as(world.case_manager), f"{base(case)}/E1"
    shown = manager.get(place).text
    assert "Stop, and close it to everybody" in shown
    assert manager.post(f"{place}/image-stop").status_code == 303
    page = manager.get(place).text
    assert STOP in page
    assert "<img" not in page
    assert "Take a copy" not in page
    assert manager.get(f"{place}/content?opened=2").status_code == 404
    taken = manager.post(f"{place}/copy", data={"reason": "For the police"})
    assert taken.status_code == 409
    assert "Tell the police" in manager.get(f"/cases/{case.reference}").text
    assert manager.get(f"{place}/image-stop-lift").status_code == 200
    advised = {"advised_by": "The police, today", "reason": "It is a cartoon"}
    assert manager.post(f"{place}/image-stop-lift", data=advised).status_code == 303
    assert "<img" in manager.get(place).text
    told = {"told": "The police", "advice": "Nothing to do"}
    answer = manager.post(f"/cases/{case.reference}/image-reported", data=told)
    assert answer.status_code == 303


def test_the_page_of_an_item_names_the_reporter_only_to_whoever_may_know(
    world: World, case: Case, signed_in_as: SignedInAs
) -> None:
    command = AttachToReport.of(streamed(case), CaptureDetails(), LAWFUL)
    world.perform(world.reporter, case, command)
    (capture,) = captures(world)
    for who, named in ((world.case_manager, True), (world.investigating_officer, False)):
        page = signed_in_as(who).get(f"{base(case)}/{capture.id}").text
        record = page.split('id="on-record"')[1].split('id="custody"')[0]
        assert "This is what I saw" in record
        assert (world.reporter.name in record) == named, who.name
        assert ("The person who reported it" in record) != named
