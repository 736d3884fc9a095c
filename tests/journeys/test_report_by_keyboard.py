"""A line manager reports a breach with a photo and has a keyboard only; each key is counted."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from casework.database import as_casework, reading_as_casework
from casework.evidence.models import Capture
from casework.reports.models import Report
from tests.chromium import Window, answering, chromium, opened_session
from tests.journeys.test_two_minutes import photos
from tests.keys import Keyboard
from tests.world import World

pytestmark = pytest.mark.browser
HEARD = """heard = []; new MutationObserver(() => heard.push(live.textContent))
  .observe(live, { childList: true, characterData: true, subtree: true })"""
MOST_KEYS = 115  # without the letters that are written


@pytest.fixture
def manager(live: str) -> Iterator[Keyboard]:
    with as_casework() as session:
        secret = opened_session(World(session).reporter)
    with answering() as port, chromium() as browser:
        window = Window(browser, f"http://localhost:{port}")
        window.sign_in(secret)
        assert window.go("/report") == 200
        yield Keyboard(window.page)
        assert window.complaints == []


def test_a_breach_with_a_photo_is_reported_by_the_keyboard_alone(manager: Keyboard) -> None:
    page = manager.page
    manager.to_main()
    manager.button("Report a breach")
    is_told_what_lacks(manager)

    manager.choose_here("no")
    manager.button("Continue")
    says_who(manager)
    says_what(manager)
    manager.to_main()
    manager.tick("labels", "2.5")
    manager.button("Continue")
    adds_a_photo(manager)
    manager.to_main()
    manager.button("Send report to HR")
    expect(page.locator("h1")).to_have_text("Report sent", timeout=60_000)
    assert manager.goes_round() > 10
    with reading_as_casework() as session:
        (report,) = session.exec(select(Report))
        taken = session.exec(select(Capture).where(Capture.case_id == report.case_id)).all()
        assert len(taken) == 1
    print(f"{manager.pressed} keys, {manager.written} letters")  # noqa: T201
    assert manager.pressed <= MOST_KEYS


def is_told_what_lacks(manager: Keyboard) -> None:
    """Nothing was answered: the focus is on why, and from there one key leads to the question."""
    manager.to_main()
    manager.button("Continue")
    expect(manager.page.locator(".errsum")).to_be_focused()
    manager.to(".errsum a")
    manager.press("Enter")
    manager.is_on('[name="child"]')


def says_who(manager: Keyboard) -> None:
    """The people who are found appear under the field in which somebody writes; they stay in it."""
    manager.to_main()
    manager.choose("about", "staff")
    manager.write("person_q", "Pryce")
    expect(manager.page.locator("#found label", has_text="Owen Pryce")).to_be_visible()
    manager.is_on('[name="person_q"]')
    manager.to('#found [name="staff_id"]')
    manager.press("Space")
    manager.button("Continue")


def says_what(manager: Keyboard) -> None:
    manager.to_main()
    manager.choose("platform", "Instagram")
    manager.write("own_words", "Two photos of Year 4 on a coach. Faces are clear.")
    manager.to_button("Continue")
    manager.to('[name="own_words"]', back=True)
    manager.button("Continue")


def adds_a_photo(manager: Keyboard) -> None:
    """The window of the computer opens by a key; what was added is said, and nobody is moved."""
    page = manager.page
    page.on("filechooser", lambda window: window.set_files(photos()[:1]))
    manager.to_main()
    manager.choose("suspected_image", "no")
    manager.to('main input[type="file"]')
    page.evaluate(HEARD)
    manager.press("Enter")
    expect(page.locator("main .files .stt", has_text="Added")).to_have_count(1, timeout=60_000)
    manager.is_on('main input[type="file"]')
    for _ in range(50):  # it is said a moment after the page has changed
        if "IMG_1.png added" in page.evaluate("heard"):
            break
        page.wait_for_timeout(100)
    assert "IMG_1.png added" in page.evaluate("heard")
    manager.choose("access_route", "shown_by_someone")
    manager.tick("confirmed", "yes")
    manager.button("Continue")
