"""Academies and their closed days: shown before they are kept, and no clock that runs is moved."""

from datetime import date
from html import unescape

import pytest
from sqlmodel import Session, select

from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act
from casework.cases.models import Case, Deadline
from casework.journal import entries
from casework.people.models import Academy, AcademyClosure
from casework.people.queries import closures
from casework.working_days import add_working_days, is_working_day
from tests.conftest import SignedInAs
from tests.world import World, at

HOLIDAY = {"says": "Christmas holiday", "first": "2026-12-21", "last": "2026-12-23"}
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Rota//EN
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20261221
DTEND;VALUE=DATE:20261224
SUMMARY:Christmas holiday
END:VEVENT
END:VCALENDAR
"""
TERMS = "first,last,says\n2026-09-01,2026-12-18,Autumn\n2027-01-04,2027-03-26,Spring\n"


def academy(world: World, code: str = "BIR") -> Academy:
    return world.session.exec(select(Academy).where(Academy.code == code)).one()


def running(world: World, case: Case) -> Deadline:
    """A clock that began on 17 December and counts five working days."""
    act = Act(world.session, case, world.case_manager, at(date(2026, 12, 17)))
    return start_clock(act, "T8", act.today, world.case_manager.id)


def hidden(page: str, name: str) -> str:
    return unescape(page.partition(f'name="{name}" value="')[2].partition('"')[0])


def test_a_closure_shows_the_clocks_that_run_over_it_and_moves_none(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case()
    clock = running(world, case)
    due = clock.due_on
    browser = signed_in_as(world.hr_director)
    asked = HOLIDAY | {"academies": str(case.academy_id)}
    shown = browser.post("/closed-days", data=asked)
    assert shown.status_code == 200, shown.text
    assert case.reference in shown.text
    assert world.session.exec(select(AcademyClosure)).all() == []
    told = {"asked": hidden(shown.text, "asked"), "seen": hidden(shown.text, "seen")}
    assert browser.post("/closed-days/keep", data=told | {"seen": "x"}).status_code == 409
    done = browser.post("/closed-days/keep", data=told)
    assert done.headers["location"] == "/academies?said=closed-days"
    days = closures(world.session, case.academy_id)
    assert days == {date(2026, 12, day) for day in (21, 22, 23)}
    world.session.refresh(clock)
    assert clock.due_on == due
    assert running(world, case).due_on == add_working_days(date(2026, 12, 17), 5, days) > due
    assert entries(world.session, None, 1)[0].kind == "DaysClosed"
    assert browser.post("/closed-days", data=asked).status_code == 422
    page = f"/academies/{case.academy_id}"
    assert "Christmas holiday" in browser.get(page).text
    assert browser.post(f"{page}/open/2026-12-22").status_code == 303
    assert date(2026, 12, 22) not in closures(world.session, case.academy_id)
    assert browser.post(f"{page}/open/2026-12-22").status_code == 422


def test_a_case_about_the_reader_is_not_among_the_clocks(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case()
    running(world, case)
    case.employee_id = world.hr_director.id
    world.session.flush()
    shown = signed_in_as(world.hr_director).post(
        "/closed-days", data=HOLIDAY | {"academies": str(case.academy_id)}
    )
    assert "No clock runs over them" in shown.text
    assert case.reference not in shown.text


@pytest.mark.parametrize(
    ("name", "text", "told", "says"),
    [
        ("year.ics", ICS, {}, "Christmas holiday"),
        ("terms.csv", TERMS, {"terms": "yes"}, "after Autumn"),
    ],
)
def test_a_calendar_or_a_file_of_terms_says_which_days(
    world: World, signed_in_as: SignedInAs, name: str, text: str, told: dict[str, str], says: str
) -> None:
    asked = {"academies": [str(academy(world).id), str(academy(world, "ROK").id)]} | told
    browser = signed_in_as(world.hr_director)
    shown = browser.post(
        "/closed-days", data=asked, files={"file": (name, text.encode(), "text/plain")}
    )
    assert shown.status_code == 200, shown.text
    assert says in shown.text
    told = {"asked": hidden(shown.text, "asked"), "seen": hidden(shown.text, "seen")}
    assert browser.post("/closed-days/keep", data=told).status_code == 303
    days = closures(world.session, academy(world, "ROK").id)
    assert date(2026, 12, 22) in days
    assert all(is_working_day(each) for each in days)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "the heading is first, last, says"),
        ("first,last,says\nsoon,,Holiday\n", "Line 2, first"),
        ("first,last,says\n2026-12-21,2026-12-01,Holiday\n", "ends before it begins"),
        ("first,last,says\n2026-12-21,2027-12-01,Holiday\n", "longer than 100 days"),
        ("first,last,says\n", "no closed day"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:x\nEND:VEVENT\nEND:VCALENDAR\n", "iCalendar"),
        (ICS.replace("SUMMARY", "RRULE:FREQ=DAILY\nSUMMARY"), "repeats"),
        (ICS.replace(";VALUE=DATE:20261221", ":20261221T090000Z"), "time of day"),
    ],
)
def test_a_wrong_file_keeps_nothing_and_says_what_is_wrong(
    world: World, signed_in_as: SignedInAs, text: str, says: str
) -> None:
    answer = signed_in_as(world.hr_director).post(
        "/closed-days",
        data={"academies": str(academy(world).id)},
        files={"file": ("days", text.encode(), "text/plain")},
    )
    assert answer.status_code == 422
    assert says in answer.text


def test_what_was_typed_comes_back(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.hr_director)
    answer = browser.post("/closed-days", data=HOLIDAY | {"first": "soon"})
    assert answer.status_code == 422
    assert 'value="Christmas holiday"' in answer.text
    for told in ({}, {"says": "x"}, HOLIDAY | {"academies": "nobody"}, HOLIDAY):
        assert browser.post("/closed-days", data=told).status_code == 422


def test_an_academy_is_added_renamed_and_closed(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.it_admin)
    assert "Birchfield Academy" in browser.get("/academies").text
    assert browser.post("/academies", data={"code": "ELM", "name": "Elm"}).status_code == 303
    turned = browser.post("/academies", data={"code": "OAK", "name": "Oak\u202e Academy"})
    assert (turned.status_code, "cannot be seen (U+202E)" in turned.text) == (422, True)
    again = browser.post("/academies", data={"code": "elm", "name": "Elm Academy"})
    assert (again.status_code, 'value="Elm Academy"' in again.text) == (422, True)
    elm = academy(world, "ELM")
    page = f"/academies/{elm.id}"
    assert browser.post(f"{page}/name", data={"name": "Elm Academy"}).status_code == 303
    assert browser.post(f"{page}/name", data={"name": "birchfield academy"}).status_code == 422
    assert browser.post(f"{page}/closing", data={"closed_on": "31 Aug 2026"}).status_code == 303
    assert "Closed on " in browser.get("/academies").text
    assert browser.post(f"{page}/closing", data={"closed_on": ""}).status_code == 303
    there = browser.post(
        f"/academies/{academy(world).id}/closing", data={"closed_on": "31 Aug 2026"}
    )
    assert "people work there after that day" in there.text
    world.session.refresh(elm)
    assert (elm.name, elm.closed_on) == ("Elm Academy", None)


def test_nobody_else_looks_after_academies(world: World, signed_in_as: SignedInAs) -> None:
    for who in (world.case_manager, world.principal, world.stranger):
        browser = signed_in_as(who)
        for place in ("/academies", f"/academies/{academy(world).id}", "/closed-days"):
            assert browser.get(place).status_code == 403
        assert browser.post("/academies", data={"code": "E", "name": "E"}).status_code == 403
    admin = signed_in_as(world.it_admin)  # who sees no clock of any case closes no day
    assert admin.get("/closed-days").status_code == 403
    assert admin.post("/closed-days", data=HOLIDAY).status_code == 403


def test_over_json_the_same(world: World, session: Session, api_as: SignedInAs) -> None:
    program = api_as(world.hr_director)
    here = academy(world)
    asked = {
        "academies": [str(here.id)],
        "spans": [{"first": "2027-02-15", "last": "2027-02-19", "says": "Half-term"}],
    }
    would = program.post("/api/v1/closed-days/dry-run", json=asked)
    assert (would.status_code, would.json()["new"]) == (200, 5)
    assert program.post("/api/v1/closed-days", json=asked | {"seen": "x"}).status_code == 409
    seen = asked | {"seen": would.json()["seen"]}
    assert program.post("/api/v1/closed-days", json=seen).status_code == 201
    kept = {each["code"]: each for each in program.get("/api/v1/academies/kept").json()}
    assert "2027-02-16" in kept["BIR"]["closed_days"]
    place = f"/api/v1/academies/{here.id}"
    assert program.post(f"{place}/open-days", json={"day": "2027-02-16"}).status_code == 201
    told = program.post(f"{place}/name", json={"name": "Birch"})
    assert told.json()["sentence"] == "renamed the academy Birchfield Academy to Birch"
    assert program.post(f"{place}/closing", json={"closed_on": None}).status_code == 201
    assert program.post("/api/v1/academies", json={"code": "E", "name": "E"}).status_code == 201
    assert api_as(world.case_manager).get("/api/v1/academies/kept").status_code == 403
