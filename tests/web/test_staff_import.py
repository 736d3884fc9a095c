"""The staff file by page: who joins, moves and leaves is shown before anything is changed."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from casework.access import TrustRole
from casework.journal import entries
from casework.people.models import Academy, Person, Place
from casework.people.queries import roles_in_trust
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.sheets import SHORT_DAY, ZEROS, Cell, Sheet, a_workbook, serial
from tests.trust import HEADING
from tests.world import World

COLUMNS = HEADING.replace(",acknowledged_policy_on", "") + ",left_on"
JOINER = "901,Ada,Quill,,,BIR,Birchfield Academy,Teacher,teacher,103,2026-12-01,dpo,"
MOVER = (
    "117,Zoe,Kestrel,zoe.kestrel@trust.example,01632 960117,BIR,Birchfield Academy,"
    "Head of Arts,teacher,103,2019-09-01,line_manager,"
)
LEAVER = (
    "108,Nadia,Farrow,nadia.farrow@trust.example,01632 960108,TVC,Tansley Vale central team,"
    "HR adviser,central,112,2019-09-01,hr_case_manager,2026-12-31"
)
WHOLE = "\n".join((COLUMNS, JOINER, MOVER, LEAVER))


def sent(browser: Browser, to: str, text: str | bytes, **told: str) -> Any:
    content = text.encode() if isinstance(text, str) else text
    return browser.post(to, data=told, files={"file": ("staff.csv", content, "text/csv")})


def seen_in(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


def person(world: World, number: str) -> Person | None:
    return world.session.exec(select(Person).where(Person.staff_number == number)).first()


def test_a_file_shows_its_changes_first_and_is_applied_when_it_is_sent_again(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case()
    browser = signed_in_as(world.hr_director)
    assert browser.get("/staff").status_code == 200
    shown = sent(browser, "/staff", WHOLE)
    assert shown.status_code == 200, shown.text
    for told in (
        "Ada Quill",
        "Paul Renshaw",
        "Ruth Calder",
        "Head of Music",
        "Head of Arts",
        "31 December 2026",
        "Leaves behind",
    ):
        assert told in shown.text
    assert case.reference in shown.text
    assert person(world, "901") is None
    seen = seen_in(shown.text)
    other = sent(browser, "/staff/apply", "\n".join((COLUMNS, JOINER)), seen=seen)
    assert (other.status_code, "not the file that was shown" in other.text) == (409, True)
    assert person(world, "901") is None
    assert sent(browser, "/staff/apply", WHOLE, seen=seen).status_code == 303
    zoe, nadia = person(world, "117"), person(world, "108")
    assert zoe
    assert nadia
    assert (zoe.job_title, nadia.left_on) == ("Head of Arts", date(2026, 12, 31))
    assert zoe.acknowledged_policy_on == date(2025, 9, 10)  # its column was not there
    assert entries(world.session, None, 1)[0].kind == "StaffImported"
    again = sent(browser, "/staff", WHOLE)
    assert "There is nothing to apply" in again.text


def test_a_role_that_is_new_waits_for_a_second_person(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.it_admin)
    shown = sent(browser, "/staff", "\n".join((COLUMNS, JOINER)))
    assert "Data protection officer" in shown.text
    told = sent(browser, "/staff/apply", "\n".join((COLUMNS, JOINER)), seen=seen_in(shown.text))
    assert told.status_code == 303
    ada = person(world, "901")
    assert ada
    assert roles_in_trust(world.session, ada.id) == frozenset()
    place = world.session.exec(select(Place).where(Place.person_id == ada.id)).one()
    assert (place.role, place.waits) == (TrustRole.DPO, True)


def test_whoever_may_know_of_no_case_is_told_of_none(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case()
    shown = sent(signed_in_as(world.it_admin), "/staff", WHOLE)
    assert "31 December 2026" in shown.text
    assert case.reference not in shown.text
    assert "/cases/" not in shown.text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{COLUMNS}\n{JOINER.replace('teacher,103', 'pilot,103')}", "Line 2: "),
        (f"{COLUMNS}\n{JOINER.replace(',103,', ',999,')}", "manager 999 is nobody"),
        (f"{COLUMNS}\n{JOINER.replace('BIR,', 'ELM,').replace('Birchfield', 'Elm')}", "ELM closes"),
        ("staff_number\n1", "the heading lacks"),
        (f"{COLUMNS},manager\n{JOINER},104", "the heading has more than once: manager"),
        (f"{COLUMNS},\n{JOINER},", "columns nobody knows: one without a name"),
        (b"\xff\xfe", "Line 1: this is not UTF-8"),
        (b"", "Choose a workbook (.xlsx) or a CSV file in UTF-8"),
    ],
)
def test_a_wrong_file_changes_nothing_and_names_the_line(
    world: World, signed_in_as: SignedInAs, text: str | bytes, says: str
) -> None:
    closed = Academy(code="ELM", name="Elm Academy", closed_on=date(2026, 8, 31))
    world.session.add(closed)
    world.session.flush()
    browser = signed_in_as(world.it_admin)
    for place in ("/staff", "/staff/apply"):
        answer = sent(browser, place, text) if text else browser.post(place, data={})
        assert answer.status_code == 422
        assert says in answer.text
    assert person(world, "901") is None


def test_a_workbook_is_shown_and_applied_as_text_is(world: World, signed_in_as: SignedInAs) -> None:
    heading, joiner = COLUMNS.split(","), JOINER.split(",")
    joined: list[str | Cell] = [Cell(901, ZEROS), *joiner[1:9], "103"]
    joined += [Cell(serial(date(2026, 12, 1)), SHORT_DAY), *joiner[11:]]
    browser = signed_in_as(world.hr_director)
    content = a_workbook(Sheet([heading, joined]))
    shown = sent(browser, "/staff", content)
    assert shown.status_code == 200, shown.text
    assert "Row 2, staff number 00901" in shown.text
    told = sent(browser, "/staff/apply", content, seen=seen_in(shown.text))
    assert told.status_code == 303, told.text
    ada = person(world, "00901")
    assert ada
    assert ada.employed_from == date(2026, 12, 1)
    joined[0], joined[8] = Cell(901), "pilot"
    wrong = sent(browser, "/staff", a_workbook(Sheet([heading, joined])))
    assert wrong.status_code == 422
    assert "Row 2, column I (worker_type): Choose worker type" in wrong.text
    joined[8] = "teacher"
    lost = sent(browser, "/staff", a_workbook(Sheet([heading, joined])))
    assert "Row 2: 901 is nobody’s, but 00901 is somebody’s" in lost.text
    assert person(world, "901") is None


def test_however_a_system_ends_its_lines_the_file_is_read(
    world: World, signed_in_as: SignedInAs
) -> None:
    for end in ("\r", "\r\n"):
        answer = sent(signed_in_as(world.it_admin), "/staff", f"{COLUMNS}{end}{JOINER}{end}")
        assert answer.status_code == 200
        assert "Ada Quill" in answer.text


def test_nobody_else_imports_staff(world: World, signed_in_as: SignedInAs) -> None:
    for who in (world.case_manager, world.chief_executive, world.stranger):
        browser = signed_in_as(who)
        assert browser.get("/staff").status_code == 403
        assert sent(browser, "/staff", WHOLE).status_code == 403
        assert sent(browser, "/staff/apply", WHOLE, seen="").status_code == 403


def test_over_json_the_same(world: World, api_as: SignedInAs) -> None:
    world.case()
    program = api_as(world.hr_director)
    diff = program.post("/api/v1/staff/dry-run", json={"text": WHOLE})
    assert diff.status_code == 200, diff.text
    kinds = {each["staff_number"]: each["kinds"] for each in diff.json()["rows"]}
    assert kinds["117"] == ["mover", "line"]
    assert kinds["108"] == ["leaver"]
    told = {"text": WHOLE, "seen": "x"}
    assert program.post("/api/v1/staff/import", json=told).status_code == 409
    told["seen"] = diff.json()["seen"]
    assert program.post("/api/v1/staff/import", json=told).json()["added"] == 1
    wrong = program.post("/api/v1/staff/dry-run", json={"text": "a,b"})
    assert "Line 1" in wrong.json()["answers"]["text"]
    refused = api_as(world.case_manager).post("/api/v1/staff/dry-run", json={"text": WHOLE})
    assert refused.status_code == 403
