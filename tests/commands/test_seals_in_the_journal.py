"""Whoever cuts off the end of a chain of custody is found out, whatever act it told of."""

import pytest
from sqlmodel import Session

from casework.cases.gateway import Act, begin
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound
from casework.evidence.custody import captures_on, chain
from casework.evidence.models import Capture, Handling
from casework.evidence.seals import unmatched
from casework.hearing_packs.commands import KeepPack
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.redaction.release import LookAtCopy, ReleaseCopy, TakeRedactedCopy
from casework.reports.answers import Decision
from tests.commands.test_triage import triage
from tests.redaction.at_work import an_exhibit, checked, opened
from tests.world import World, at


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


def without_the_last(session: Session, capture: Capture) -> tuple[Handling, list[str]]:
    """What the last link was, and what is said of the chain when it is gone."""
    links = chain(session, capture.id)[::-1]
    assert unmatched(session, capture, links) == []
    return links[-1].handling, unmatched(session, capture, links[:-1])


def missed(session: Session, capture: Capture) -> list[str]:
    number = len(chain(session, capture.id))
    return [f"Link {number} is not the one that the journal recorded"]


def test_opening_to_redact_and_each_use_of_a_copy(world: World, case: Case) -> None:
    exhibit = an_exhibit(world, case)
    capture = world.session.get_one(Capture, exhibit.capture_id)
    opened(world, case, exhibit)
    assert without_the_last(world.session, capture) == (
        Handling.VIEWED,
        missed(world.session, capture),
    )
    copy = checked(world, case, exhibit)
    for who, command, handling in (
        (world.case_manager, None, Handling.REDACTED),
        (world.investigating_officer, LookAtCopy(copy_id=copy.id), Handling.COPY_VIEWED),
        (world.investigating_officer, ReleaseCopy(copy_id=copy.id), Handling.RELEASED),
        (
            world.investigating_officer,
            TakeRedactedCopy(copy_id=copy.id, reason="For them"),
            Handling.COPY_TAKEN,
        ),
    ):
        if command:
            world.perform(who, case, command)
        assert without_the_last(world.session, capture) == (
            handling,
            missed(world.session, capture),
        )


def test_each_item_of_a_pack(world: World, case: Case) -> None:
    captures = [world.capture(case) for _ in range(2)]
    world.session.add(
        HearingPack(
            case_id=case.id,
            edition=1,
            final=False,
            status=PackStatus.BUILDING,
            requested_by=world.case_manager.id,
            requested_at=at(),
        )
    )
    world.session.flush()
    told = {"key": "packs/x", "sha256": "0" * 64, "size": 1, "pages": 1, "contents": []}
    kept = KeepPack(edition=1, exhibits=tuple(each.id for each in captures), **told)
    world.perform(world.case_manager, case, kept)
    for capture in captures:
        assert without_the_last(world.session, capture) == (
            Handling.PACKED,
            missed(world.session, capture),
        )


def test_nothing_is_linked_for_a_pack_that_names_an_item_of_another_case(
    world: World, case: Case
) -> None:
    own, other = an_exhibit(world, case), an_exhibit(world, world.case(Stage.INVESTIGATION))
    act = Act(world.session, case, world.case_manager, at())
    assert [each.id for each in captures_on(act, [own.capture_id])] == [own.capture_id]
    with pytest.raises(NotFound):
        captures_on(act, [own.capture_id, other.capture_id])


def test_each_item_that_moved_with_its_report(world: World, case: Case) -> None:
    other = begin(world.session, world.reporter, world.told(), at())
    capture = world.capture(other)
    triage(world, other, Decision.ADD_TO_CASE, add_to=case.reference)
    world.session.refresh(capture)
    assert without_the_last(world.session, capture) == (
        Handling.MOVED,
        missed(world.session, capture),
    )
