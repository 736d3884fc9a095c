"""What the employee a case is about sees of it: nothing until told, then a page of their own."""

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.hearing_packs.models import PackStatus
from casework.journal import entries
from casework.outcomes.ladder import Sanction
from tests.conftest import SignedInAs
from tests.staging import hearing, outcome, pack, paper
from tests.world import DAY, World, at


def noticed(world: World) -> Case:
    case = world.case(Stage.HEARING, companion=world.stranger)
    world.allegation(case, notified_on=DAY)
    world.allegation(case, particulars="Never put to them", clause="2.6")
    hearing(world, case)
    return case


def test_before_they_are_told_there_is_nothing(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.INVESTIGATION)
    world.allegation(case)
    browser = signed_in_as(world.employee)
    for page in ("", "/allegations", "/letters", "/appeal", "/hearing/packs/1.pdf"):
        assert browser.get(f"/cases/{case.reference}{page}").status_code == 404
    assert case.reference not in browser.get("/report").text
    assert browser.get("/").headers["location"] == "/report"


@pytest.mark.parametrize("code", ["L-10", "L-36", "L-37"])
def test_what_is_written_to_them_without_an_outcome_is_theirs(
    world: World, signed_in_as: SignedInAs, code: str
) -> None:
    case = noticed(world)
    letter = paper(world, case, code)
    there = f"/cases/{case.reference}/letters/{letter.reference}.pdf"
    theirs = signed_in_as(world.employee)
    assert there in theirs.get(f"/cases/{case.reference}").text
    assert theirs.get(there).status_code == 200
    companion = signed_in_as(world.stranger).get(there).status_code
    assert companion == (200 if code == "L-10" else 403)  # what is alleged they know as well
    assert signed_in_as(world.reporter).get(there).status_code == 404


def test_their_home_is_their_case_from_then_on(world: World, signed_in_as: SignedInAs) -> None:
    case = noticed(world)
    browser = signed_in_as(world.employee)
    assert browser.get("/").headers["location"] == f"/cases/{case.reference}"
    page = browser.get(f"/cases/{case.reference}").text
    assert f"Your case {case.reference}" in page
    assert "called the academy a zoo" in page
    assert "Never put to them" not in page
    assert "/letters/L1.pdf" in page
    assert browser.get(f"/cases/{case.reference}/letters/L1.pdf").status_code == 200
    for hidden in (world.reporter.name, "Room 4, Tansley House"):
        assert (hidden in page) is (hidden != world.reporter.name)


def test_what_is_on_their_page_leads_there(world: World, signed_in_as: SignedInAs) -> None:
    case = noticed(world)
    place = f"/cases/{case.reference}"
    browser = signed_in_as(world.employee)
    for page in ("/allegations", "/letters", "/hearing", "/people"):
        answer = browser.get(f"{place}{page}")
        assert (answer.status_code, answer.headers["location"]) == (303, place)
    for page in ("/evidence", "/reports", "/activity", "/make-allegation"):
        assert browser.get(f"{place}{page}").status_code == 403


def test_that_they_open_the_pack_is_recorded(world: World, signed_in_as: SignedInAs) -> None:
    case = noticed(world)
    made = pack(world, case, PackStatus.FINAL)
    place = f"/cases/{case.reference}/hearing/packs/1.pdf"
    employee, companion = signed_in_as(world.employee), signed_in_as(world.stranger)
    assert employee.get(place).status_code == 403
    made.issue(world.case_manager.name, at())
    for reader in (employee, companion):
        assert place in reader.get(f"/cases/{case.reference}").text
        assert reader.get(place).content.startswith(b"%PDF")
    signed_in_as(world.hearing_manager).get(place)
    taken = [each for each in entries(world.session, case.id) if each.kind == "PackTaken"]
    names = [world.hearing_manager.name, world.stranger.name, world.employee.name]
    assert [each.actor_name for each in taken] == names
    assert taken[-1].sentence == "opened copy 1 of the hearing pack, edition 1"


def test_they_appeal_on_it(world: World, signed_in_as: SignedInAs) -> None:
    case = noticed(world)
    case.stage = Stage.OUTCOME
    letter = paper(world, case, "L-16").id
    place = f"/cases/{case.reference}"
    browser = signed_in_as(world.employee)
    assert f"{place}/appeal" not in browser.get(place).text, "the letter is not sent yet"
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING, letter_document_id=letter)
    assert f"{place}/appeal" in browser.get(place).text
    empty = browser.post(f"{place}/appeal", data={"grounds": " "})
    assert empty.status_code == 422
    assert "Say why, under one of these headings at least" in empty.text
    sent = browser.post(f"{place}/appeal", data={"grounds": "I was at work."})
    page = browser.get(sent.headers["location"]).text
    assert "Recorded:" in page
    assert "I was at work." in page
    assert f"{place}/appeal" not in page
    assert "Your appeal arrived. A hearing of it is being arranged." in page
    assert "Last day to appeal" not in page
    again = browser.post(f"{place}/appeal", data={"grounds": "Again."})
    assert again.status_code == 409
    assert "There is one appeal" in again.text


def test_a_companion_does_not_appeal_for_them(world: World, signed_in_as: SignedInAs) -> None:
    case = noticed(world)
    browser = signed_in_as(world.stranger)
    page = browser.get(f"/cases/{case.reference}").text
    assert f"You accompany {world.employee.name}" in page
    assert browser.get(f"/cases/{case.reference}/appeal").status_code == 403
