"""Looking at evidence and taking a copy of it: each is a link of its chain of custody."""

from datetime import timedelta

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.custody import chain
from casework.evidence.looking import OPEN_FOR, has_opened, look
from casework.evidence.models import Handling
from casework.evidence.opening import OpenEvidence
from tests.commands.taking import handled, streamed, taken_in
from tests.refusing import wrong_answers
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


def test_a_copy_without_a_reason_is_refused_and_leaves_no_link(world: World, case: Case) -> None:
    capture = taken_in(world, case, streamed(case))
    for reason in (None, " \n "):
        with wrong_answers("reason"):
            copy = OpenEvidence(capture_id=capture.id, download=True, reason=reason)
            world.perform(world.case_manager, case, copy)
    assert handled(world, capture) == [Handling.INGESTED]


def test_looking_and_copying_are_links_of_the_chain(world: World, case: Case) -> None:
    capture = taken_in(world, case, streamed(case))
    world.perform(world.case_manager, case, OpenEvidence(capture_id=capture.id))
    copy = OpenEvidence(capture_id=capture.id, download=True, reason="For the witness")
    entry = world.perform(world.case_manager, case, copy)
    downloaded, viewed, ingested = chain(world.session, capture.id)
    assert [each.number for each in (ingested, viewed, downloaded)] == [1, 2, 3]
    assert (viewed.person_name, downloaded.reason) == ("Nadia Farrow", "For the witness")
    assert entry.sentence == "downloaded an item of evidence"


def test_an_opening_is_one_persons_and_ends(world: World, case: Case) -> None:
    capture, session = taken_in(world, case, streamed(case)), world.session
    number = look(session, world.case_manager, case.reference, capture.id)
    assert has_opened(session, world.case_manager, capture.id, number)
    assert not has_opened(session, world.investigating_officer, capture.id, number)
    assert not has_opened(session, world.investigating_officer, capture.id, 1)
    long_ago = chain(session, capture.id)[0].at - OPEN_FOR - timedelta(seconds=1)
    old = OpenEvidence(capture_id=capture.id)
    world.perform(world.case_manager, case, old, long_ago)
    assert not has_opened(session, world.case_manager, capture.id, number + 1)
