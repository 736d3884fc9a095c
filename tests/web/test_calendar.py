"""A calendar of one's own: a secret address, references and what is due, and nobody's name."""

import re
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar as Read
from sqlmodel import select

from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.journal import JournalEntry
from casework.people.calendars import Calendar, calendar_of
from casework.people.models import Account
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import DAY, World, at


def with_task(world: World, kind: str = "T4") -> Case:
    case = world.case(Stage.INVESTIGATION)
    act = Act(world.session, case, world.case_manager, at())
    start_clock(act, kind, DAY, world.case_manager.id)
    return case


def address_for(world: World, signed_in_as: SignedInAs) -> str:
    """The address as it is shown, once."""
    page = signed_in_as(world.case_manager).post("/account/calendar")
    assert page.status_code == 200
    found = re.search(r"/calendar/[\w-]+\.ics", page.text)
    assert found
    return found[0]


def test_a_calendar_says_references_and_what_is_due_and_no_name(
    world: World, signed_in_as: SignedInAs, browser: Browser
) -> None:
    case = with_task(world)
    answer = browser.get(address_for(world, signed_in_as))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    read = Read.from_ical(answer.content)
    assert isinstance(read, Read)
    (entry,) = read.walk("VEVENT")
    assert str(entry["summary"]) == f"{case.reference}: Finish the investigation"
    assert entry.decoded("dtstart") == date(2026, 11, 2)
    assert entry["class"] == "PRIVATE"
    for name in ("Pryce", "Farrow", "Lockwood", "Birchfield", "offensive"):
        assert name not in answer.text


def test_a_calendar_is_written_as_rfc_5545_asks(
    world: World, signed_in_as: SignedInAs, browser: Browser
) -> None:
    with_task(world, "T4-L")
    content = browser.get(address_for(world, signed_in_as)).content
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert all(len(each) <= 75 for each in lines)
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert {b"VERSION:2.0", b"PRODID:-//Casework//Tasks//EN"} <= set(lines)


def test_only_the_persons_own_tasks_that_are_open_are_in_it(
    world: World, signed_in_as: SignedInAs, browser: Browser
) -> None:
    place = address_for(world, signed_in_as)
    case = world.case(Stage.INVESTIGATION)
    act = Act(world.session, case, world.case_manager, at())
    start_clock(act, "T4", DAY, world.investigating_officer.id)
    done = start_clock(act, "T8", DAY, world.case_manager.id)
    done.met_at = at()
    hidden = world.case(Stage.INVESTIGATION, case_manager=world.colleague)
    start_clock(Act(world.session, hidden, world.colleague, at()), "T4", DAY, world.case_manager.id)
    assert b"VEVENT" not in browser.get(place).content


def test_the_address_is_kept_as_a_hash_and_shown_once(
    world: World, signed_in_as: SignedInAs
) -> None:
    secret = address_for(world, signed_in_as).removeprefix("/calendar/").removesuffix(".ics")
    kept = world.session.exec(select(Calendar)).one()
    assert secret not in kept.token_hash
    assert secret not in signed_in_as(world.case_manager).get("/account").text


def test_another_address_ends_the_one_before(
    world: World, signed_in_as: SignedInAs, browser: Browser
) -> None:
    first, second = address_for(world, signed_in_as), address_for(world, signed_in_as)
    assert browser.get(first).status_code == 404
    assert browser.get(second).status_code == 200


def test_a_revoked_address_is_no_address(
    world: World, signed_in_as: SignedInAs, browser: Browser
) -> None:
    place = address_for(world, signed_in_as)
    own = signed_in_as(world.case_manager)
    assert own.post("/account/calendar/revoke").headers["location"].endswith("calendar-revoked")
    assert browser.get(place).status_code == 404
    assert own.post("/account/calendar/revoke").status_code == 404
    assert calendar_of(world.session, world.case_manager.id) is None


def test_whoever_left_or_is_disabled_has_no_calendar(
    world: World, signed_in_as: SignedInAs, browser: Browser
) -> None:
    place = address_for(world, signed_in_as)
    account = world.session.get_one(Account, world.account(world.case_manager).id)
    account.disabled_at = datetime.now(UTC)
    assert browser.get(place).status_code == 404
    account = world.session.get_one(Account, account.id)
    account.disabled_at = None
    assert browser.get(place).status_code == 200
    world.person(world.case_manager).left_on = date(2026, 10, 30)
    assert browser.get(place).status_code == 404


def test_nobody_guesses_an_address(browser: Browser) -> None:
    for secret in ("nothing", "x" * 43, "%00", "é"):
        assert browser.get(f"/calendar/{secret}.ics").status_code == 404


def test_every_reading_is_in_the_trusts_journal(
    world: World, signed_in_as: SignedInAs, browser: Browser
) -> None:
    with_task(world)
    place = address_for(world, signed_in_as)
    browser.get(place)
    browser.get(place)
    found = select(JournalEntry).where(JournalEntry.kind == "CalendarRead")
    kept = world.session.exec(found).all()
    assert [each.actor_id for each in kept] == [world.case_manager.id] * 2
    assert kept[0].sentence.endswith("1 entries")


def test_what_ends_at_an_hour_is_in_the_calendar_at_that_hour(
    world: World, signed_in_as: SignedInAs, browser: Browser
) -> None:
    act = Act(world.session, world.case(Stage.TRIAGE), world.case_manager, at())
    start_clock(act, "T16", at(), world.case_manager.id)
    read = Read.from_ical(browser.get(address_for(world, signed_in_as)).content)
    assert isinstance(read, Read)
    (entry,) = read.walk("VEVENT")
    assert entry.decoded("dtstart") == at() + timedelta(hours=72)
    assert "dtend" not in entry
