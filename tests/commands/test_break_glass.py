"""Break-glass: one case, for an hour, and somebody else looks at why."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases.break_glass import (
    OpenUnderBreakGlass,
    ReviewBreakGlass,
    open_under_break_glass,
    openings_to_review,
)
from casework.cases.conflicts import RecordConflict
from casework.cases.gateway import standing_now
from casework.cases.independence import Ground
from casework.cases.outside import decide
from casework.cases.sealing import SealCase
from casework.cases.stages import Stage
from casework.errors import NotPermitted, StepUpNeeded, WrongAnswer
from tests.commands.test_independence import sees
from tests.world import World, at

URGENT = "The hearing is in an hour and nobody with a part answers."


def test_break_glass_reads_one_case_for_an_hour_and_waits_for_review(world: World) -> None:
    case, other = world.case(Stage.HEARING), world.case(Stage.TRIAGE)
    hr = world.colleague
    open_under_break_glass(world.session, hr, case.reference.lower(), URGENT, at())
    assert sees(world, hr, case)
    assert not sees(world, hr, other)
    later = standing_now(world.session, hr, case.reference, at() + timedelta(minutes=61))
    assert not later.knows
    waiting = openings_to_review(world.session, world.hr_director)
    assert [each.by.id for each in waiting] == [hr.id]
    review = ReviewBreakGlass(opening_id=waiting[0].opening.id, justified=True, words="It was")
    decide(world.session, world.hr_director, case.id, review, at())
    assert openings_to_review(world.session, world.hr_director) == []


def test_break_glass_changes_nothing(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    open_under_break_glass(world.session, world.colleague, case.reference, URGENT, at())
    asked = RecordConflict(person_id=world.stranger.id, ground=Ground.NAMED, reason="Named")
    with pytest.raises(NotPermitted):
        world.perform(world.colleague, case, asked)


def test_a_case_that_concerns_them_or_is_sealed_is_no_case(world: World) -> None:
    mine = world.case(Stage.HEARING, employee=world.colleague)
    reported = world.case(Stage.HEARING, reporter=world.colleague)
    sealed = world.case(Stage.HEARING)
    world.perform(world.case_manager, sealed, SealCase(reason="A child"))
    told = set()
    for reference in (mine.reference, reported.reference, sealed.reference, "SM26-9999"):
        with pytest.raises(WrongAnswer) as refused:
            open_under_break_glass(world.session, world.colleague, reference, URGENT, at())
        told.add(str(refused.value))
    assert len(told) == 1


def test_break_glass_asks_for_proof_of_who_one_is_and_for_a_reason(world: World) -> None:
    case = world.case(Stage.HEARING)
    unproved = replace(world.colleague, confirmed=False)
    with pytest.raises(StepUpNeeded):
        open_under_break_glass(world.session, unproved, case.reference, URGENT, at())
    with pytest.raises(ValueError, match="20"):
        OpenUnderBreakGlass(reason="Must see it")
    with pytest.raises(NotPermitted):
        open_under_break_glass(world.session, world.reporter, case.reference, URGENT, at())


def test_nobody_reviews_what_they_opened_themselves(world: World) -> None:
    case = world.case(Stage.HEARING)
    open_under_break_glass(world.session, world.hr_director, case.reference, URGENT, at())
    assert openings_to_review(world.session, world.hr_director) == []
