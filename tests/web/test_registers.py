"""The clearing registers in the browser: asked, decided, imported, and shown where they clear."""

from datetime import timedelta

import pytest
from sqlmodel import select

from casework.cases.stages import Stage
from casework.people.models import Person
from casework.policies.queries import versions
from casework.registers.importing import NAMES
from casework.registers.kinds import Register
from casework.registers.models import RegisterEntry
from casework.registers.queries import acknowledgements_of
from tests.conftest import SignedInAs
from tests.sheets import SHORT_DAY, Cell, Sheet, a_workbook, serial
from tests.told import CONDUCT_ON
from tests.trust import NUMBERS
from tests.web.reporting import sent
from tests.world import DAY, World, at

ASKED = {"kind": "2.1", "what": "A page for Year 9"}


def only_entry(world: World) -> RegisterEntry:
    world.session.expire_all()
    return world.session.exec(select(RegisterEntry)).one()


def granted(world: World, what: str = "A page for Year 9") -> RegisterEntry:
    before = CONDUCT_ON - timedelta(30)
    entry = RegisterEntry(
        person_id=world.employee.id,
        kind=Register.SITE,
        what=what,
        asked_on=before,
        granted=True,
        decided_on=before,
        decided_by="Ruth Calder",
        valid_from=before,
        recorded_by=world.case_manager.id,
        recorded_at=at(before),
    )
    world.session.add(entry)
    world.session.flush()
    return entry


def test_staff_ask_and_their_principal_decides(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.employee)
    assert "Permission for a site or account" in browser.get("/account/registers").text
    forged = ASKED | {"person_id": str(world.stranger.id)}
    assert browser.post("/account/registers", data=forged).status_code == 303
    entry = only_entry(world)
    assert entry.person_id == world.employee.id
    assert "Waits for a decision" in browser.get("/account/registers").text
    principal = signed_in_as(world.principal)
    assert "A page for Year 9" in principal.get("/registers/decide").text
    address = f"/registers/decide/{entry.id}"
    wrong = principal.post(address, data={"granted": "no", "valid_from": "2026-10-05"})
    assert wrong.status_code == 422
    assert "Say why it is refused" in wrong.text
    assert principal.post(address, data={"granted": "yes"}).status_code == 303
    assert only_entry(world).granted
    assert "Granted" in signed_in_as(world.employee).get("/account/registers").text


def test_somebody_elses_request_does_not_exist(world: World, signed_in_as: SignedInAs) -> None:
    signed_in_as(world.employee).post("/account/registers", data=ASKED)
    address = f"/registers/decide/{only_entry(world).id}"
    for who in (world.stranger, world.hearing_manager, world.employee, world.case_manager):
        assert signed_in_as(who).get(address).status_code == 404
        assert signed_in_as(who).post(address, data={"granted": "yes"}).status_code == 404
    assert signed_in_as(world.principal).get("/registers/decide/none").status_code == 404


def test_an_answer_left_open_is_said_at_its_field(world: World, signed_in_as: SignedInAs) -> None:
    answer = signed_in_as(world.employee).post("/account/registers", data={"what": "A page"})
    assert answer.status_code == 422
    assert "the register" in answer.text
    assert "A page" in answer.text


def test_a_version_is_acknowledged_under_ones_account(
    world: World, signed_in_as: SignedInAs
) -> None:
    version = versions(world.session)[0]
    browser = signed_in_as(world.employee)
    told = {"version_id": str(version.id)}
    assert browser.post("/account/registers/read", data=told).status_code == 303
    assert version.id in acknowledgements_of(world.session, world.employee.id)
    assert "Read " in browser.get("/account/registers").text


def test_hr_keeps_the_registers(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.case_manager)
    told = ASKED | {"person_id": str(world.employee.id)}
    assert browser.post("/registers/new", data=told).status_code == 303
    site = browser.get("/registers?register=2.1").text
    assert "A page for Year 9" in site
    assert '<option value="2.1" selected>' in site
    assert "A page for Year 9" not in browser.get("/registers?register=3.8").text
    covers = {"kind": "3.8", "covers_from": "1 Sep 2025"}
    assert browser.post("/registers/covers", data=covers).status_code == 303
    assert "said by Nadia Farrow" in browser.get("/registers").text
    assert browser.get("/registers/new").status_code == 200


def test_hr_records_who_signed_on_paper(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.case_manager)
    version = versions(world.session)[0]
    assert version.named in browser.get("/registers/acknowledged").text
    told = {"person_id": str(world.employee.id), "version_id": str(version.id)}
    assert browser.post("/registers/acknowledged", data=told).status_code == 303
    assert version.id in acknowledgements_of(world.session, world.employee.id)
    late = browser.post("/registers/acknowledged", data=told | {"acknowledged_on": "1 Jan 2099"})
    assert late.status_code == 422
    assert "Enter a day that is not in the future" in late.text


def test_a_file_is_imported_or_its_wrong_lines_are_named(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.case_manager)
    good = "2.1,101,Year 4 page,1 Sep 2025,yes,3 Sep 2025,Ruth Calder,,,,"
    heading = ",".join(NAMES)
    wrong = f"{heading}\n{good}\n2.1,999,A page,1 Sep 2025,yes,3 Sep 2025,Ruth Calder,,,,"
    files = {"file": ("registers.csv", wrong.encode(), "text/csv")}
    answer = browser.post("/registers/import", files=files)
    assert answer.status_code == 422
    assert "Line 3: 999 is nobody’s staff number" in answer.text
    assert world.session.exec(select(RegisterEntry)).all() == []
    files = {"file": ("registers.csv", f"{heading}\n{good}".encode(), "text/csv")}
    assert browser.post("/registers/import", files=files).status_code == 303
    assert only_entry(world).what == "Year 4 page"


def test_acknowledgements_come_as_a_workbook_too(world: World, signed_in_as: SignedInAs) -> None:
    version = versions(world.session)[0]
    heading = ["staff_number", "policy", "version", "acknowledged_on"]
    rows: list[list[str | Cell]] = [
        [NUMBERS["employee"], version.title, version.version, Cell(serial(DAY), SHORT_DAY)],
        ["999", version.title, version.version, "soon"],
    ]
    browser = signed_in_as(world.case_manager)
    files = {"file": ("read.xlsx", a_workbook(Sheet([heading, *rows])), "")}
    wrong = browser.post("/registers/import", files=files)
    assert wrong.status_code == 422
    assert "Row 3, column D (acknowledged_on): " in wrong.text
    files = {"file": ("read.xlsx", a_workbook(Sheet([heading, rows[0]])), "")}
    assert browser.post("/registers/import", files=files).status_code == 303
    assert version.id in acknowledgements_of(world.session, world.employee.id)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused(world: World, signed_in_as: SignedInAs, content: bytes) -> None:
    files = {"file": ("registers.csv", content, "text/csv")}
    answer = signed_in_as(world.case_manager).post("/registers/import", files=files)
    assert answer.status_code == 422


@pytest.mark.parametrize("place", ["", "/new", "/import", "/acknowledged"])
def test_only_hr_keeps_the_registers(world: World, signed_in_as: SignedInAs, place: str) -> None:
    path = f"/registers{place}"
    for who in (world.employee, world.principal, world.it_admin):
        assert signed_in_as(who).get(path).status_code == 403
        if place:
            assert signed_in_as(who).post(path, data=ASKED).status_code == 403


def test_triage_shows_the_entry_of_the_day_of_the_post(
    world: World, signed_in_as: SignedInAs
) -> None:
    granted(world)
    person = world.session.get_one(Person, world.employee.id)
    person.acknowledged_policy_on = CONDUCT_ON
    reference = sent(world, signed_in_as(world.reporter))
    shown = signed_in_as(world.case_manager).get(f"/reports/{reference}").text
    assert "Clearing registers" in shown
    assert "Entry found: A page for Year 9" in shown
    assert "No entry found; nobody has said from when the register is complete" in shown
    assert "The staff file says that a policy was acknowledged on Mon 21 Sep" in shown


def test_the_investigation_page_shows_it_too_and_the_hearing_does_not(
    world: World, signed_in_as: SignedInAs
) -> None:
    granted(world)
    case = world.case(Stage.INVESTIGATION)
    officer = signed_in_as(world.investigating_officer).get(f"/cases/{case.reference}").text
    assert "Entry found: A page for Year 9" in officer
    heard = world.case(Stage.HEARING)
    panel = signed_in_as(world.hearing_manager).get(f"/cases/{heard.reference}").text
    assert "A page for Year 9" not in panel


def test_over_json_the_same(world: World, api_as: SignedInAs) -> None:
    made = api_as(world.employee).post("/api/v1/registers/entries", json=ASKED)
    assert made.status_code == 201
    address = f"/api/v1/registers/entries/{made.json()['id']}/decision"
    assert api_as(world.stranger).post(address, json={"granted": True}).status_code in {403, 404}
    assert api_as(world.principal).post(address, json={"granted": True}).status_code == 201
    assert api_as(world.employee).get("/api/v1/registers/mine").json()[0]["granted"] is True
    assert api_as(world.employee).get("/api/v1/registers/entries").status_code == 403
    listed = api_as(world.case_manager).get("/api/v1/registers/entries?kind=2.1").json()
    assert [each["what"] for each in listed] == ["A page for Year 9"]
    wrong = api_as(world.case_manager).post("/api/v1/registers/import", json={"text": "a,b"})
    assert wrong.status_code == 422
    covers = {"kind": "3.8", "covers_from": "2025-09-01"}
    said = api_as(world.case_manager).post("/api/v1/registers/coverage", json=covers)
    assert said.status_code == 201
    version = str(versions(world.session)[0].id)
    read = {"version_id": version}
    done = api_as(world.employee).post("/api/v1/registers/acknowledgements", json=read)
    assert done.status_code == 201
    assert api_as(world.principal).get("/api/v1/registers/waiting").json() == []
