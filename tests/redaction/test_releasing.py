"""The release of a copy by two people, and what packs take in place of an original."""

import pytest
from sqlalchemy.exc import IntegrityError

from casework.access import Role
from casework.cases.approvals import DecideRequest, requests_on
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.commands import DecidePackPlace
from casework.evidence.custody import chain
from casework.evidence.models import Handling
from casework.evidence.queries import evidence_on
from casework.evidence.redacted import CopyStatus, released_copy
from casework.hearing_packs.exhibits import exhibit_item
from casework.hearing_packs.queries import pack_facts
from casework.redaction.reasons import Reason
from casework.redaction.release import LookAtCopy, ReleaseCopy, TakeRedactedCopy, WithdrawCopy
from casework.settings import settings
from casework.storage import store
from tests.redaction import originals
from tests.redaction.at_work import a_box, an_exhibit, checked, made, opened, pupil
from tests.refusing import breaches, wrong_answers
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


def test_a_copy_that_shows_a_pupil_takes_a_second_person(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case)
    copy = checked(world, case, exhibit)
    asked = world.perform(world.case_manager, case, ReleaseCopy(copy_id=copy.id))
    assert "second person" in asked.sentence
    assert released_copy(world.session, exhibit.capture_id) is None
    with wrong_answers("copy_id"):
        world.perform(world.case_manager, case, ReleaseCopy(copy_id=copy.id))
    world.perform(world.investigating_officer, case, LookAtCopy(copy_id=copy.id))
    world.perform(world.investigating_officer, case, ReleaseCopy(copy_id=copy.id))
    assert released_copy(world.session, exhibit.capture_id) is not None
    assert requests_on(world.session, case.id) == []
    handled = [each.handling for each in chain(world.session, exhibit.capture_id)]
    assert handled[:2] == [Handling.RELEASED, Handling.COPY_VIEWED]


def test_the_request_may_be_decided_where_all_requests_are(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case)
    copy = checked(world, case, exhibit)
    world.perform(world.case_manager, case, ReleaseCopy(copy_id=copy.id))
    (request,) = requests_on(world.session, case.id)
    approve = DecideRequest(request_id=request.id, approved=True, reason="Every face is hidden")
    with wrong_answers("approved"):
        world.perform(world.case_manager, case, approve)
    world.perform(world.investigating_officer, case, approve)
    assert copy.released_by == world.investigating_officer.id


def test_the_database_itself_refuses_one_person_for_both(world: World, case: Case) -> None:
    copy = checked(world, case, an_exhibit(world, case))
    copy.released_by = world.case_manager.id
    with pytest.raises(IntegrityError, match="a_copy_that_shows_a_pupil_takes_two"):
        world.session.flush()


def test_a_safeguarding_lead_may_release_what_shows_a_pupil(world: World, case: Case) -> None:
    world.part(case, world.safeguarding_lead, Role.SAFEGUARDING_LEAD)
    copy = checked(world, case, an_exhibit(world, case))
    world.perform(world.safeguarding_lead, case, ReleaseCopy(copy_id=copy.id))
    assert copy.status is CopyStatus.RELEASED


def test_what_shows_no_pupil_is_released_by_whoever_made_it(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case, shows_pupil=False)
    opened(world, case, exhibit)
    world.perform(world.case_manager, case, a_box(exhibit, reason=Reason.PRIVILEGE))
    copy = made(world, case, exhibit)
    world.perform(world.case_manager, case, ReleaseCopy(copy_id=copy.id))
    assert copy.status is CopyStatus.RELEASED


def test_a_name_registered_since_stops_the_release(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case)
    opened(world, case, exhibit)
    world.perform(world.case_manager, case, a_box(exhibit, from_top=60, high=5))
    copy = made(world, case, exhibit)
    pupil(world, case)
    with breaches("RD-2"):
        world.perform(world.investigating_officer, case, ReleaseCopy(copy_id=copy.id))


def test_a_copy_whose_bytes_changed_is_not_released(world: World, case: Case) -> None:
    copy = checked(world, case, an_exhibit(world, case))
    place = settings().store / (copy.key or "")
    place.chmod(0o600)
    place.write_bytes(originals.plain())
    with breaches("RD-1b"):
        world.perform(world.investigating_officer, case, ReleaseCopy(copy_id=copy.id))


def test_a_later_copy_takes_the_place_of_an_earlier_one(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case)
    first = checked(world, case, exhibit)
    world.perform(world.investigating_officer, case, ReleaseCopy(copy_id=first.id))
    second = made(world, case, exhibit)
    world.perform(world.investigating_officer, case, ReleaseCopy(copy_id=second.id))
    assert (first.status, second.status) == (CopyStatus.WITHDRAWN, CopyStatus.RELEASED)
    world.perform(
        world.case_manager, case, WithdrawCopy(copy_id=second.id, reason="A name was left")
    )
    assert released_copy(world.session, exhibit.capture_id) is None


def test_a_copy_is_taken_away_with_a_reason_and_only_when_released(
    world: World, case: Case
) -> None:
    copy = checked(world, case, an_exhibit(world, case))
    taking = TakeRedactedCopy(copy_id=copy.id, reason="For the officer")
    with breaches("RD-1d"):
        world.perform(world.case_manager, case, taking)
    world.perform(world.investigating_officer, case, ReleaseCopy(copy_id=copy.id))
    world.perform(world.case_manager, case, taking)
    assert chain(world.session, copy.capture_id)[0].handling is Handling.COPY_TAKEN


def test_a_pack_takes_the_released_copy_in_place_of_the_original(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case)
    facts = pack_facts(world.session, case, check_originals=True)
    assert facts.pupil_exhibits_without_reason == 1
    with wrong_answers("reason"):
        world.perform(
            world.case_manager, case, DecidePackPlace(exhibit_id=exhibit.id, in_pack=True)
        )
    copy = checked(world, case, exhibit)
    world.perform(world.investigating_officer, case, ReleaseCopy(copy_id=copy.id))
    world.perform(world.case_manager, case, DecidePackPlace(exhibit_id=exhibit.id, in_pack=True))
    facts = pack_facts(world.session, case, check_originals=True)
    assert (facts.pupil_exhibits_without_reason, facts.unsound) == (0, ())
    (item,) = evidence_on(world.session, case.id)
    packed = exhibit_item(world.session, item, [])
    sheet, pages = packed.parts
    assert store().read(copy.key or "") == pages.content  # type: ignore[union-attr]
    assert sheet.redactions == ("page 1: PUPIL",)  # type: ignore[union-attr]
    assert sheet.file_name == "redacted copy 1"  # type: ignore[union-attr]
    place = settings().store / (copy.key or "")
    place.chmod(0o600)
    place.write_bytes(b"%PDF")
    assert pack_facts(world.session, case, check_originals=True).unsound == ("E1",)
