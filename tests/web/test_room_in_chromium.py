"""A suspended employee without the Trust's e-mail: in by link and code, and all from there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import as_casework
from casework.investigation.notes import MeetingNotes, NotesOf
from casework.outcomes.ladder import Sanction
from casework.people.credentials import CodeBy
from casework.room.inviting import InviteToRoom, RoomSecrets, new_room_secrets
from casework.room.models import LinkBy
from casework.working_days import add_working_days, local_day
from tests.chromium import Window, answering, chromium
from tests.faults import faults_on
from tests.staging import hearing, outcome, paper
from tests.world import DAY, World

pytestmark = pytest.mark.browser
PASSWORD = "quiet otter sings at noon"
NOW = datetime.now(UTC)
HEARD_ON = add_working_days(local_day(NOW), 20)


@dataclass(frozen=True)
class Invited:
    """Where the case is, and what HR passed on."""

    case: Case
    made: RoomSecrets

    @property
    def place(self) -> str:
        return f"/cases/{self.case.reference}"


@pytest.fixture(scope="module")
def browser_process() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def address(live: str) -> Iterator[str]:
    assert live
    with answering() as port:
        yield f"http://127.0.0.1:{port}"


def invited() -> Invited:
    """Suspended, told of a hearing, with notes to answer; the link goes on paper."""
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        world.allegation(case, notified_on=DAY)
        paper(world, case, "L-05")
        hearing(world, case, on=HEARD_ON)
        notes = MeetingNotes(
            case_id=case.id,
            of=NotesOf.EMPLOYEE_MEETING,
            with_whom=world.employee.name,
            held_on=DAY,
            words="He said that he was at work.",
            taken_by=world.investigating_officer.id,
            shared_at=NOW - timedelta(1),
        )
        session.add(notes)
        made = new_room_secrets()
        asked = InviteToRoom(
            link_by=LinkBy.LETTER,
            code_by=CodeBy.PHONE,
            known_by="The number on file",
            opened_by=made,
        )
        world.perform(world.case_manager, case, asked, NOW)
        return Invited(case, made)


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state()
    assert page.locator(".errsum").count() == 0, page.locator(".errsum").inner_text()


def require_no_fault(window: Window) -> None:
    faults = [fault for turn in (0, 1) for fault in faults_on(window.page, turn)]
    assert faults == [], window.page.url


def come_in(window: Window, told: Invited) -> None:
    """From the letter, through the door, past the second factor, to their own page."""
    page = window.page
    window.go("/room")
    require_no_fault(window)
    page.get_by_label("Five groups of four letters and numbers").fill(told.made.token.lower())
    press(page, "Continue")
    require_no_fault(window)
    page.get_by_label("The six digits").fill(told.made.spaced)
    page.get_by_label("Choose a password").fill(PASSWORD)
    press(page, "Use this password")
    page.get_by_role("button", name=re.compile("app")).first.click()
    secret = page.locator("#secret").inner_text().replace(" ", "")
    page.get_by_label("Code", exact=True).fill(pyotp.TOTP(secret).now())
    press(page, "Use this app")
    page.get_by_role("link", name="I have kept them").click()
    expect(page).to_have_url(f"{window.address}{told.place}")


def test_a_suspended_employee_does_everything_from_their_room(
    browser_process: Browser, address: str
) -> None:
    told = invited()
    window = Window(browser_process, address, width=390)
    come_in(window, told)
    page = window.page
    require_no_fault(window)
    expect(page.locator("#papers")).to_contain_text("not opened yet")
    letter = page.locator("#papers a").first.get_attribute("href")
    assert window.context.request.get(f"{address}{letter}").body().startswith(b"%PDF")
    _arrange(window, told)
    _send(window, told)
    window.go(told.place)
    page.get_by_role("link", name="Agree or dispute them").click()
    page.get_by_text("Disputed, in whole or in part").click()
    page.locator("#answer_words").fill("I said that I was at a match.")
    press(page, "Send my answer")
    expect(page.locator("main")).to_contain_text("I said that I was at a match.")
    _appeal(window, told)
    assert window.complaints == []


def _arrange(window: Window, told: Invited) -> None:
    page = window.page
    window.go(told.place)
    page.get_by_role("link", name="Say who accompanies you").click()
    require_no_fault(window)
    page.locator("#name").fill("Dee Marsh")
    page.get_by_text("Another worker of the Trust").or_(
        page.locator("[name=category]")
    ).first.click()
    press(page, "Send it")
    expect(page.locator("#your-part")).to_contain_text("Dee Marsh accompanies you.")
    page.get_by_role("link", name="Ask for another day").click()
    require_no_fault(window)
    page.locator("[name=because]").first.click()
    page.locator("#wanted_day").fill(add_working_days(HEARD_ON, 3).isoformat())
    page.locator("#words").fill("Dee is away on that day.")
    press(page, "Send it")
    expect(page.locator("#your-part")).to_contain_text("You asked for another day")


def _send(window: Window, told: Invited) -> None:
    page = window.page
    page.get_by_role("link", name="Send documents or a signed statement").click()
    require_no_fault(window)
    page.get_by_text("Document", exact=True).click()
    page.locator("#title").fill("Messages of that day")
    page.get_by_text("No", exact=True).click()
    page.locator("[name=confirmed]").check()
    chat = FilePayload(name="chat.txt", mimeType="text/plain", buffer=b"A message")
    page.locator("[name=files]").set_input_files(chat)
    press(page, "Send it")
    expect(page.locator("#papers-sent")).to_contain_text("Messages of that day")
    page.get_by_role("link", name="Write a statement").click()
    require_no_fault(window)
    page.locator("#words").fill("I was at work until nine.")
    press(page, "Send my statement")
    expect(page.locator("#papers-sent")).to_contain_text("Statement of the employee")


def _appeal(window: Window, told: Invited) -> None:
    with as_casework() as session:
        world = World(session)
        case = session.get_one(Case, told.case.id)
        case.stage = Stage.OUTCOME
        sent = paper(world, case, "L-16").id
        outcome(world, case, Sanction.FIRST_WRITTEN_WARNING, letter_document_id=sent)
    page = window.page
    window.go(told.place)
    page.get_by_role("link", name="Appeal against the outcome").click()
    require_no_fault(window)
    page.locator("#grounds").fill("It is too severe for one evening.")
    press(page, "Send my appeal")
    expect(page.locator("#appeal")).to_contain_text("too severe for one evening")
