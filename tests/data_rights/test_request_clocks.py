"""The clock of a request, its refusal, and that it is recorded once."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from casework.access import Actor
from casework.cases.models import Case
from casework.data_rights.kinds import Ended, RequestKind, Waiting
from casework.data_rights.models import DataRequest
from casework.data_rights.queries import open_request
from casework.data_rights.releasing import AskRelease, RefuseRequest
from casework.data_rights.waiting import ExtendRequest, ResumeRequestClock, StopRequestClock
from casework.errors import ProcedureBreach, WrongAnswer
from tests.data_rights.conftest import record
from tests.documents.reading import bare, words_in
from tests.world import DAY, World, at


def test_the_month_waits_for_proof_and_is_extended_within_itself(
    world: World, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo, identity_how=None, identity_on=None)
    assert request.due_on == date(2026, 11, 5)
    stop = {"number": request.number, "waiting": Waiting.IDENTITY, "why": "A passport, please"}
    StopRequestClock.model_validate({**stop, "since": DAY}).perform(world.session, dpo, at())
    with pytest.raises(ProcedureBreach, match="clock of this request runs"):
        StopRequestClock.model_validate({**stop, "since": DAY}).perform(world.session, dpo, at())
    later = DAY + timedelta(4)
    ResumeRequestClock(number=request.number, until=later).perform(world.session, dpo, at(later))
    assert request.due_on == date(2026, 11, 9)
    longer = ExtendRequest(number=request.number, why="Five cases", told_on=date(2026, 11, 10))
    with pytest.raises(ProcedureBreach, match="within the first month"):
        longer.perform(world.session, dpo, at(date(2026, 11, 10)))
    longer = ExtendRequest(number=request.number, why="Five cases", told_on=later)
    longer.perform(world.session, dpo, at(later))
    assert request.due_on == date(2027, 1, 9)


def test_before_the_law_changed_the_clock_did_not_stop(world: World, dpo: Actor) -> None:
    request = record(world, dpo, received_on=date(2026, 2, 4))
    stop = StopRequestClock(
        number=request.number, waiting=Waiting.IDENTITY, why="A passport", since=DAY
    )
    with pytest.raises(ProcedureBreach, match="since 5 February 2026"):
        stop.perform(world.session, dpo, at())


def test_a_request_is_refused_with_its_ground_and_the_hold_ends(
    world: World, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo)
    assert case.held_since is not None
    told = {"number": request.number, "ground": "excessive", "reason": "The tenth this month."}
    RefuseRequest.model_validate({**told, "served_how": "by post"}).perform(
        world.session, dpo, at()
    )
    letter = open_request(world.session, dpo, request.number).letters[-1]
    assert letter.code == "DUTY-L30-3"
    assert bare("manifestly excessive") in words_in(letter.pdf)
    assert request.ended is Ended.REFUSED
    assert case.held_since is None
    with pytest.raises(WrongAnswer, match="closed"):
        AskRelease(number=request.number, kept="x").perform(world.session, dpo, at())


def test_the_same_request_is_not_recorded_twice(world: World, dpo: Actor, case: Case) -> None:
    request = record(world, dpo)
    with pytest.raises(WrongAnswer, match=request.reference):
        record(world, dpo)
    later = record(world, dpo, kind=RequestKind.COMPLAINT)
    assert later.number == request.number + 1
    assert len(world.session.exec(select(DataRequest)).all()) == 2
