"""A copy that shows a pupil: boxes placed with keys, and released by a second person with keys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.evidence.models import Exhibit
from casework.evidence.redacted import CopyStatus, RedactedCopy
from casework.redaction import making, reading
from casework.redaction.models import RedactionBox
from casework.redaction.queries import reading_of
from tests.chromium import Window, answering, chromium, opened_session
from tests.keys import Keyboard
from tests.redaction.at_work import an_exhibit, pupil
from tests.world import World

pytestmark = pytest.mark.browser
MOST_KEYS = 310  # of both people, without what is written


@pytest.fixture(scope="module")
def browser_process() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def address(live: str) -> Iterator[str]:
    with answering() as port:
        yield f"http://localhost:{port}"


def test_a_copy_is_drawn_by_one_person_and_released_by_another_without_a_mouse(
    browser_process: Browser, address: str
) -> None:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.INVESTIGATION)
        pupil(world, case)
        exhibit = an_exhibit(world, case)
        people = opened_session(world.case_manager), opened_session(world.investigating_officer)
    windows = [Window(browser_process, address) for _ in people]
    for window, secret in zip(windows, people, strict=True):
        window.sign_in(secret)
    one, other = (Keyboard(window.page) for window in windows)
    item = f"/cases/{case.reference}/evidence/E1"
    windows[0].go(f"{item}/redact")
    opens(one, exhibit)
    marks(one, exhibit)
    makes(one, case, item)
    asks(one)
    assert windows[1].go(f"{item}/copies/1") == 200
    releases(other)
    with reading_as_casework() as session:
        copy = session.exec(select(RedactedCopy)).one()
        assert (copy.status, copy.shows_pupil) == (CopyStatus.RELEASED, True)
        assert copy.released_by == world.investigating_officer.id
    print(f"{one.pressed} and {other.pressed} keys, {one.written} letters")  # noqa: T201
    assert one.pressed + other.pressed <= MOST_KEYS
    assert windows[0].complaints == windows[1].complaints == []


def opens(one: Keyboard, exhibit: Exhibit) -> None:
    one.to_main()
    one.button("Open to redact")
    with reading_as_casework() as session:
        found = reading_of(session, exhibit.capture_id)
        assert found
        number = found.id
    reading.read(number)
    one.page.reload()


def marks(one: Keyboard, exhibit: Exhibit) -> None:
    """A place in numbers, refused without its reason; then moved with the arrows, and a name."""
    one.to_main()
    for name, number in (("from_left", 10), ("from_top", 60), ("wide", 20), ("high", 5)):
        one.write(name, str(number))
    one.to_button("Hide this place")
    one.leads("Enter")
    expect(one.page.locator(".errsum")).to_be_focused()
    one.to(".errsum a")
    one.press("Enter")
    one.is_on('[name="reason"]')
    one.choose_here("PUPIL")
    one.button("Hide this place")
    one.to("svg.rxs a:has(rect.box)")
    one.leads("Enter")
    one.to("svg.rxs a[data-selected]", back=True)
    one.press("ArrowRight", "ArrowRight", "Shift+ArrowDown")
    one.leads("Enter")
    with reading_as_casework() as session:
        box = session.exec(select(RedactionBox)).one()
        assert (round(box.from_left, 1), round(box.high, 1)) == (11.0, 5.5)
    one.button("Redact Maisiewren")
    assert one.goes_round() > 30


def makes(one: Keyboard, case: Case, item: str) -> None:
    """The work shows itself when it is done, under whoever waits: the focus stays where it is."""
    page = one.page
    one.button("Make redacted copy")
    with reading_as_casework() as session:
        making.make(session.exec(select(RedactedCopy.id)).one())
    expect(page.locator("#job")).to_contain_text("Ready", timeout=30_000)
    one.to("#job a")
    one.leads("Enter")
    one.to_main()
    one.to(f'a[href="{item}/copies/1"]')
    one.leads("Enter")


def asks(one: Keyboard) -> None:
    one.to_main()
    one.button("Show the copy")
    one.to_main()
    one.button("Ask a second person")
    expect(one.page.get_by_text("Recorded:")).to_be_visible()


def releases(other: Keyboard) -> None:
    other.to_main()
    other.button("Show the copy")
    other.to_main()
    other.button("Release this copy")
    expect(other.page.locator(".page-head")).to_contain_text("Released")
    assert other.goes_round() > 10
