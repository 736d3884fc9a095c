"""Deciding what is hidden, and making a copy."""

import pytest

from casework.access import Role
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted
from casework.evidence.custody import chain
from casework.evidence.models import Handling
from casework.evidence.redacted import Audience, CopyStatus, RedactedCopy
from casework.redaction.commands import MoveBox, RemoveBox
from casework.redaction.copies import MakeCopy
from casework.redaction.opening import BeginRedaction
from casework.redaction.picking import DecideSuggestion, HideWords
from casework.redaction.reasons import HiddenIn, Reason
from casework.settings import settings
from casework.storage import new_key, store
from tests.redaction import originals
from tests.redaction.at_work import a_box, an_exhibit, checked, made, opened, pupil, seen
from tests.redaction.copying import text_by_poppler
from tests.redaction.originals import KEPT, SECRET
from tests.refusing import breaches, wrong_answers
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


def test_opening_to_redact_reads_the_words_and_is_a_link(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case)
    opened(world, case, exhibit)
    found = seen(world, exhibit)
    assert [each.text for each in found.words[0]] == originals.LINE.split()
    newest = chain(world.session, exhibit.capture_id)[0]
    assert (newest.handling, newest.reason) == (Handling.VIEWED, "To redact")


def test_a_name_of_the_register_is_suggested_until_somebody_decides(
    world: World, case: Case
) -> None:
    pupil(world, case)
    exhibit = an_exhibit(world, case)
    opened(world, case, exhibit)
    (suggestion,) = seen(world, exhibit).undecided
    assert (suggestion.text, suggestion.label) == (SECRET, "Pupil A")
    world.perform(world.case_manager, case, a_box(exhibit, from_top=60, high=5))
    with breaches("RD-2"):
        world.perform(world.case_manager, case, MakeCopy(capture_id=exhibit.capture_id))
    spot = {"page": 1, "first": suggestion.first, "last": suggestion.last}
    decide = DecideSuggestion(capture_id=exhibit.capture_id, **spot, hide=True, pseudonym="Pupil A")
    world.perform(world.case_manager, case, decide)
    found = seen(world, exhibit)
    assert found.undecided == []
    copy = made(world, case, exhibit)
    assert copy.failure is None
    text = text_by_poppler(store().read(copy.key or ""))
    assert SECRET not in text
    assert KEPT in text
    assert copy.boxes[0]["says"] == "Pupil A"


def test_a_name_may_be_left_and_then_stays(world: World, case: Case) -> None:
    pupil(world, case)
    exhibit = an_exhibit(world, case)
    opened(world, case, exhibit)
    leave = DecideSuggestion(capture_id=exhibit.capture_id, page=1, first=1, last=1, hide=False)
    world.perform(world.case_manager, case, leave)
    world.perform(world.case_manager, case, leave)
    assert seen(world, exhibit).undecided == []
    world.perform(world.case_manager, case, a_box(exhibit, from_top=60, high=5))
    copy = made(world, case, exhibit)
    assert copy.failure is None
    assert SECRET in text_by_poppler(store().read(copy.key or ""))


def test_words_that_are_picked_are_hidden_run_by_run(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case)
    opened(world, case, exhibit)
    told = {"capture_id": exhibit.capture_id, "page": 1, "reason": Reason.THIRD_PARTY}
    world.perform(world.case_manager, case, HideWords(**told, words=[1, 2, 4]))
    assert len(seen(world, exhibit).boxes) == 2
    text = text_by_poppler(store().read(made(world, case, exhibit).key or ""))
    assert text.split() == ["Today", "on", "evening"]
    with wrong_answers("words"):
        world.perform(world.case_manager, case, HideWords(**told, words=[99]))


def test_a_box_is_moved_kept_on_the_page_and_removed(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case)
    world.perform(world.case_manager, case, a_box(exhibit, from_left=95, wide=60))
    (box,) = seen(world, exhibit).boxes
    assert box.wide == 5
    place = {"from_left": 1.5, "from_top": 2, "wide": 3, "high": 4}
    move = MoveBox(box_id=box.id, **place, reason=Reason.SECURITY)
    world.perform(world.case_manager, case, move)
    (box,) = seen(world, exhibit).boxes
    assert (box.from_left, box.high, box.reason) == (1.5, 4, Reason.SECURITY)
    world.perform(world.case_manager, case, RemoveBox(box_id=box.id))
    assert seen(world, exhibit).boxes == []
    with wrong_answers("pseudonym"):
        world.perform(world.case_manager, case, a_box(exhibit, pseudonym="Pupil Q"))


def test_a_box_may_hide_in_one_copy_only(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case)
    opened(world, case, exhibit)
    panel = a_box(exhibit, hidden_in=HiddenIn.PANEL_AND_EMPLOYEE)
    world.perform(world.case_manager, case, panel)
    assert len(seen(world, exhibit).boxes) == 1
    officer = Audience.PRESENTING_OFFICER
    assert seen(world, exhibit, officer).boxes == []
    with breaches("RD-8"):
        world.perform(
            world.case_manager, case, MakeCopy(capture_id=exhibit.capture_id, audience=officer)
        )


def test_a_copy_is_asked_for_only_once_the_pages_are_read(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case)
    world.perform(world.case_manager, case, a_box(exhibit))
    with breaches("RD-1"):
        world.perform(world.case_manager, case, MakeCopy(capture_id=exhibit.capture_id))


def test_what_cannot_be_drawn_cannot_be_redacted(world: World, case: Case) -> None:
    capture = world.capture(case, b"Dear all", "mail.eml")
    with wrong_answers("capture_id"):
        world.perform(world.case_manager, case, BeginRedaction(capture_id=capture.id))


def test_a_file_that_turns_out_damaged_says_so_and_can_be_tried_again(
    world: World, case: Case
) -> None:
    exhibit = an_exhibit(world, case)
    capture = seen(world, exhibit).capture
    broken = b"%PDF-1.7 and no more"  # as an earlier version took it in: today's door refuses it
    kept = store().put_new(new_key("evidence", case.id), [broken])
    capture.key, capture.sha256, capture.size = kept.key, kept.sha256, kept.size
    opened(world, case, exhibit)
    reading = seen(world, exhibit).reading
    assert reading
    assert "damaged" in (reading.failure or "")
    opened(world, case, exhibit)


def test_a_copy_is_a_new_file_with_its_parent(world: World, case: Case) -> None:
    content = originals.plain()
    exhibit = an_exhibit(world, case, content)
    copy = checked(world, case, exhibit)
    original = seen(world, exhibit).capture
    assert copy.parent_sha256 == original.sha256
    assert copy.sha256 not in (None, original.sha256)
    assert store().read(original.key) == content
    assert "PDFium" in (copy.checked_with or "")
    newest = chain(world.session, original.id)[0]
    assert newest.handling is Handling.REDACTED
    assert copy.sha256 in (newest.reason or "")


def test_a_copy_of_a_changed_original_is_not_made(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case)
    opened(world, case, exhibit)
    world.perform(world.case_manager, case, a_box(exhibit))
    place = settings().store / seen(world, exhibit).capture.key
    place.chmod(0o600)
    place.write_bytes(originals.several())
    copy = made(world, case, exhibit)
    assert copy.status is CopyStatus.FAILED
    assert copy.failure == "The original is not the file that was taken in"
    assert copy.key is None


def test_only_those_who_work_the_case_redact(world: World, case: Case) -> None:
    world.part(case, world.panel_member, Role.PANEL_MEMBER)
    exhibit = an_exhibit(world, case)
    begin = BeginRedaction(capture_id=exhibit.capture_id)
    with pytest.raises(NotPermitted):
        world.perform(world.panel_member, case, begin)
    for person in (world.stranger, world.reporter, world.employee):
        with pytest.raises(NotFound):
            world.perform(person, case, begin)


def test_what_is_of_another_case_is_not_found(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, world.case(Stage.INVESTIGATION))
    with pytest.raises(NotFound):
        world.perform(world.case_manager, case, a_box(exhibit))


def test_a_closed_case_is_not_redacted(world: World) -> None:
    case = world.case(Stage.CLOSED)
    exhibit = an_exhibit(world, case)
    with breaches("G-STAGE"):
        world.perform(world.case_manager, case, a_box(exhibit))


def test_a_copy_is_made_once_however_often_its_job_is_delivered(world: World, case: Case) -> None:
    from casework.redaction import making

    copy = checked(world, case, an_exhibit(world, case))
    before = (copy.key, copy.checked_at)
    making.make(copy.id)
    world.session.expire_all()
    again = world.session.get_one(RedactedCopy, copy.id)
    assert (again.key, again.checked_at) == before
