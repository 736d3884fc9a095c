"""Three reports triaged without a mouse, key by key; and a list that nobody answers."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from casework.access import TrustRole
from casework.cases.gateway import begin
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.database import as_casework, reading_as_casework
from casework.people.models import Account
from casework.reports.models import Report
from tests.chromium import Window, answering, chromium, opened_session
from tests.faults import faults_on
from tests.world import World, at

pytestmark = pytest.mark.browser
MOST_KEYS = 58  # for three decisions from the first page on, without the words that are written


class Keys:
    """Presses keys, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for each in keys:
            self.page.keyboard.press(each)
            self.pressed += 1

    def leads(self, *keys: str) -> None:
        """Keys after which another page is shown."""
        with self.page.expect_navigation():
            self.press(*keys)

    def tab_to(self, wanted: str) -> None:
        """Tab to a field, from wherever the reader is."""
        for _ in range(30):
            self.press("Tab")
            if self.page.evaluate("each => document.activeElement?.matches(each)", wanted):
                return
        raise AssertionError(f"{wanted} is not reached by the keyboard")

    def harmless(self) -> None:
        """Answer each question about harm with no, from the decision’s heading on."""
        for name in ("harmed", "offence", "risk", "unsuitable"):
            self.tab_to(f'[name="harm.{name}"]')
            self.press("Space")

    def says(self, words: str) -> None:
        self.page.keyboard.insert_text(words)


@pytest.fixture(scope="module")
def browser_process() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def desk(live: str, browser_process: Browser) -> Iterator[tuple[Window, World]]:
    """The desk of somebody in HR who uses keys, with three reports, two of them of one post."""
    assert live
    with as_casework() as session:
        world = World(session)
        for hour, sender in ((9, world.reporter), (10, world.dsl)):
            begin(session, sender, world.told(link="https://x.test/p/1"), at(hour=hour))
        third = world.told(employee_id=world.stranger.id, link="https://x.test/p/2")
        begin(session, world.principal, third, at(hour=11))
        secret = opened_session(world.case_manager)
    with as_casework() as session:
        mine = select(Account).where(Account.person_id == world.case_manager.id)
        session.exec(mine).one().shortcuts = True
    with answering() as port:
        window = Window(browser_process, f"http://127.0.0.1:{port}")
        window.sign_in(secret)
        assert window.go("/work") == 200
        yield window, world
        assert [each for each in window.complaints if "Failed to fetch" not in each] == []


def test_three_reports_are_triaged_by_the_keyboard_alone(desk: tuple[Window, World]) -> None:
    window, _ = desk
    keys = Keys(window.page)
    keys.leads("g", "r")
    keys.press("j")
    keys.leads("t")
    opens_a_case(keys)
    keys.leads("t")
    joins_it(keys)
    keys.leads("t")
    closes_the_third(keys)
    expect(window.page.locator("#results")).to_contain_text("No new reports")
    assert keys.pressed <= MOST_KEYS, f"{keys.pressed} keys"
    with reading_as_casework() as session:
        cases = session.exec(select(Case).order_by(Case.opened_at)).all()  # type: ignore[arg-type]
        told = [(each.reference, each.stage, each.ending) for each in cases]
        here = select(Report.reference).where(Report.case_id == cases[0].id)
        reports = set(session.exec(here))
    assert told == [
        ("SM26-0001", Stage.TRIAGE, None),
        ("R26-0002", Stage.CLOSED, Ending.ADDED_TO_CASE),
        ("R26-0003", Stage.CLOSED, Ending.NO_FURTHER_ACTION),
    ]
    assert reports == {"R26-0001", "R26-0002"}


def opens_a_case(keys: Keys) -> None:
    keys.press("d")
    keys.harmless()
    keys.tab_to('[name="decision"]')
    keys.press("Space")
    keys.tab_to('[name="reasons"]')
    keys.says("It needs looking into.")
    keys.leads("Control+Enter")


def joins_it(keys: Keys) -> None:
    expect(keys.page.locator("#alike")).to_contain_text("Same web address")
    keys.press("j")
    keys.tab_to('[href*="?join="]')
    keys.leads("Enter")
    keys.press("d")
    keys.harmless()
    keys.tab_to('[name="reasons"]')
    keys.says("The same post, seen by somebody else.")
    keys.leads("Control+Enter")


def closes_the_third(keys: Keys) -> None:
    keys.press("d")
    keys.harmless()
    keys.tab_to('[name="decision"]')
    keys.press("ArrowDown", "ArrowDown", "ArrowDown")
    keys.tab_to('[name="reasons"]')
    keys.says("It is not a breach.")
    keys.leads("Control+Enter")


def test_a_list_that_nobody_answers_says_since_when(desk: tuple[Window, World]) -> None:
    window, world = desk
    page = window.page
    page.clock.install()
    window.go("/work")
    rows = page.locator("#reports .rows > li")
    expect(rows).to_have_count(3)
    page.keyboard.press("j")
    page.route("**/reports/new*", lambda route: route.abort())
    page.clock.run_for(61_000)
    expect(page.locator("[data-stale]")).to_contain_text("Not updated since")
    expect(page.locator("#live")).to_contain_text("Not updated since")
    page.unroute("**/reports/new*")
    with as_casework() as session:
        begin(session, world.reporter, World(session).told(), at() + timedelta(days=365))
    page.clock.run_for(61_000)
    expect(page.locator("#fresh")).to_contain_text("1 new report.")
    expect(page.locator("[data-stale]")).to_be_hidden()
    expect(rows).to_have_count(3)
    assert page.evaluate("document.activeElement.closest('[data-row]') !== null"), "focus stays"


def test_homes_are_read_at_every_size(desk: tuple[Window, World], browser_process: Browser) -> None:
    window, world = desk
    with as_casework() as session:
        again = World(session)
        again.case(Stage.HEARING)
        case = again.case(Stage.INVESTIGATION)
        case.next_due_on, case.next_due = at().date() - timedelta(9), "Late"
    assert TrustRole.HR_DIRECTOR in world.hr_director.roles
    places = {
        world.case_manager: ("/work", "/reports", "/reports/R26-0002"),
        world.hr_director: ("/team",),
        world.investigating_officer: ("/work",),
    }
    for who, asked in places.items():
        looking = Window(browser_process, window.address)
        looking.sign_in(opened_session(who))
        for place in asked:
            assert looking.go(place) == 200
            faults = [fault for turn in (0, 1) for fault in faults_on(looking.page, turn)]
            assert faults == [], place
        assert looking.complaints == []
