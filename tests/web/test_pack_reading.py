"""Reading a pack on its page: one's own copy, page by page, with notes that nobody else sees."""

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.hearing_packs.copies import copies_of_pack
from casework.hearing_packs.handing_out import DecideDownload
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.recalling import RecallPack, RecallPackCopy
from tests.conftest import SignedInAs
from tests.documents.reading import bare, words_in
from tests.staging import hearing, pack
from tests.world import DAY, World, at


def issued(world: World) -> tuple[Case, HearingPack, str]:
    case = world.case(Stage.HEARING)
    world.allegation(case, notified_on=DAY)
    hearing(world, case)
    made = pack(world, case)
    made.issue(world.case_manager.name, at())
    made.contents = [
        {"section": "E", "heading": "Exhibits", "title": "A post", "day": None, "description": ""}
        | {"first": 1, "last": 1, "what": "exhibit", "sha256": "a" * 64}
    ]
    world.session.flush()
    return case, made, f"/cases/{case.reference}/hearing/packs/1"


def test_the_panel_reads_on_a_page_and_sees_pictures(
    world: World, signed_in_as: SignedInAs
) -> None:
    _, _, place = issued(world)
    chair = signed_in_as(world.hearing_manager)
    assert chair.get(f"{place}/pages/1").status_code == 404, "not before it was opened"
    page = chair.get(f"{place}/read")
    assert "Page 1 of 1" in page.text
    assert f"{place}/read?page=1" in page.text
    assert f"Copy 1 · {world.hearing_manager.name}" in page.text
    assert "Hide screen" in page.text
    assert 'href="/blank"' in page.text
    assert f"{place}.pdf" not in page.text
    drawn = chair.get(f"{place}/pages/1")
    assert drawn.headers["content-type"] == "image/png"
    assert drawn.headers["cache-control"] == "no-store"
    assert chair.get(f"{place}/pages/2").status_code == 404


def test_the_employee_reads_and_saves_their_own_copy(
    world: World, signed_in_as: SignedInAs
) -> None:
    _, made, place = issued(world)
    theirs = signed_in_as(world.employee)
    assert f"{place}.pdf" in theirs.get(f"{place}/read").text
    saved = theirs.get(f"{place}.pdf").content
    assert bare(world.employee.name) in words_in(saved)
    assert saved == theirs.get(f"{place}.pdf").content
    (copy,) = copies_of_pack(world.session, made.id)
    assert copy.name == world.employee.name


def test_whoever_manages_the_case_reads_the_edition_itself(
    world: World, signed_in_as: SignedInAs
) -> None:
    _, made, place = issued(world)
    manager = signed_in_as(world.case_manager)
    assert "without a name on its pages" in manager.get(f"{place}/read").text
    assert manager.get(f"{place}/pages/1").status_code == 200
    assert copies_of_pack(world.session, made.id) == []


def test_a_reader_saves_a_copy_once_that_is_allowed(world: World, signed_in_as: SignedInAs) -> None:
    case, made, place = issued(world)
    chair = signed_in_as(world.hearing_manager)
    assert chair.get(f"{place}.pdf", follow_redirects=False).status_code == 303
    (copy,) = copies_of_pack(world.session, made.id)
    allowed = DecideDownload(copy_id=copy.id, may_download=True)
    world.perform(world.case_manager, case, allowed)
    assert chair.get(f"{place}.pdf").headers["content-type"] == "application/pdf"


def test_a_recalled_copy_is_closed_at_once(world: World, signed_in_as: SignedInAs) -> None:
    case, made, place = issued(world)
    chair = signed_in_as(world.hearing_manager)
    assert chair.get(f"{place}/read").status_code == 200
    (copy,) = copies_of_pack(world.session, made.id)
    recall = RecallPackCopy(copy_id=copy.id, reason="A page too many.")
    world.perform(world.case_manager, case, recall)
    closed = chair.get(f"{place}/read")
    assert closed.status_code == 403
    assert "This copy cannot be read any more" in closed.text
    for address in (f"{place}.pdf", f"{place}/pages/1"):
        assert chair.get(address).status_code == 409
    assert signed_in_as(world.employee).get(f"{place}/read").status_code == 200


def test_a_recalled_pack_is_closed_to_everybody_but_whoever_makes_packs(
    world: World, signed_in_as: SignedInAs
) -> None:
    case, _, place = issued(world)
    readers = [signed_in_as(each) for each in (world.hearing_manager, world.employee)]
    for each in readers:
        each.get(f"{place}/read")
    world.perform(world.case_manager, case, RecallPack(edition=1, reason="A page too many."))
    for each in readers:
        for address in ("/read", "/pages/1", ".pdf"):
            assert each.get(f"{place}{address}").status_code == 403
    manager = signed_in_as(world.case_manager)
    assert manager.get(f"{place}/read").status_code == 200
    assert "Recalled" in manager.get(f"/cases/{case.reference}/hearing").text


def test_a_note_is_seen_by_its_writer_alone_and_is_no_part_of_the_record(
    world: World, signed_in_as: SignedInAs
) -> None:
    case, _, place = issued(world)
    chair, manager = signed_in_as(world.hearing_manager), signed_in_as(world.case_manager)
    page = chair.get(f"{place}/read").text
    assert "no part of the record of the case" in page
    sent = {"page": "1", "words": "Ask her about Friday"}
    said = chair.post(f"{place}/notes", data=sent, follow_redirects=True)
    assert "Ask her about Friday" in said.text
    assert "Ask her about Friday" not in manager.get(f"{place}/read").text
    assert "Ask her about Friday" not in manager.get(f"/cases/{case.reference}/activity").text
    note = said.text.split('name="note_id" value="')[1].split('"')[0]
    sent = {"note_id": note, "page": "1"}
    assert manager.post(f"{place}/notes/remove", data=sent).status_code == 404
    gone = chair.post(f"{place}/notes/remove", data=sent, follow_redirects=True)
    assert gone.status_code == 200
    assert "Ask her about" not in gone.text


@pytest.mark.parametrize("words", ["", "a" * 4_500])
def test_a_note_that_cannot_be_kept_comes_back_with_its_words(
    world: World, signed_in_as: SignedInAs, words: str
) -> None:
    _, _, place = issued(world)
    chair = signed_in_as(world.hearing_manager)
    chair.get(f"{place}/read")
    answer = chair.post(f"{place}/notes", data={"page": "1", "words": words})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Write a note first" in answer.text or "at most" in answer.text


def test_a_stranger_finds_nothing(world: World, signed_in_as: SignedInAs) -> None:
    _, _, place = issued(world)
    stranger = signed_in_as(world.stranger)
    for address in ("/read", "/pages/1"):
        assert stranger.get(f"{place}{address}").status_code == 404
    assert stranger.post(f"{place}/notes", data={"words": "x"}).status_code == 404


def test_the_page_of_the_hearing_lists_the_copies(world: World, signed_in_as: SignedInAs) -> None:
    case, _, place = issued(world)
    signed_in_as(world.hearing_manager).get(f"{place}/read")
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}/hearing").text
    assert f"Copy 1: {world.hearing_manager.name}" in page
    assert "Opened" in page
    assert "Recall the pack" in page


def test_a_blank_page_hides_the_screen_where_no_script_runs(
    world: World, signed_in_as: SignedInAs
) -> None:
    page = signed_in_as(world.hearing_manager).get("/blank")
    assert page.status_code == 200
    assert "Casework" in page.text
