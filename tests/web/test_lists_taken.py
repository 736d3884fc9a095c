"""What is kept of a list and what is taken away: views, a file, a print."""

import csv
import io

from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.journal import JournalEntry
from casework.lists.models import SavedView
from tests.conftest import SignedInAs
from tests.web.test_lists import case_of, listed
from tests.world import World


def test_a_view_is_kept_opened_first_renamed_and_deleted(
    world: World, signed_in_as: SignedInAs
) -> None:
    case, _ = world.case(Stage.HEARING), world.case(Stage.DECISION)
    browser, other = signed_in_as(world.case_manager), signed_in_as(world.colleague)
    new = "/lists/cases/views/new?stage=hearing"
    assert "Stage: Hearing" in browser.get(new).text
    assert browser.post(new, data={"name": " "}).status_code == 422
    kept = browser.post(new, data={"name": "My hearings", "opens_first": "yes"})
    assert (kept.status_code, kept.headers["location"]) == (303, "/cases?stage=hearing")
    again = browser.post(new, data={"name": "my HEARINGS"})
    assert again.status_code == 422
    assert "You have a view of this name" in again.text
    opened = browser.get("/cases", follow_redirects=False)
    assert opened.headers["location"] == "/cases?stage=hearing"
    assert listed(browser, "/cases?stage=hearing") == [case.reference]
    assert len(listed(browser, "/cases?show=")) == 2
    assert "My hearings" not in other.get("/cases").text
    view = world.session.exec(select(SavedView)).one()
    address = f"/lists/cases/views/{view.id}"
    assert 'value="My hearings"' in browser.get(address).text
    for method in (other.get, other.post):
        assert method(address).status_code == 404
    assert other.post(f"{address}/delete").status_code == 404
    browser.post(address, data={"name": "Coming up"})
    page = browser.get("/lists/cases/views").text
    assert "Coming up" in page
    assert "Opens first" not in page
    browser.post(f"{address}/delete")
    assert world.session.exec(select(SavedView)).all() == []


def entries_of(world: World) -> list[JournalEntry]:
    wanted = select(JournalEntry).where(JournalEntry.kind == "ListTaken")
    return list(world.session.exec(wanted))


def test_a_file_holds_what_the_filter_shows_and_no_formula(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = case_of(world, Stage.HEARING, summary="=cmd|' /C calc'!A0")
    world.case(Stage.DECISION)
    answer = signed_in_as(world.case_manager).get("/lists/cases.csv?stage=hearing")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="cases-')
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Case"
    assert [row[0] for row in rows[1:]] == [case.reference]
    assert rows[1][5] == "'=cmd|' /C calc'!A0"
    (entry,) = entries_of(world)
    assert entry.sentence == "exported the list of cases: 1 row"
    assert entry.facts["narrowed"] == {"stage": "hearing"}


def test_only_whose_work_lists_are_takes_a_file(world: World, signed_in_as: SignedInAs) -> None:
    world.case(Stage.HEARING)
    browser = signed_in_as(world.hearing_manager)
    assert "Export as CSV" not in browser.get("/cases").text
    assert browser.get("/lists/cases.csv").status_code == 403
    assert entries_of(world) == []


def test_a_print_is_written_down_and_says_what_it_shows(
    world: World, signed_in_as: SignedInAs
) -> None:
    case: Case = world.case(Stage.HEARING)
    page = signed_in_as(world.hearing_manager).get("/lists/cases/print?stage=hearing").text
    assert case.reference in page
    assert "Stage: Hearing" in page
    assert f"opened by {world.hearing_manager.name}" in page
    assert entries_of(world)[0].sentence == "printed the list of cases: 1 row"
