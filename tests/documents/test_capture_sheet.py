"""The sheet of an exhibit in a pack: what is recorded, what is not, and what it does not prove."""

from datetime import date, timedelta

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.documents.printing import printed
from casework.documents.sheets import CaptureSheet, ProceduralNotes
from casework.evidence.choices import Confirms, StillOnline
from casework.evidence.describing import CheckOnline, ConfirmCapture, DescribeCapture
from casework.evidence.details import CaptureDetails
from casework.evidence.image_stop import StopForSuspectedImage
from casework.evidence.models import Exhibit
from casework.evidence.queries import item_on
from casework.hearing_packs.contents import Beside, plan
from casework.hearing_packs.exhibits import exhibit_item
from casework.hearing_packs.queries import packs_of
from casework.reports.attaching import AttachToReport
from tests.commands.taking import LAWFUL, admitting, streamed
from tests.documents.reading import bare, words_in
from tests.staging import hearing, pack
from tests.world import DAY, World, at


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.HEARING)


@pytest.fixture
def exhibit(world: World, case: Case) -> Exhibit:
    return world.exhibit(case)


def sheet_of(world: World, case: Case, reference: str = "E1") -> CaptureSheet:
    item = exhibit_item(world.session, item_on(world.session, case.id, reference), [])
    sheet = item.parts[0]
    assert isinstance(sheet, CaptureSheet)
    return sheet


def words_on(sheet: CaptureSheet) -> str:
    return words_in(printed(sheet.template, sheet=sheet, reference="SM26-0001").pdf)


def described(world: World, case: Case, exhibit: Exhibit, why: str = "", **told: str) -> None:
    command = DescribeCapture(
        capture_id=exhibit.capture_id,
        details=CaptureDetails.model_validate(told),
        reason=why or None,
    )
    world.perform(world.case_manager, case, command)


def test_it_says_how_the_exhibit_was_come_by_and_what_it_does_not_prove(
    world: World, case: Case, exhibit: Exhibit
) -> None:
    described(
        world,
        case,
        exhibit,
        item_type="screenshot",
        form="photo",
        access_route="shown_by_someone",
        means="none",
        obtained_from="A parent of pupil A",
        special_category="health",
    )
    look = CheckOnline(
        capture_id=exhibit.capture_id, looked_on=DAY - timedelta(3), found=StillOnline.REMOVED
    )
    world.perform(world.case_manager, case, look)
    confirm = ConfirmCapture(capture_id=exhibit.capture_id, confirms=Confirms.SAW)
    world.perform(world.case_manager, case, confirm)
    words = words_on(sheet_of(world, case))
    for said in (
        "Shown to them by someone; no borrowed sign-in",
        "Weak by itself",
        "It is a photo of a screen",
        "No longer online when looked for on 2 October 2026",
        "This is what I saw",
        "Not recorded:",
        "the web address",
    ):
        assert bare(said) in words, said
    for kept in ("parent of pupil A", "health"):
        assert bare(kept) not in words


def test_a_correction_is_printed_with_both_versions(
    world: World, case: Case, exhibit: Exhibit
) -> None:
    described(world, case, exhibit, posted_at="21 Sep", third_parties="Pupil A")
    described(world, case, exhibit, "It was misread", posted_at="22 Sep", third_parties="Pupil B")
    words = words_on(sheet_of(world, case))
    assert bare("from “21 Sep” to “22 Sep”. Reason: It was misread") in words
    assert bare("Pupil B") not in words


def test_a_pack_does_not_say_who_reported_it(world: World, case: Case) -> None:
    command = AttachToReport.of(streamed(case), CaptureDetails(), LAWFUL)
    entry = world.perform(world.reporter, case, command)
    capture = item_on(world.session, case.id, entry.facts["capture_id"]).capture
    world.perform(world.case_manager, case, admitting(capture))
    sheet = sheet_of(world, case)
    assert bare(world.reporter.name) not in words_on(sheet)
    assert sheet.said[0].who == "The person who reported it"
    assert sheet.custody[0].who == "The person who reported it"


def test_what_is_stopped_is_in_no_pack_and_the_pack_says_that_it_is_closed(
    world: World, case: Case, exhibit: Exhibit
) -> None:
    hearing(world, case, on=date(2026, 10, 19))
    pack(world, case)
    stop = StopForSuspectedImage(capture_id=exhibit.capture_id)
    world.perform(world.case_manager, case, stop)
    planned = plan(world.session, case, packs_of(world.session, case.id)[0], Beside(), at())
    by_letter = {each.letter: each for each in planned.sections}
    assert by_letter["E"].items == ()
    notes = by_letter["K"].items[0].parts[0]
    assert isinstance(notes, ProceduralNotes)
    assert notes.withheld == ("E1: closed, and with the police",)


def test_when_it_was_captured_is_not_when_it_was_taken_in(
    world: World, case: Case, exhibit: Exhibit
) -> None:
    assert bare("Captured at Not known") in words_on(sheet_of(world, case))
    described(world, case, exhibit, captured_on="2026-09-23", captured_at="8.42am")
    assert bare("Captured at 23 September 2026, 08:42") in words_on(sheet_of(world, case))
