"""What a pack does not refer to: a video without its words, a flagged file nobody decided on."""

import io
from pathlib import Path

import pikepdf
import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.documents.packs import ExhibitUnreadable
from casework.errors import ProcedureBreach
from casework.evidence.commands import DecidePackPlace
from casework.evidence.describing import DescribeCapture
from casework.evidence.details import CaptureDetails
from casework.evidence.queries import item_on
from casework.hearing_packs.exhibits import exhibit_item
from casework.hearing_packs.queries import pack_facts
from tests.commands.test_derived import a_video
from tests.documents.foreign import a_pdf, kept
from tests.world import World


@pytest.fixture
def video(world: World, tmp_path: Path) -> tuple[Case, str]:
    case = world.case(Stage.HEARING)
    exhibit = world.exhibit(case, a_video(tmp_path), name="clip.mp4")
    return case, exhibit.reference


def test_a_pack_refers_to_a_video_only_with_its_words(
    world: World, video: tuple[Case, str]
) -> None:
    case, reference = video
    item = item_on(world.session, case.id, reference)
    assert item.exhibit is not None
    into = DecidePackPlace(exhibit_id=item.exhibit.id, in_pack=True, reason="The panel must see it")
    with pytest.raises(ProcedureBreach, match="A video has a transcript"):
        world.perform(world.case_manager, case, into)
    with pytest.raises(ExhibitUnreadable, match=r"E1 cannot .* without a transcript"):
        exhibit_item(world.session, item, [])
    assert pack_facts(world.session, case, check_originals=False).videos_without_words == 1
    told = CaptureDetails(transcript="0:00 A teacher speaks to the camera. 0:12 It ends.")
    world.perform(
        world.case_manager, case, DescribeCapture(capture_id=item.capture.id, details=told)
    )
    world.perform(world.case_manager, case, into)
    item = item_on(world.session, case.id, reference)
    sheet = exhibit_item(world.session, item, []).parts[0]
    assert "0:12 It ends" in repr(sheet)
    assert pack_facts(world.session, case, check_originals=False).videos_without_words == 0


def test_what_is_flagged_goes_in_a_pack_only_when_somebody_decided(world: World) -> None:
    case = world.case(Stage.HEARING)
    with pikepdf.open(io.BytesIO(a_pdf("A secret"))) as pdf:
        locked = kept(pdf, encryption=pikepdf.Encryption(owner="ours", user="theirs"))
    exhibit = world.exhibit(case, locked, name="statement.pdf")
    assert pack_facts(world.session, case, check_originals=False).undecided_exhibits == 1
    told = DecidePackPlace(exhibit_id=exhibit.id, in_pack=True, reason="It is opened in the room")
    world.perform(world.case_manager, case, told)
    assert pack_facts(world.session, case, check_originals=False).undecided_exhibits == 0
    item = item_on(world.session, case.id, exhibit.reference)
    (sheet,) = exhibit_item(world.session, item, []).parts
    assert "It is locked with a password" in repr(sheet)
