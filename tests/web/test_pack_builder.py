"""The contents of a pack on its page: order, what is left out and why, live numbers, comparing."""

from datetime import date

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted, ProcedureBreach, WrongAnswer
from casework.hearing_packs.arrangement import arrangement_of
from casework.hearing_packs.arranging import ArrangePack, LeaveOutOfPack, PutBackInPack
from casework.hearing_packs.beside import Beside
from casework.hearing_packs.contents import plan
from casework.hearing_packs.listing import Entry, listing
from casework.hearing_packs.models import PackStatus
from casework.hearing_packs.recipes import PackKind
from tests.conftest import SignedInAs
from tests.packing import J_COMPARATORS, approved
from tests.staging import pack, paper
from tests.web.test_packs import line
from tests.world import World, at


def entries(world: World, case: Case, letter: str) -> list[Entry]:
    told = listing(world.session, case, PackKind.MANAGEMENT, Beside(), at(hour=14))
    return [each for section in told if section.letter == letter for each in section.entries]


def test_a_document_is_moved_by_a_button_and_the_numbers_follow(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    first, second = world.exhibit(case), world.exhibit(case, b"Another", title="The other")
    made = pack(world, case, PackStatus.DRAFT)
    made.contents = [
        {**line("E1 The post", 5), "what": f"exhibit {first.capture_id}", "last": 9},
        {**line("E2 The other", 10), "what": f"exhibit {second.capture_id}", "last": 11},
    ]
    world.session.flush()
    was = entries(world, case, "E")
    assert [(each.exhibit, each.pages) for each in was] == [("E1", 5), ("E2", 2)]
    browser, place = signed_in_as(world.case_manager), f"/cases/{case.reference}/hearing"
    page = browser.get(place).text
    assert "Move E2 The other up" in page
    answer = browser.post(f"{place}/order", data={"what": was[1].what, "move": "up"})
    assert answer.headers["location"] == f"{place}#{was[1].anchor}"
    now = entries(world, case, "E")
    assert [each.exhibit for each in now] == ["E2", "E1"]
    assert now[0].first == was[0].first
    assert now[1].first == was[0].first + 2
    told = plan(world.session, case, made, Beside(), at(hour=14))
    titles = [item.title for each in told.sections if each.letter == "E" for item in each.items]
    assert titles == ["E2 The other", "E1 The post"]
    browser.post(f"{place}/order", data={"what": was[1].what, "move": "1"})
    assert [each.exhibit for each in entries(world, case, "E")] == ["E1", "E2"]
    assert browser.post(f"{place}/order", data={"what": "no", "move": "up"}).status_code == 404


def test_a_letter_is_left_out_with_a_reason_that_both_sides_read_and_put_back(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    letter = paper(world, case, "L-05")
    what = f"paper {letter.id}"
    browser, base = signed_in_as(world.case_manager), f"/cases/{case.reference}"
    form = f"{base}/leave-out-of-pack?kind=management&what={what}"
    assert "A paper" in browser.get(form).text
    empty = browser.post(f"{base}/leave-out-of-pack", data={"what": what})
    assert empty.status_code == 422
    assert what in empty.text
    told = {"kind": "management", "what": what, "reason": "It is about another matter"}
    assert browser.post(f"{base}/leave-out-of-pack", data=told).status_code == 303
    (out,) = entries(world, case, "G")
    assert (out.out, out.first) == ("It is about another matter", 0)
    page = browser.get(f"{base}/hearing").text
    assert "Left out: It is about another matter" in page
    made = plan(world.session, case, pack(world, case), Beside(), at(hour=14))
    assert not [item for each in made.sections if each.letter == "G" for item in each.items]
    assert "A paper: It is about another matter" in str(made.sections)
    back = browser.post(f"{base}/put-back-in-pack", data={"kind": "management", "what": what})
    assert back.status_code == 303
    assert arrangement_of(world.session, case.id, PackKind.MANAGEMENT).left_out == {}


def test_what_must_be_in_a_pack_is_not_left_out_and_a_stranger_s_paper_is_not_there(
    world: World,
) -> None:
    case, other = world.case(Stage.HEARING), world.case(Stage.HEARING)
    notice, theirs = paper(world, case, "L-12"), paper(world, other, "L-05")
    for what, refusal in (
        (f"paper {notice.id}", WrongAnswer),
        ("Chronology", WrongAnswer),
        (f"paper {theirs.id}", NotFound),
        ("paper nothing", NotFound),
    ):
        asked = LeaveOutOfPack(what=what, reason="Not needed")
        with pytest.raises(refusal):
            world.perform(world.case_manager, case, asked)
    with pytest.raises(WrongAnswer):
        world.perform(world.case_manager, case, PutBackInPack(what="Chronology"))
    with pytest.raises(WrongAnswer):
        world.perform(world.case_manager, case, ArrangePack(order=["People", "People"]))
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, case, ArrangePack(order=["People"]))


def test_an_issued_pack_is_not_put_in_another_order(world: World) -> None:
    case = world.case(Stage.HEARING)
    pack(world, case).issue("Nadia Farrow", at())
    world.session.flush()
    for asked in (ArrangePack(order=["People"]), LeaveOutOfPack(what="notes x", reason="No")):
        with pytest.raises(ProcedureBreach):
            world.perform(world.case_manager, case, asked)


def test_whoever_reads_the_pack_sees_no_way_to_change_it(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    world.exhibit(case)
    place = f"/cases/{case.reference}/hearing"
    chair = signed_in_as(world.hearing_manager)
    assert "hearing/order" not in chair.get(place).text
    assert chair.post(f"{place}/order", data={"what": "x", "move": "up"}).status_code == 403
    stranger = signed_in_as(world.stranger)
    assert stranger.post(f"{place}/order", data={"what": "x"}).status_code == 404


def test_every_kind_of_pack_has_its_own_contents(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.APPEAL)
    approved(world, PackKind.APPEAL, J_COMPARATORS)
    browser = signed_in_as(world.case_manager)
    page = browser.get(f"/cases/{case.reference}/hearing?kind=appeal").text
    assert "Allegations and policies" in page
    assert 'name="kind" value="appeal"' in page
    assert "The notice of the appeal hearing has been sent before its pack is made" in page


def test_two_editions_are_compared_on_a_page_of_their_own(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    first = pack(world, case, PackStatus.DRAFT)
    second = pack(world, case, PackStatus.DRAFT, edition=2)
    first.contents, second.contents = [line("A letter", 4)], [line("A post", 4)]
    world.session.flush()
    browser, place = signed_in_as(world.case_manager), f"/cases/{case.reference}/hearing/compare"
    page = browser.get(place).text
    assert "What changed since draft 1" in page
    other_way = browser.get(f"{place}?since=2&edition=1").text
    assert "What changed since draft 2" in other_way
    assert browser.get(f"{place}?since=7&edition=1").status_code == 404
    assert signed_in_as(world.stranger).get(place).status_code == 404


def test_documents_out_of_the_order_of_their_days_are_pointed_out(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    early, late = paper(world, case, "L-05"), paper(world, case, "L-06")
    late.issued_at = at(date(2026, 11, 2))
    world.session.flush()
    order = [f"paper {late.id}", f"paper {early.id}"]
    world.perform(world.case_manager, case, ArrangePack(order=order))
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}/hearing").text
    assert "Correspondence: not in the order of the days" in page
