"""Old cases in the browser and over JSON: shown, sent again, kept, marked where they are read."""

from datetime import date
from typing import Any

from sqlmodel import select

from casework.cases.imported import ImportedCase
from casework.past.rows import NAMES
from casework.people.models import Person
from tests.browser import Browser
from tests.commands.test_importing_the_past import ORIGIN, WARNED, csv_of
from tests.conftest import SignedInAs
from tests.sheets import SHORT_DAY, Cell, Sheet, a_workbook, serial
from tests.trust import NUMBERS
from tests.world import World

ROW = WARNED | {"case_manager": NUMBERS["case_manager"]}
PAGE = "/settings/past"


def sent(browser: Browser, to: str, text: str | bytes, **told: str) -> Any:
    content = text.encode() if isinstance(text, str) else text
    files = {"file": ("old.csv", content, "text/csv")}
    return browser.post(to, data={"origin": ORIGIN} | told, files=files)


def test_a_file_is_shown_first_and_kept_when_the_same_one_is_sent_again(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.hr_director)
    assert "Import old cases" in browser.get("/settings").text
    assert "warning_months" in browser.get(PAGE).text
    assert browser.get(f"{PAGE}/example.csv").text.startswith("old_reference,")
    shown = sent(browser, PAGE, csv_of(ROW))
    assert shown.status_code == 200
    assert "HR/26/1" in shown.text
    assert "Counts today" in shown.text
    assert len(world.session.exec(select(ImportedCase)).all()) == 0
    seen = shown.text.partition('name="seen" value="')[2].partition('"')[0]
    other = sent(browser, f"{PAGE}/keep", csv_of(ROW | {"old_reference": "2"}), seen=seen)
    assert other.status_code == 422
    assert "This is not the file that was shown" in other.text
    assert sent(browser, f"{PAGE}/keep", csv_of(ROW), seen=seen).status_code == 303
    assert len(world.session.exec(select(ImportedCase)).all()) == 1
    _marked_where_it_is_read(world, signed_in_as)


def _marked_where_it_is_read(world: World, signed_in_as: SignedInAs) -> None:
    reader = signed_in_as(world.case_manager)
    for place in ("", "/decision", "/activity", "/clocks", "/letters"):
        answer = reader.get(f"/cases/P26-0001{place}")
        assert answer.status_code == 200, place
    page = reader.get("/cases/P26-0001").text
    assert f"Imported from {ORIGIN}" in page
    assert "HR/26/1" in page
    assert "before this case was imported" in reader.get("/cases/P26-0001/decision").text
    later = world.case()
    world.allegation(later)
    assert f"Imported from {ORIGIN} on" in reader.get(f"/cases/{later.reference}/warnings").text
    assert signed_in_as(world.hr_director).get("/cases/P26-0001").status_code == 200
    for who in (world.employee, world.colleague, world.principal, world.stranger, world.it_admin):
        assert signed_in_as(who).get("/cases/P26-0001").status_code == 404


def test_a_wrong_file_keeps_what_was_typed_and_names_each_cell(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.hr_director)
    answer = sent(browser, PAGE, csv_of(ROW | {"staff_number": "999"}))
    assert answer.status_code == 422
    assert "Line 2, staff_number: 999 is nobody" in answer.text
    assert f'value="{ORIGIN}"' in answer.text
    assert browser.post(PAGE, data={"origin": ORIGIN}).status_code == 422
    assert sent(browser, PAGE, csv_of(ROW), origin="").status_code == 422
    for content in (b"\xff\xfe", b"x" * 5_000_001):
        files = {"file": ("old.csv", content, "text/csv")}
        assert browser.post(PAGE, data={"origin": ORIGIN}, files=files).status_code == 422


def test_a_workbook_is_shown_and_kept_as_text_is(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.hr_director)
    cells: list[str | Cell] = [ROW.get(name, "") for name in NAMES]
    cells[NAMES.index("opened_on")] = Cell(serial(date(2026, 2, 2)), SHORT_DAY)
    cells[NAMES.index("warning_months")] = Cell(12)
    content = a_workbook(Sheet([NAMES, cells]))
    shown = sent(browser, PAGE, content)
    assert shown.status_code == 200, shown.text
    assert 'data-l="Row">2<' in shown.text
    seen = shown.text.partition('name="seen" value="')[2].partition('"')[0]
    assert sent(browser, f"{PAGE}/keep", content, seen=seen).status_code == 303
    kept = world.session.exec(select(ImportedCase)).one()
    assert (kept.origin, kept.old_reference) == (ORIGIN, "HR/26/1")
    assert "1 case" in sent(browser, PAGE, csv_of(ROW)).text  # text with the same words is known


def test_what_is_wrong_in_a_workbook_is_named_as_its_program_shows_it(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.hr_director)
    cells: list[str | Cell] = [ROW.get(name, "") for name in NAMES]
    cells[0], cells[1] = Cell(2, formula="1+1"), "999"
    serial_day = [*cells]
    serial_day[0], serial_day[3] = "HR/26/2", Cell(46_055)
    wrong = sent(browser, PAGE, a_workbook(Sheet([NAMES, cells, serial_day])))
    assert wrong.status_code == 422
    assert "Row 2, column A (old_reference): it holds a formula" in wrong.text
    assert "Row 3, column D (opened_on): Enter opened on as a date" in wrong.text
    assert f'value="{ORIGIN}"' in wrong.text
    several = sent(browser, PAGE, a_workbook(Sheet([NAMES]), Sheet([["x"]], "Notes")))
    assert (several.status_code, "Keep one sheet" in several.text) == (422, True)
    employee = world.session.get_one(Person, world.employee.id)
    employee.staff_number = f"00{NUMBERS['employee']}"
    world.session.flush()
    lost = sent(browser, PAGE, csv_of(ROW)).text
    assert f"{NUMBERS['employee']} is nobody’s, but 00{NUMBERS['employee']} is somebody’s" in lost


def test_the_example_can_be_sent_back(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.hr_director)
    text, book = (browser.get(f"{PAGE}/example.{each}") for each in ("csv", "xlsx"))
    assert "old-cases.xlsx" in book.headers["content-disposition"]
    for content in (text.content, book.content):
        shown = sent(browser, PAGE, content)
        assert shown.status_code == 200, shown.text
        assert "HR/2025/014" in shown.text


def test_the_page_is_for_the_director_of_hr(world: World, signed_in_as: SignedInAs) -> None:
    for who in (world.case_manager, world.it_admin, world.stranger):
        browser = signed_in_as(who)
        assert browser.get(PAGE).status_code == 403
        assert sent(browser, PAGE, csv_of(ROW)).status_code == 403
        assert sent(browser, f"{PAGE}/keep", csv_of(ROW), seen="").status_code == 403
        assert browser.get(f"{PAGE}/example.csv").status_code == 403
        assert browser.get(f"{PAGE}/example.xlsx").status_code == 403


def test_over_json_the_same(world: World, api_as: SignedInAs) -> None:
    program = api_as(world.hr_director)
    file = {"origin": ORIGIN, "text": csv_of(ROW)}
    would = program.post("/api/v1/past/dry-run", json=file)
    assert would.status_code == 200
    assert would.json()["would_be"][0]["warning_counts_today"] is True
    told = program.post("/api/v1/past/import", json=file)
    assert (told.status_code, told.json()["cases"]) == (201, 1)
    assert program.post("/api/v1/past/import", json=file).json()["known_before"] == 1
    wrong = program.post("/api/v1/past/import", json=file | {"text": "a,b"})
    assert "Line 1" in wrong.json()["answers"]["text"]
    assert api_as(world.case_manager).post("/api/v1/past/dry-run", json=file).status_code == 403
