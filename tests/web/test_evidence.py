"""The pages of evidence: what is shown, what is covered, and what each opening leaves behind."""

import io
import re
from uuid import UUID

import pikepdf
import pytest
from PIL import Image

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.custody import chain
from casework.evidence.models import Capture, Exhibit, Handling
from casework.settings import settings
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.documents.foreign import a_pdf, a_picture, kept
from tests.world import World

POST = a_picture(120, 200)
A_MAIL = b"From: a@school.example\r\nTo: b@school.example\r\nSubject: Lunch\r\n\r\nDear all"
PNG = b"\x89PNG\r\n\x1a\n"
LOOKED = Handling.VIEWED


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.HEARING)


@pytest.fixture
def manager(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.case_manager)


def path(case: Case, item: Exhibit | Capture | str = "", more: str = "") -> str:
    if isinstance(item, Exhibit):
        item = item.reference
    called = str(item.id) if isinstance(item, Capture) else item
    return f"/cases/{case.reference}/evidence" + (f"/{called}" if called else "") + more


def a_locked_pdf() -> bytes:
    with pikepdf.open(io.BytesIO(a_pdf("A secret"))) as pdf:
        return kept(pdf, encryption=pikepdf.Encryption(owner="ours", user="theirs"))


def pixels(picture: bytes) -> tuple[tuple[int, int], bytes]:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    return image.size, image.tobytes()


def handled(world: World, item: Exhibit | Capture) -> list[Handling]:
    """What was done with an original, from the first link on."""
    id = item.capture_id if isinstance(item, Exhibit) else item.id
    return [each.handling for each in reversed(chain(world.session, id))]


def picture_on(page: str) -> str:
    found = re.search(r'<img src="([^"]+opened=\d+)"', page)
    assert found, "the page shows no picture"
    return found[1]


def test_the_list_has_exhibits_first_and_shows_no_content(
    world: World, case: Case, manager: Browser
) -> None:
    world.exhibit(case, POST, name="post.png", shows_pupil=True)
    world.capture(case, b"Dear all", "mail.eml")
    page = manager.get(path(case)).text
    assert page.index("E1") < page.index("Not admitted yet") < page.index("mail.eml")
    assert "Pupil shown" in page
    assert "<img" not in page


def test_a_picture_is_shown_and_its_opening_recorded_once(
    world: World, case: Case, manager: Browser
) -> None:
    exhibit = world.exhibit(case, POST, name="post.png", description="A post on a phone")
    page = manager.get(path(case, exhibit)).text
    assert 'alt="A post on a phone"' in page
    sent = manager.get(picture_on(page))
    assert pixels(sent.content) == pixels(POST)
    assert sent.headers["content-type"] == "image/png"
    assert sent.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert handled(world, exhibit) == [Handling.INGESTED, LOOKED]
    assert manager.get(path(case, exhibit, "?opened=2")).status_code == 200
    assert handled(world, exhibit) == [Handling.INGESTED, LOOKED]


def test_whoever_may_look_sees_it_without_seeing_who_else_looked(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING, decision_maker=world.stranger)
    exhibit = world.exhibit(case, POST, name="post.png")
    browser = signed_in_as(world.stranger)
    picture = picture_on(browser.get(path(case, exhibit)).text)
    assert pixels(browser.get(picture).content) == pixels(POST)


def test_no_bytes_without_an_opening_of_ones_own(
    world: World, case: Case, manager: Browser, signed_in_as: SignedInAs
) -> None:
    exhibit = world.exhibit(case, POST, name="post.png")
    for opened in ("", "?opened=1", "?opened=0", "?opened=x"):
        assert manager.get(path(case, exhibit, f"/content{opened}")).status_code in (404, 422)
    place = picture_on(manager.get(path(case, exhibit)).text)
    assert signed_in_as(world.hearing_manager).get(place).status_code == 403
    assert signed_in_as(world.colleague).get(place).status_code == 404


def test_a_pdf_is_shown_as_pictures_of_its_pages(
    world: World, case: Case, manager: Browser
) -> None:
    exhibit = world.exhibit(case, a_pdf("One", "Two"), name="statement.pdf")
    page = manager.get(path(case, exhibit)).text
    assert "2 pages" in page
    drawn = manager.get(picture_on(page))
    assert (drawn.status_code, drawn.content[:8]) == (200, PNG)
    assert manager.get(path(case, exhibit, "/pages/3?opened=2")).status_code == 422
    assert manager.get(path(case, exhibit, "/content?opened=2")).status_code == 404
    assert handled(world, exhibit) == [Handling.INGESTED, LOOKED]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (a_locked_pdf(), "statement.pdf", "It is locked with a password"),
        (a_pdf("One"), "statement.png", "not what its name says"),
        (A_MAIL, "mail.eml", "This e-mail is not shown here, because it may tell its sender"),
        (b"\x00\x00\x00\x18ftypisom", "clip.mp4", "A video is not played here"),
    ],
)
def test_what_cannot_be_shown_says_why_and_is_not_opened(
    world: World, case: Case, manager: Browser, content: bytes, name: str, says: str
) -> None:
    capture = world.capture(case, content, name)
    page = manager.get(path(case, capture)).text
    assert says in page
    assert "<img" not in page
    assert handled(world, capture) == [Handling.INGESTED]


def test_what_shows_a_pupil_is_covered_until_somebody_asks(
    world: World, case: Case, manager: Browser
) -> None:
    exhibit = world.exhibit(case, POST, name="class.png", shows_pupil=True)
    page = manager.get(path(case, exhibit)).text
    assert "A pupil is shown" in page
    assert "<img" not in page
    assert handled(world, exhibit) == [Handling.INGESTED]
    shown = manager.post(path(case, exhibit, "/show"))
    assert shown.status_code == 303
    sent = manager.get(picture_on(manager.get(shown.headers["location"]).text))
    assert pixels(sent.content) == pixels(POST)
    assert handled(world, exhibit) == [Handling.INGESTED, LOOKED]


def test_the_original_is_checked(world: World, case: Case, manager: Browser) -> None:
    capture = world.capture(case, POST, "post.png")
    assert "It matches what was taken in" in manager.post(path(case, capture, "/check")).text
    place = settings().store / capture.key
    place.chmod(0o600)
    place.write_bytes(b"other bytes")
    assert "It does not match" in manager.post(path(case, capture, "/check")).text
    place.unlink()
    assert "Its file is missing" in manager.post(path(case, capture, "/check")).text
    assert "This item is frozen" in manager.get(path(case, capture)).text
    assert manager.post(path(case, capture, "/copy"), data={"reason": "x"}).status_code == 503
    found = [Handling.CHECKED, Handling.FROZEN, Handling.FROZEN]
    assert handled(world, capture) == [Handling.INGESTED, *found]


def test_a_copy_needs_a_reason_and_is_the_very_bytes(
    world: World, case: Case, manager: Browser
) -> None:
    exhibit = world.exhibit(case, POST, name="owen pryce.png")
    refused = manager.post(path(case, exhibit, "/copy"), data={"reason": "  "})
    assert refused.status_code == 422
    assert "Enter the reason for taking a copy" in refused.text
    assert handled(world, exhibit) == [Handling.INGESTED]
    sent = manager.post(path(case, exhibit, "/copy"), data={"reason": "For the witness"})
    assert sent.content == POST
    called = f'attachment; filename="{case.reference}-E1.png"'
    assert sent.headers["content-disposition"] == called
    assert sent.headers["x-content-type-options"] == "nosniff"
    assert sent.headers["content-security-policy"] == "sandbox; default-src 'none'"
    newest = chain(world.session, exhibit.capture_id)[0]
    assert (newest.handling, newest.reason) == (Handling.DOWNLOADED, "For the witness")


@pytest.mark.parametrize("content", [b"<html>", b"Dear all"])
def test_a_copy_is_bytes_to_a_browser_whatever_it_holds(
    world: World, case: Case, manager: Browser, content: bytes
) -> None:
    capture = world.capture(case, content, "page.html")
    sent = manager.post(path(case, capture, "/copy"), data={"reason": "To print"})
    assert sent.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize("item", ["E9", "E0", "nonsense", str(UUID(int=1)), "%00"])
def test_an_item_that_is_not_there_is_not_found(case: Case, manager: Browser, item: str) -> None:
    assert manager.get(path(case, item)).status_code == 404


def test_an_item_of_another_case_is_not_found(world: World, case: Case, manager: Browser) -> None:
    elsewhere = world.capture(world.case(), POST, "post.png")
    assert manager.get(path(case, elsewhere)).status_code == 404


@pytest.mark.parametrize(
    "more", ["", "/E1", "/E1/content?opened=1", "/E1/copy", "/add", "/E1/admit", "/E1/details"]
)
def test_who_does_not_know_of_the_case_sees_nothing(
    world: World, case: Case, signed_in_as: SignedInAs, more: str
) -> None:
    world.exhibit(case, POST, name="post.png")
    for person in (world.stranger, world.employee, world.reporter):
        assert signed_in_as(person).get(path(case) + more).status_code == 404


def test_a_note_taker_sees_the_case_and_not_its_evidence(
    world: World, case: Case, signed_in_as: SignedInAs
) -> None:
    exhibit = world.exhibit(case, POST, name="post.png")
    note_taker = signed_in_as(world.note_taker)
    for place in (path(case), path(case, exhibit), path(case, exhibit, "/copy")):
        assert note_taker.get(place).status_code == 403
    assert note_taker.post(path(case, exhibit, "/show")).status_code == 403
    assert handled(world, exhibit) == [Handling.INGESTED]
