"""What is made from originals by the worker: pictures, words, stills; and what stays behind."""

import io
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import in_transaction, reading_as_casework
from casework.evidence.derived import Made, _keep, copies_of, prepare, words_of
from casework.evidence.derived_models import CopyKind, DerivedCopy
from casework.evidence.intake import receive
from casework.evidence.models import Capture
from casework.evidence.opening import OpenEvidence
from casework.storage import new_key, store
from tests.commands.taking import streamed, taken_in
from tests.conftest import SignedInAs
from tests.documents.foreign import a_pdf
from tests.hostile.pictures import telling_photograph
from tests.world import World

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
SAYS = "Year nine were awful today"
MARKERS = (b"ZZ-EXIF-MARKER", b"ZZ-COMMENT", b"Exif\x00\x00", b"GPS")


def a_post(kind: str = "PNG") -> bytes:
    image = Image.new("RGB", (900, 240), "white")
    font = ImageFont.truetype(FONT, 40)
    ImageDraw.Draw(image).text((40, 80), SAYS, fill="black", font=font)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def a_video(folder: Path) -> bytes:
    place = folder / "clip.mp4"
    drawn = ["-f", "lavfi", "-i", "testsrc=size=640x360:rate=10:duration=2"]
    told = ["-metadata", "title=ZZ-EXIF-MARKER", "-pix_fmt", "yuv420p", str(place)]
    program = shutil.which("ffmpeg")
    assert program
    subprocess.run([program, "-loglevel", "error", *drawn, *told], check=True)
    return place.read_bytes()


def made(content: bytes, name: str) -> Capture:
    """A file taken into a case for good, and everything that the worker makes of it."""
    with in_transaction() as session:
        session.info.clear()
        world = World(session)
        case = world.case(Stage.INVESTIGATION)
        capture = taken_in(world, case, streamed(case, content, name))
        session.flush()
        session.expunge(capture)
    prepare(capture.id)
    return capture


def copies(capture: Capture) -> list[DerivedCopy]:
    with reading_as_casework() as session:
        found = copies_of(session, capture.id)
        session.expunge_all()
        return found


def kinds(capture: Capture) -> list[tuple[CopyKind, int | None]]:
    return [(each.kind, each.page) for each in copies(capture)]


def words_in(capture: Capture) -> str:
    with reading_as_casework() as session:
        return " ".join(each.text for each in words_of(session, capture.id))


def test_the_words_of_a_picture_are_read_with_their_places(live: str) -> None:
    capture = made(a_post(), "post.png")
    assert kinds(capture) == [
        (CopyKind.LINKABLE, None),
        (CopyKind.PAGE_PICTURE, 1),
        (CopyKind.TEXT_LAYER, 1),
    ]
    assert words_in(capture) == SAYS
    with reading_as_casework() as session:
        first = words_of(session, capture.id)[0]
    assert first.recognised
    left, top, right, bottom = first.words[0]["box"]
    assert 0 < left < right < 0.3
    assert 0.2 < top < bottom < 0.8


def test_a_pdf_keeps_its_own_words_and_a_scan_gets_those_that_are_read(live: str) -> None:
    written = made(a_pdf("A statement", "Its second page"), "statement.pdf")
    assert kinds(written) == [
        (CopyKind.LINKABLE, None),
        (CopyKind.PAGE_PICTURE, 1),
        (CopyKind.PAGE_PICTURE, 2),
        (CopyKind.TEXT_LAYER, 1),
        (CopyKind.TEXT_LAYER, 2),
    ]
    assert "statement" in words_in(written)
    scan = io.BytesIO()
    Image.open(io.BytesIO(a_post())).save(scan, "PDF")
    scanned = made(scan.getvalue(), "scan.pdf")
    assert words_in(scanned) == SAYS


def test_what_a_photograph_says_of_itself_stays_in_the_original(live: str) -> None:
    capture = made(telling_photograph(), "photo.jpg")
    assert any(each in store().read(capture.key) for each in MARKERS)
    assert capture.found.holds == ["details about where and how it was made"]
    for each in copies(capture):
        assert not any(marker in store().read(each.store_key) for marker in MARKERS)


def test_a_still_is_made_from_a_video_and_says_nothing_more(live: str, tmp_path: Path) -> None:
    capture = made(a_video(tmp_path), "clip.mp4")
    assert kinds(capture) == [(CopyKind.POSTER, None)]
    (still,) = copies(capture)
    assert still.facts == {"seconds": 2.0}
    picture = store().read(still.store_key)
    assert Image.open(io.BytesIO(picture)).size == (640, 360)
    assert b"ZZ-EXIF-MARKER" not in picture


def test_a_video_that_is_none_has_no_still_and_nothing_fails(live: str) -> None:
    assert kinds(made(b"\x00\x00\x00\x18ftypisom" + bytes(200), "clip.mp4")) == []


def test_making_copies_again_makes_none_twice(live: str) -> None:
    capture = made(a_post(), "post.png")
    before = [each.id for each in copies(capture)]
    assert prepare(capture.id) == 0
    assert [each.id for each in copies(capture)] == before


def test_somebody_who_opens_it_and_the_worker_do_not_wait_for_each_other(live: str) -> None:
    capture = made(b"\x00\x00\x00\x18ftypisom", "clip.mp4")
    still = Made(CopyKind.POSTER, b"a still", "image/jpeg", "A test")
    with in_transaction() as session, ThreadPoolExecutor(1) as worker:
        session.info.clear()
        world = World(session)
        case = session.get_one(Case, capture.case_id, with_for_update=True)  # as every act does
        keeping = worker.submit(_keep, capture.id, capture.case_id, still)
        time.sleep(0.5)  # by now it waits for the case
        world.perform(world.case_manager, case, OpenEvidence(capture_id=capture.id))
        session.commit()
        keeping.result(timeout=30)
    assert kinds(capture) == [(CopyKind.POSTER, None)]


def test_nothing_is_made_of_what_is_in_quarantine(live: str) -> None:
    capture = made(b"\x00\x00\x00\x18ftypisom", "clip.mp4")
    with in_transaction() as session:
        session.info.clear()
        session.get_one(Capture, capture.id).scan = "waiting"  # type: ignore[assignment]
    assert prepare(capture.id) == 0


def test_a_heic_photograph_is_shown(live: str) -> None:
    content = (Path(__file__).parent / "photo.heic").read_bytes()
    capture = made(content, "photo.heic")
    assert (capture.kind.value, capture.is_shown) == ("heic", True)
    picture = next(each for each in copies(capture) if each.kind is CopyKind.PAGE_PICTURE)
    assert Image.open(io.BytesIO(store().read(picture.store_key))).format == "JPEG"


def a_copy(capture: Capture, **told: Any) -> DerivedCopy:
    kept_at = receive(store(), new_key("derived", capture.case_id), "copy.txt", [b"words"])
    whole: dict[str, Any] = {
        "case_id": capture.case_id,
        "capture_id": capture.id,
        "kind": CopyKind.POSTER,
        "made_at": capture.taken_in_at,
        "made_by": "A test",
        "store_key": kept_at.key,
        "sha256": kept_at.sha256,
        "size": 5,
        "media_type": "text/plain",
        "facts": {},
    }
    return DerivedCopy(**(whole | told))


def test_a_copy_moves_with_its_original_and_belongs_to_no_other_case(
    session: Session, world: World
) -> None:
    case, other = world.case(), world.case()
    capture = world.capture(case)
    session.add(a_copy(capture))
    session.flush()
    capture.case_id = other.id
    session.flush()
    session.expire_all()
    moved = session.exec(select(DerivedCopy).where(DerivedCopy.capture_id == capture.id)).one()
    assert moved.case_id == other.id
    session.add(a_copy(capture, case_id=case.id, store_key="elsewhere", page=2))
    with pytest.raises(IntegrityError, match="a_copy_is_where_its_original_is"):
        session.flush()


def test_the_words_are_for_whoever_has_the_item_open(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.INVESTIGATION)
    exhibit = world.exhibit(case, a_post(), name="post.png", shows_pupil=True)
    capture = world.session.get_one(Capture, exhibit.capture_id)
    words = b'{"page":1,"recognised":true,"words":[{"text":"Kevin","box":[0,0,1,1]}]}'
    key = store().put_new(new_key("derived", capture.case_id), [words]).key
    layer = a_copy(capture, kind=CopyKind.TEXT_LAYER, page=1, store_key=key)
    world.session.add(layer)
    world.session.flush()
    browser = signed_in_as(world.case_manager)
    place = f"/cases/{case.reference}/evidence/{exhibit.reference}"
    assert "Kevin" not in browser.get(place).text
    shown = browser.post(f"{place}/show").headers["location"]
    page = browser.get(shown).text
    assert "Kevin" in page
    assert "A program read these words" in page
    told = signed_in_as(world.colleague).get(shown)
    assert told.status_code == 404
