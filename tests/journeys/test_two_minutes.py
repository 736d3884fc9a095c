"""The two minutes a manager has: a first report, on a phone, counted in taps and in answers.

Each tap is a real touch. A field takes one, however much is typed; choosing pictures takes one to
open the phone's own window, one for each picture, and one to take them over. Signing in with a
password is in the count. The first time somebody signs in they set up a second factor as well, once
for good: that is counted apart, and is no part of the two minutes.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pyotp
import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect
from sqlmodel import select

from casework.database import as_casework, reading_as_casework
from casework.evidence.models import Capture
from casework.people.passwords import password_hash
from casework.reports.models import Report
from tests.chromium import answering, chromium
from tests.world import World

pytestmark = pytest.mark.browser
MOST_TAPS, MOST_ANSWERS = 25, 9
MOST_TO_BEGIN = (
    8  # to sign in for the first time; what the authenticator app itself asks is its own
)
PASSWORD = "a password nobody guessed"


@dataclass
class Thumb:
    """A manager's thumb on the glass, and how often it came down."""

    page: Page
    taps: int = 0
    answers: list[str] = field(default_factory=list)

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def press(self, name: str) -> None:
        self.tap(self.page.get_by_role("button", name=name, exact=True).last)
        self.page.wait_for_load_state()

    def choose(self, words: str) -> None:
        self.answers.append(words)
        self.tap(self.page.locator("main label", has_text=words).first)

    def type(self, name: str, words: str) -> None:
        self.answers.append(words)
        self.tap(self.page.locator(f'main [name="{name}"]'))
        self.page.keyboard.type(words)


def username_of_manager(*, first_time: bool) -> str:
    with as_casework() as session:
        world = World(session)
        account = world.account(world.reporter)
        account.password_hash = password_hash(PASSWORD)
        account.needs_second_factor = first_time
        session.add(account)
        return account.username


@contextmanager
def signed_in(username: str) -> Iterator[Thumb]:
    """A manager on a phone who has typed a name and a password."""
    with answering() as port, chromium() as browser:
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
        )
        context.set_default_timeout(60_000)
        thumb = Thumb(context.new_page())
        thumb.page.goto(f"http://localhost:{port}/sign-in")
        thumb.tap(thumb.page.get_by_label("User name"))
        thumb.page.keyboard.type(username)
        thumb.tap(thumb.page.get_by_label("Password"))
        thumb.page.keyboard.type(PASSWORD)
        thumb.press("Sign in")
        yield thumb


@pytest.fixture
def manager(live: str) -> Iterator[Thumb]:
    with signed_in(username_of_manager(first_time=False)) as thumb:
        yield thumb


def test_a_first_sign_in_is_counted_apart(live: str) -> None:
    with signed_in(username_of_manager(first_time=True)) as thumb:
        page = thumb.page
        thumb.press("Set up an app")
        secret = page.locator("#secret").inner_text().replace(" ", "")
        thumb.tap(page.get_by_label("Code"))
        page.keyboard.type(pyotp.TOTP(secret).now())
        thumb.press("Use this app")
        thumb.tap(page.get_by_role("link", name="I have kept them"))
        expect(page.get_by_role("button", name="Report a breach").last).to_be_visible()
        print(f"{thumb.taps} taps to sign in for the first time")  # noqa: T201
        assert thumb.taps <= MOST_TO_BEGIN


def photos() -> list[FilePayload]:
    made = []
    for name, colour in (("IMG_1.png", "navy"), ("IMG_2.png", "teal")):
        picture = io.BytesIO()
        Image.new("RGB", (80, 60), colour).save(picture, "PNG")
        made.append(FilePayload(name=name, mimeType="image/png", buffer=picture.getvalue()))
    return made


def test_a_first_report_with_two_photos_takes_few_taps(manager: Thumb) -> None:
    page = manager.page
    manager.press("Report a breach")
    manager.choose("No")
    manager.press("Continue")
    manager.choose("A member of staff")
    manager.type("person_q", "Pryce")
    manager.tap(page.locator("#found label", has_text="Owen Pryce"))
    manager.press("Continue")
    manager.choose("Instagram")
    manager.type("own_words", "Two photos of Year 4 on a coach. Faces are clear.")
    manager.press("Continue")
    manager.choose("Named or talked about a pupil")
    manager.press("Continue")
    manager.choose("No")
    with page.expect_file_chooser() as window:
        manager.tap(page.locator("main .drop label").first)
    manager.taps += 3  # two pictures, and taking them over
    window.value.set_files(photos())
    added = page.locator("main .files .stt", has_text="Added")
    expect(added).to_have_count(2, timeout=60_000)  # each is examined before it is kept
    manager.choose("Somebody showed it to me")
    manager.choose("I confirm that it is what I saw")
    manager.press("Continue")
    manager.press("Send report to HR")
    expect(page.locator("h1")).to_have_text("Report sent", timeout=60_000)
    with reading_as_casework() as session:
        (report,) = session.exec(select(Report))
        taken = session.exec(select(Capture).where(Capture.case_id == report.case_id)).all()
        assert len(taken) == 2
    # Whom the search found is the answer to what was typed: one question.
    print(f"{manager.taps} taps, {len(manager.answers)} answers: {manager.answers}")  # noqa: T201
    assert manager.taps <= MOST_TAPS
    assert len(manager.answers) <= MOST_ANSWERS
