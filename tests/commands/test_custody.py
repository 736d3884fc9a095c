"""The chain of custody is only ever added to, and an original that changed is found out."""

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.cases.stages import Stage
from casework.evidence.copies import copy_name
from casework.evidence.custody import verify
from casework.evidence.models import Capture
from casework.evidence.queries import item_on
from casework.settings import settings
from casework.storage import store
from tests.documents.foreign import a_picture
from tests.world import World


@pytest.fixture
def capture(world: World) -> Capture:
    return world.capture(world.case(Stage.INVESTIGATION), a_picture(40, 40), "post.png")


@pytest.mark.parametrize(
    "change",
    ["UPDATE custody SET person_name = 'Somebody'", "DELETE FROM custody", "TRUNCATE custody"],
)
def test_custody_is_append_only(world: World, capture: Capture, change: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), world.session.begin_nested():
        world.session.execute(text(change))


def original(capture: Capture) -> Path:
    return settings().store / capture.key


def test_an_untouched_original_matches(capture: Capture) -> None:
    assert verify(store(), capture).sound is True


def test_a_changed_original_does_not_match(capture: Capture) -> None:
    place = original(capture)
    place.chmod(0o600)
    place.write_bytes(place.read_bytes()[:-1] + b"\x00")
    assert verify(store(), capture).sound is False


def test_a_missing_original_cannot_be_read(capture: Capture) -> None:
    original(capture).unlink()
    assert verify(store(), capture).sound is None


def a_zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "ending"),
    [
        (a_picture(9, 9), "owen pryce.png", ".png"),
        (a_picture(9, 9, "JPEG"), "Owen.JPG", ".jpg"),
        (a_picture(9, 9), "invoice.pdf", ".png"),
        (b"Dear all", "mail.eml", ".eml"),
        (b"<script>", "page.html", ".txt"),
        (b"MZ\x90\x00", "setup.exe", ".bin"),
        (a_zip(), "register.xlsx", ".xlsx"),
    ],
)
def test_a_copy_is_named_by_reference_and_never_runs(
    world: World, content: bytes, name: str, ending: str
) -> None:
    case = world.case(Stage.INVESTIGATION)
    loose = item_on(world.session, case.id, str(world.capture(case, content, name).id))
    assert copy_name("SM26-0142", loose) == f"SM26-0142-file-{loose.capture.id.hex[:8]}{ending}"
    world.exhibit(case, content, name=name)
    exhibit = item_on(world.session, case.id, "E1")
    assert copy_name("SM26-0142", exhibit) == f"SM26-0142-E1{ending}"
