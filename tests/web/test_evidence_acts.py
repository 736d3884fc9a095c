"""Adding files to a case, and what is recorded about each."""

import io
from typing import Any

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.models import Capture, Exhibit
from casework.evidence.queries import Item, evidence_on
from casework.settings import settings
from casework.storage import store
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.documents.foreign import a_picture
from tests.told import COLLECTED
from tests.world import World

POST = a_picture(60, 60)


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


@pytest.fixture
def officer(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.investigating_officer)


def base(case: Case) -> str:
    return f"/cases/{case.reference}/evidence"


def files(*sent: tuple[str, bytes]) -> list[tuple[str, Any]]:
    return [("files", (name, io.BytesIO(content), "image/png")) for name, content in sent]


def kept(world: World, case: Case) -> list[Item]:
    return evidence_on(world.session, case.id)


def test_files_of_a_plain_form_are_all_kept(world: World, case: Case, officer: Browser) -> None:
    sent = files(("one.png", POST), ("two.png", POST + b"\x00"))
    answer = officer.post(f"{base(case)}/add", data=COLLECTED, files=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, base(case))
    assert {each.capture.name for each in kept(world, case)} == {"one.png", "two.png"}
    assert store().read(kept(world, case)[0].capture.key) in (POST, POST + b"\x00")


def test_a_refused_file_is_named_and_the_others_are_kept(
    world: World, case: Case, officer: Browser
) -> None:
    sent = files(("one.png", POST), ("empty.png", b""))
    answer = officer.post(f"{base(case)}/add", data=COLLECTED, files=sent)
    assert answer.status_code == 422
    assert "“empty.png” is empty" in answer.text
    assert [each.capture.name for each in kept(world, case)] == ["one.png"]
    assert "one.png" in answer.text


def test_the_same_form_twice_keeps_each_file_once(
    world: World, case: Case, officer: Browser
) -> None:
    once = {"once": "0b7a1c1e-6f0e-4f9f-9f55-0a8a5a1b2c3d"}
    for _ in range(2):
        sent = files(("one.png", POST), ("two.png", POST))
        answer = officer.post(f"{base(case)}/add", data=COLLECTED | once, files=sent)
        assert answer.status_code == 303
    assert len(kept(world, case)) == 2


def test_no_file_chosen_is_said_unless_the_page_sent_them_before(
    world: World, case: Case, officer: Browser
) -> None:
    assert officer.post(f"{base(case)}/add", data={"mine": "0"}).status_code == 422
    one = officer.post(f"{base(case)}/files", data=COLLECTED, files=files(("one.png", POST)))
    assert (one.status_code, "one.png" in one.text) == (200, True)
    assert "<html" not in one.text
    assert officer.post(f"{base(case)}/add", data={"mine": "0"}).status_code == 303


def test_one_file_that_cannot_be_kept_is_a_sentence(case: Case, officer: Browser) -> None:
    for sent, says in ((files(("a.png", b"")), "is empty"), ([], "Choose the file again")):
        answer = officer.post(f"{base(case)}/files", data=COLLECTED, files=sent)
        assert answer.status_code == 422
        assert answer.headers["content-type"].startswith("text/plain")
        assert says in answer.text


def test_too_many_files_at_once_are_refused_whole(
    world: World, case: Case, officer: Browser
) -> None:
    many = files(*[(f"{n}.png", POST) for n in range(settings().upload_files + 1)])
    answer = officer.post(f"{base(case)}/add", data=COLLECTED, files=many)
    assert (answer.status_code, kept(world, case)) == (422, [])


def test_a_disguised_file_is_kept_and_said(world: World, case: Case, officer: Browser) -> None:
    answer = officer.post(f"{base(case)}/files", data=COLLECTED, files=files(("invoice.pdf", POST)))
    assert "not what its name says" in answer.text
    assert not kept(world, case)[0].capture.is_shown


def test_nothing_is_added_to_a_closed_case_nor_by_who_may_not(
    world: World, signed_in_as: SignedInAs
) -> None:
    closed, open_case = world.case(Stage.CLOSED), world.case(Stage.HEARING)
    before = len(list(settings().store.rglob("*")))
    manager, panel = signed_in_as(world.case_manager), signed_in_as(world.panel_member)
    assert manager.get(f"{base(closed)}/add").status_code == 409
    assert manager.post(f"{base(closed)}/add", files=files(("a.png", POST))).status_code == 409
    assert panel.post(f"{base(open_case)}/files", files=files(("a.png", POST))).status_code == 403
    assert len(list(settings().store.rglob("*"))) == before


def test_an_item_is_described_and_says_what_it_does_not_prove(
    world: World, case: Case, officer: Browser
) -> None:
    capture = world.capture(case, POST, "post.png")
    place = f"{base(case)}/{capture.id}"
    told = {
        "details.platform": "A photo-sharing app",
        "details.captured_on": "2026-09-23",
        "details.access_route": "shown_by_someone",
    }
    answer = officer.post(f"{place}/details", data=told)
    assert answer.status_code == 303
    page = officer.get(answer.headers["location"]).text
    for said in ("A photo-sharing app", "Wed 23 Sep", "Shown to them by someone", "Recorded:"):
        assert said in page
    assert 'value="A photo-sharing app"' in officer.get(f"{place}/details").text


def test_a_wrong_detail_is_said_at_its_field_and_kept(
    world: World, case: Case, officer: Browser
) -> None:
    capture = world.capture(case, POST, "post.png")
    told = {"details.captured_on": "the day after", "details.platform": "An app"}
    answer = officer.post(f"{base(case)}/{capture.id}/details", data=told)
    assert answer.status_code == 422
    assert 'id="details.captured_on-e"' in answer.text
    assert 'href="#details.captured_on"' in answer.text
    assert 'value="An app"' in answer.text


def test_a_file_becomes_an_exhibit_once(world: World, case: Case, officer: Browser) -> None:
    capture = world.capture(case, POST, "post.png")
    place = f"{base(case)}/{capture.id}/admit"
    assert officer.post(place, data={"title": "The post"}).status_code == 422
    told = {"title": "The post", "description": "A post", "shows_pupil": "no"}
    answer = officer.post(place, data=told)
    assert answer.status_code == 303
    assert "E1 The post" in officer.get(answer.headers["location"]).text
    assert officer.get(place).headers["location"] == f"{base(case)}/E1"
    assert officer.post(place, data=told).headers["location"] == f"{base(case)}/E1"
    assert len([each for each in kept(world, case) if each.exhibit]) == 1


def test_the_address_says_which_item_it_is(world: World, case: Case, officer: Browser) -> None:
    """A form cannot be bent to another item by what it posts."""
    one, other = world.capture(case, POST, "one.png"), world.capture(case, POST, "two.png")
    told = {
        "capture_id": str(other.id),
        "title": "One",
        "description": "A post",
        "shows_pupil": "no",
    }
    assert officer.post(f"{base(case)}/{one.id}/admit", data=told).status_code == 303
    exhibit = next(each.exhibit for each in kept(world, case) if each.exhibit)
    assert exhibit.capture_id == one.id


def test_the_place_in_the_pack_is_decided_by_the_case_manager(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    exhibit = world.exhibit(case, POST, name="class.png", shows_pupil=True)
    place = f"{base(case)}/E1/pack-place"
    manager, panel = signed_in_as(world.case_manager), signed_in_as(world.panel_member)
    assert panel.get(place).status_code == 403
    assert "Needs redaction" in manager.get(f"{base(case)}/E1").text
    refused = manager.post(place, data={"in_pack": "yes"})
    assert (refused.status_code, "Enter the reason" in refused.text) == (422, True)
    answer = manager.post(place, data={"in_pack": "no", "reason": "E2 shows the same"})
    assert answer.status_code == 303
    assert world.session.get_one(Exhibit, exhibit.id).in_pack is False
    assert "E2 shows the same" in manager.get(f"{base(case)}/E1").text


def test_what_is_not_an_exhibit_has_no_place_in_the_pack(
    world: World, case: Case, signed_in_as: SignedInAs
) -> None:
    capture: Capture = world.capture(case, POST, "post.png")
    place = f"{base(case)}/{capture.id}"
    manager = signed_in_as(world.case_manager)
    assert manager.get(f"{place}/pack-place").headers["location"] == place
