"""The pages of redaction, as plain forms: the desk, the copies, the register of pseudonyms."""

import re

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.custody import chain
from casework.evidence.models import Exhibit, Handling
from casework.evidence.redacted import CopyStatus, copies_of
from casework.redaction import making, reading
from casework.redaction.queries import reading_of
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.redaction import originals
from tests.redaction.at_work import an_exhibit, checked, pupil, seen
from tests.redaction.originals import SECRET
from tests.world import World

PLACE = {
    "page": "1",
    "from_left": "10",
    "from_top": "60.5",
    "wide": "20",
    "high": "4",
    "reason": "PUPIL",
    "hidden_in": "every_copy",
}


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.HEARING)


@pytest.fixture
def manager(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.case_manager)


def desk_of(case: Case, exhibit: Exhibit) -> str:
    return f"/cases/{case.reference}/evidence/{exhibit.reference}/redact"


def opened(world: World, browser: Browser, place: str, exhibit: Exhibit) -> str:
    """Opened by its button, its words read; the address one is led to."""
    answer = browser.post(place)
    assert answer.status_code == 303
    found = reading_of(world.session, exhibit.capture_id)
    assert found
    reading.read(found.id)
    return str(answer.headers["location"])


def step(place: str, at: str, name: str) -> str:
    return f"{place}/{name}?{at.split('?')[1]}"


def test_nothing_is_seen_before_it_is_opened_and_opening_is_recorded(
    world: World, case: Case, manager: Browser
) -> None:
    exhibit = an_exhibit(world, case)
    place = desk_of(case, exhibit)
    page = manager.get(place).text
    assert "Open to redact" in page
    assert "<img" not in page
    at = opened(world, manager, place, exhibit)
    page = manager.get(at).text
    picture = re.search(r'<img src="([^"]+)"', page)
    assert picture
    assert manager.get(picture[1].replace("&amp;", "&")).headers["content-type"] == "image/png"
    assert chain(world.session, exhibit.capture_id)[0].reason == "To redact"
    assert SECRET in page


def test_a_place_is_typed_words_are_picked_and_both_are_listed(
    world: World, case: Case, manager: Browser
) -> None:
    exhibit = an_exhibit(world, case)
    place = desk_of(case, exhibit)
    at = opened(world, manager, place, exhibit)
    answer = manager.post(step(place, at, "place"), data=PLACE)
    assert answer.status_code == 303
    page = manager.get(answer.headers["location"]).text
    assert "Marked a place on page 1 to be hidden" in page
    words = {"page": "1", "words": ["1"], "reason": "THIRD_PARTY", "hidden_in": "every_copy"}
    assert manager.post(step(place, at, "words"), data=words).status_code == 303
    boxes = seen(world, exhibit).boxes
    assert sorted(each.from_top for each in boxes)[-1] == 60.5
    page = manager.get(f"{at}&box={boxes[0].id}").text
    assert "2 made, 0 to check" in page
    assert "Somebody who is not in the case" in page
    assert not re.findall(r">[^<]*(?:PUPIL|THIRD_PARTY)[^<]*<", page), "reasons are read, not codes"
    assert page.count("data-selected") == 1
    moved = PLACE | {"box_id": str(boxes[0].id), "from_left": "12"}
    del moved["page"]
    assert manager.post(step(place, at, "move"), data=moved).status_code == 303
    remove = {"box_id": str(boxes[1].id)}
    assert manager.post(step(place, at, "remove"), data=remove).status_code == 303
    assert [each.from_left for each in seen(world, exhibit).boxes] == [12]


def test_a_wrong_position_is_said_at_its_field_and_what_was_typed_stays(
    world: World, case: Case, manager: Browser
) -> None:
    exhibit = an_exhibit(world, case)
    place = desk_of(case, exhibit)
    at = opened(world, manager, place, exhibit)
    refused = manager.post(
        step(place, at, "place"), data=PLACE | {"from_left": "120", "wide": "abc"}
    )
    assert refused.status_code == 422
    assert 'href="#p-from_left"' in refused.text
    assert 'id="p-from_left-e"' in refused.text
    assert 'value="abc"' in refused.text
    assert seen(world, exhibit).boxes == []
    blank = manager.post(step(place, at, "words"), data={"page": "1", "reason": "PUPIL"})
    assert blank.status_code == 422
    assert 'id="w-words-e"' in blank.text


def test_suggestions_must_be_decided_before_a_copy_is_made(
    world: World, case: Case, manager: Browser
) -> None:
    pupil(world, case)
    exhibit = an_exhibit(world, case)
    place = desk_of(case, exhibit)
    at = opened(world, manager, place, exhibit)
    page = manager.get(at).text
    assert "1 more place to check" in page
    assert f"“{SECRET}”, line 1" in page
    refused = manager.post(step(place, at, "make"), data={"audience": "panel_and_employee"})
    assert refused.status_code == 409
    assert "Every place where a name may stand" in refused.text
    decided = {
        "page": "1",
        "first": "1",
        "last": "1",
        "hide": "true",
        "reason": "PUPIL",
        "pseudonym": "Pupil A",
    }
    assert manager.post(step(place, at, "suggestion"), data=decided).status_code == 303
    answer = manager.post(step(place, at, "make"), data={"audience": "panel_and_employee"})
    assert answer.status_code == 303
    assert "Making the copy" in manager.get(answer.headers["location"]).text
    making.make(copies_of(world.session, exhibit.capture_id)[0].id)
    page = manager.get(at).text
    assert "Checked, not released" in page
    assert "Ready" in manager.get(step(place, at, "job")).text


def test_a_copy_is_looked_at_and_released_by_a_second_person(
    world: World, case: Case, manager: Browser, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.INVESTIGATION)
    exhibit = an_exhibit(world, case)
    copy = checked(world, case, exhibit)
    place = f"/cases/{case.reference}/evidence/E1/copies/1"
    page = manager.get(place).text
    assert "Ask a second person" in page
    assert "<img" not in page
    assert manager.post(f"{place}/release").status_code == 303
    assert copy.status == "checked"
    officer = signed_in_as(world.investigating_officer)
    shown = officer.post(f"{place}/look").headers["location"]
    page = officer.get(shown).text
    assert re.search(r"<li>Page 1: [^<]*a pupil</li>", page)
    picture = re.search(r'<img src="([^"]+)"', page)
    assert picture
    assert officer.get(picture[1]).headers["content-type"] == "image/png"
    assert manager.get(picture[1]).status_code == 404, "each opens it for themselves"
    original = f"/cases/{case.reference}/evidence/E1/pages/1?{shown.split('?')[1]}"
    assert officer.get(original).status_code == 404, "a copy opened is no original opened"
    assert officer.post(f"{place}/release").status_code == 303
    assert copy.status == "released"
    assert "Redacted copy 1" in manager.get(f"/cases/{case.reference}/evidence/E1").text


def test_a_released_copy_is_taken_away_under_a_name_without_names(
    world: World, manager: Browser
) -> None:
    case = world.case(Stage.INVESTIGATION)
    copy = checked(world, case, an_exhibit(world, case), world.investigating_officer)
    place = f"/cases/{case.reference}/evidence/E1/copies/1"
    assert manager.post(f"{place}/release").status_code == 303
    refused = manager.post(f"{place}/take", data={"reason": " "})
    assert refused.status_code == 422
    assert 'id="take-reason-e"' in refused.text
    sent = manager.post(f"{place}/take", data={"reason": "For the officer"})
    called = f'attachment; filename="{case.reference}-E1-redacted-1.pdf"'
    assert sent.headers["content-disposition"] == called
    assert sent.content.startswith(b"%PDF")
    assert chain(world.session, copy.capture_id)[0].handling is Handling.COPY_TAKEN
    assert manager.post(f"{place}/withdraw", data={"reason": "A face"}).status_code == 303
    assert copy.status is CopyStatus.WITHDRAWN


@pytest.mark.parametrize("more", ["", "/job"])
def test_who_may_not_redact_gets_no_desk(
    world: World, case: Case, signed_in_as: SignedInAs, more: str
) -> None:
    place = desk_of(case, an_exhibit(world, case, originals.plain())) + more
    assert signed_in_as(world.stranger).get(place).status_code == 404
    assert signed_in_as(world.note_taker).get(place).status_code == 403
    assert signed_in_as(world.hearing_manager).get(place).status_code == 403


@pytest.mark.parametrize("number", [2, 2**31 - 1])
def test_a_copy_that_is_not_there_is_not_found(
    world: World, case: Case, manager: Browser, number: int
) -> None:
    an_exhibit(world, case)
    place = f"/cases/{case.reference}/evidence/E1/copies/{number}"
    assert manager.get(place).status_code == 404
    assert manager.post(f"{place}/release").status_code == 404
    assert manager.get(f"{desk_of(case, an_exhibit(world, case))}?page=9").status_code == 200
