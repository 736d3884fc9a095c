"""Packs on their page: a draft for whoever makes it, the issued one for both sides."""

import re
from datetime import UTC, datetime, timedelta

from casework.cases.stages import Stage
from casework.documents.progress import Making
from casework.hearing_packs.models import PackStatus
from casework.hearing_packs.queries import packs_of
from tests.conftest import SignedInAs
from tests.staging import pack
from tests.world import World, at


def test_a_final_pack_is_for_whoever_makes_it_and_an_issued_one_for_both_sides(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    made = pack(world, case)
    place = f"/cases/{case.reference}/hearing"
    address = f"{place}/packs/{made.edition}.pdf"
    manager, chair = signed_in_as(world.case_manager), signed_in_as(world.hearing_manager)
    assert address in manager.get(place).text
    assert address not in chair.get(place).text
    assert chair.get(address).status_code == 403
    made.issue("Nadia Farrow", at())
    assert manager.get(address).headers["content-type"] == "application/pdf"
    for reader in (chair, signed_in_as(world.note_taker)):
        assert f"{place}/packs/1/read" in reader.get(place).text
        assert reader.get(address, follow_redirects=False).headers["location"].endswith("/read")
    assert signed_in_as(world.reporter).get(address).status_code == 404


def test_what_changed_between_two_editions_is_on_the_page_and_in_the_api(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    first = pack(world, case, PackStatus.DRAFT)
    second = pack(world, case, PackStatus.DRAFT, edition=2)
    first.contents, second.contents = (
        [line("A letter", 4)],
        [line("A letter", 9), line("A post", 4)],
    )
    world.session.flush()
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}/hearing").text
    assert "What changed since draft 1" in page
    assert "was on page 4, now on page 9" in page
    assert "A post" in page


def line(title: str, page: int) -> dict[str, object]:
    told = {"section": "E", "heading": "Exhibits", "title": title, "day": None, "description": ""}
    return {**told, "first": page, "last": page, "what": title, "sha256": "a" * 64}


def test_one_that_is_being_made_is_stopped_from_its_page(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    browser = signed_in_as(world.case_manager)
    place = f"/cases/{case.reference}/hearing"
    browser.post(f"{place}/packs", data={})
    assert "Stop making it" in browser.get(place).text
    answer = browser.post(f"{place}/packs/1/stop", data={"edition": "1"}, follow_redirects=True)
    assert "Nadia Farrow stopped it" in answer.text
    assert "Stop making it" not in answer.text


def test_after_it_is_issued_a_supplement_and_other_packs_are_made_here(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    made = pack(world, case)
    made.pages = 47
    made.issue("Nadia Farrow", at())
    world.session.flush()
    browser = signed_in_as(world.case_manager)
    place = f"/cases/{case.reference}/hearing"
    assert "It starts at page 48" in browser.get(place).text
    assert "Draft supplement" not in signed_in_as(world.hearing_manager).get(place).text
    refused = browser.post(f"{place}/packs", data={"kind": "appeal"})
    assert refused.status_code == 409
    assert "The notice of the appeal hearing has been sent before its pack is made" in refused.text
    assert browser.post(f"{place}/packs", data={"supplement": "yes"}).status_code in {200, 303}


def test_whoever_waits_sees_stage_pages_and_what_is_left_after_every_reload(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    browser = signed_in_as(world.case_manager)
    place = f"/cases/{case.reference}/hearing"
    browser.post(f"{place}/packs", data={})
    made = packs_of(world.session, case.id)[0]
    made.stage, made.percent, made.step = Making.LINKING, 60, "Putting the pages together"
    made.done = made.pages_done = 300
    made.total, made.tries, made.begun_at = 500, 2, datetime.now(UTC) - timedelta(seconds=6)
    world.session.flush()
    for address in (place, f"{place}/job"):
        told = browser.get(address).text
        assert "page 300 of 500" in told
        assert re.search(r"About [45] seconds left\.", told)
        assert "Try 2: the one before was cut off." in told
        assert "Going on: </span><b>Putting the pages together" in told
        assert "Look again" in told  # without a script


def test_one_that_was_not_made_says_why_and_is_tried_again_as_it_was_asked_for(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    browser = signed_in_as(world.case_manager)
    place = f"/cases/{case.reference}/hearing"
    browser.post(f"{place}/packs", data={})
    failed = packs_of(world.session, case.id)[0]
    why = "E3 cannot be put into the pack: it is locked"
    failed.status, failed.failure = PackStatus.FAILED, why
    world.session.flush()
    told = browser.get(place).text
    assert why in told
    assert "Try draft 1 again" in told
    again = browser.post(f"{place}/packs", data={"kind": "management"}, follow_redirects=True)
    assert "Making draft 2" in again.text
    assert "Not made" in again.text
