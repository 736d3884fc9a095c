"""Taking evidence in, describing it, admitting it, and looking at it."""

from datetime import timedelta
from hashlib import sha256

import pytest
from pydantic import ValidationError

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import FileRefused, NotFound, NotPermitted, StoreUnavailable
from casework.evidence.choices import Means
from casework.evidence.commands import DecidePackPlace, RecordCapture
from casework.evidence.custody import chain
from casework.evidence.describing import DescribeCapture
from casework.evidence.details import AccessRoute, CaptureDetails
from casework.evidence.intake import clean_name
from casework.evidence.kinds import FileKind
from casework.evidence.models import Capture, Handling
from casework.evidence.opening import OpenEvidence
from casework.evidence.queries import evidence_on, item_on
from casework.storage import store
from tests.commands.taking import LAWFUL, POST, admitting, handled, streamed, taken_in
from tests.documents.foreign import a_pdf
from tests.refusing import breaches, wrong_answers
from tests.world import World, at


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


def test_a_file_is_kept_with_the_hash_the_server_computed(world: World, case: Case) -> None:
    capture = taken_in(world, case, streamed(case))
    assert capture.sha256 == sha256(POST).hexdigest()
    assert (capture.size, capture.kind, capture.name_agrees) == (len(POST), FileKind.PNG, True)
    assert store().read(capture.key) == POST
    assert handled(world, capture) == [Handling.INGESTED]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "C:\\post.png",
        "a\x00b\ud83d.png",
        "",
        "post\u202egpj.exe",
        "a\u2028b\r\nc",
    ],
)
def test_a_name_is_made_fit_to_print(world: World, case: Case, name: str) -> None:
    kept = taken_in(world, case, streamed(case, name=name)).name
    assert kept
    assert not set(kept) & set("/\\\x00\ud83d\u202e\u2028\r\n")


def test_a_name_in_any_writing_is_kept() -> None:
    assert clean_name("Capture d’écran à 10\u202f41.png") == "Capture d’écran à 10\u202f41.png"
    assert clean_name("صورة.png") == "صورة.png"


@pytest.mark.parametrize(
    ("content", "name", "kind", "agrees"),
    [
        (a_pdf("A statement"), "statement.pdf", FileKind.PDF, True),
        (a_pdf("A statement"), "statement.png", FileKind.PDF, False),
        (b"MZ\x90\x00\x03", "post.jpg", FileKind.UNKNOWN, False),
        (b"<p>A post</p>", "post.txt", FileKind.TEXT, True),
        (b"<!doctype html><p>A post", "post.html", FileKind.WEB_PAGE, True),
        (b"\x00\x00\x00\x18ftypheic", "photo.heic", FileKind.HEIC, True),
    ],
)
def test_what_a_file_is_comes_from_its_content(
    world: World, case: Case, content: bytes, name: str, kind: FileKind, agrees: bool
) -> None:
    capture = taken_in(world, case, streamed(case, content, name))
    assert (capture.kind, capture.name_agrees) == (kind, agrees)
    shown = kind in {FileKind.PDF, FileKind.PNG} and agrees
    assert capture.is_shown == shown


def test_an_empty_file_is_refused_by_name(case: Case) -> None:
    with pytest.raises(FileRefused, match=r"“post\.png” is empty"):
        streamed(case, b"")


def test_nothing_in_the_store_is_written_twice(case: Case) -> None:
    received = streamed(case)
    with pytest.raises(StoreUnavailable):
        store().put_new(received.key, [b"something else"])
    assert store().read(received.key) == POST


def test_what_is_known_of_an_item_is_recorded(world: World, case: Case) -> None:
    capture = taken_in(world, case, streamed(case))
    details = CaptureDetails(
        platform="A photo-sharing app", access_route=AccessRoute.SHOWN, means=Means.FAIR
    )
    world.perform(world.case_manager, case, DescribeCapture(capture_id=capture.id, details=details))
    item = item_on(world.session, case.id, str(capture.id))
    assert item.details.platform == "A photo-sharing app"


def test_nothing_was_captured_tomorrow(world: World, case: Case) -> None:
    capture = taken_in(world, case, streamed(case))
    tomorrow = CaptureDetails(captured_on=at().date() + timedelta(days=1))
    with wrong_answers("details.captured_on"):
        world.perform(
            world.case_manager, case, DescribeCapture(capture_id=capture.id, details=tomorrow)
        )
    with wrong_answers("details.captured_on"):
        world.perform(world.case_manager, case, RecordCapture.of(streamed(case), tomorrow, LAWFUL))


@pytest.mark.parametrize("words", ["a\x00b", "\ud83d", "x" * 20_001])
def test_words_that_cannot_be_kept_are_refused(words: str) -> None:
    with pytest.raises(ValidationError):
        CaptureDetails(dispute=words)


def test_exhibits_are_numbered_in_the_order_they_are_admitted(world: World, case: Case) -> None:
    first, second = (taken_in(world, case, streamed(case)) for _ in range(2))
    for each in (second, first):
        world.perform(world.investigating_officer, case, admitting(each))
    assert [each.reference for each in evidence_on(world.session, case.id)] == ["E1", "E2"]
    assert item_on(world.session, case.id, "E1").capture == second
    assert chain(world.session, first.id)[0].reason == "E2"


def test_a_file_is_admitted_once(world: World, case: Case) -> None:
    capture = taken_in(world, case, streamed(case))
    world.perform(world.investigating_officer, case, admitting(capture))
    with wrong_answers("capture_id"):
        world.perform(world.investigating_officer, case, admitting(capture))


def test_a_file_of_another_case_is_not_found(world: World, case: Case) -> None:
    other = world.case(Stage.INVESTIGATION)
    elsewhere = taken_in(world, other, streamed(other))
    for command in (
        admitting(elsewhere),
        OpenEvidence(capture_id=elsewhere.id),
        DescribeCapture(capture_id=elsewhere.id, details=CaptureDetails()),
    ):
        with pytest.raises(NotFound):
            world.perform(world.case_manager, case, command)


def test_leaving_an_exhibit_out_needs_a_reason(world: World, case: Case) -> None:
    exhibit = world.exhibit(case)
    with wrong_answers("reason"):
        out = DecidePackPlace(exhibit_id=exhibit.id, in_pack=False)
        world.perform(world.case_manager, case, out)
    out = DecidePackPlace(exhibit_id=exhibit.id, in_pack=False, reason="Nobody relies on it")
    entry = world.perform(world.case_manager, case, out)
    assert (exhibit.in_pack, exhibit.pack_reason) == (False, "Nobody relies on it")
    assert entry.sentence == "left E1 out of the pack"


def test_showing_a_pupil_to_the_panel_needs_a_reason(world: World, case: Case) -> None:
    exhibit = world.exhibit(case, shows_pupil=True)
    with wrong_answers("reason"):
        into = DecidePackPlace(exhibit_id=exhibit.id, in_pack=True)
        world.perform(world.case_manager, case, into)
    into = DecidePackPlace(exhibit_id=exhibit.id, in_pack=True, reason="The panel must see it")
    world.perform(world.case_manager, case, into)
    assert exhibit.in_pack


def test_a_closed_case_takes_nothing_in_and_can_still_be_read(world: World) -> None:
    case = world.case(Stage.CLOSED)
    exhibit = world.exhibit(case)
    capture = world.session.get_one(Capture, exhibit.capture_id)
    for command in (
        RecordCapture.of(streamed(case), CaptureDetails(), LAWFUL),
        DescribeCapture(capture_id=capture.id, details=CaptureDetails()),
        admitting(world.capture(case)),
        DecidePackPlace(exhibit_id=exhibit.id, in_pack=True),
    ):
        with breaches("G-STAGE"):
            world.perform(world.case_manager, case, command)
    world.perform(world.case_manager, case, OpenEvidence(capture_id=capture.id))


def test_who_may_handle_evidence(world: World) -> None:
    case = world.case(Stage.HEARING)
    exhibit = world.exhibit(case)
    capture = world.session.get_one(Capture, exhibit.capture_id)
    look_at, place = (
        OpenEvidence(capture_id=capture.id),
        DecidePackPlace(exhibit_id=exhibit.id, in_pack=True, reason="It is relied on"),
    )
    for actor, command in (
        (world.note_taker, look_at),
        (world.hearing_manager, admitting(world.capture(case))),
        (world.panel_member, place),
    ):
        with pytest.raises(NotPermitted):
            world.perform(actor, case, command)
    for actor in (world.stranger, world.employee, world.reporter):
        with pytest.raises(NotFound):
            world.perform(actor, case, look_at)
