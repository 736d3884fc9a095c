"""A file is taken in only by whoever says how it was come by, and confirms it."""

from typing import Any

import pytest
from pydantic import ValidationError
from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.choices import AccessRoute, Confirms, Means, StillOnline
from casework.evidence.commands import RecordCapture
from casework.evidence.details import CaptureDetails
from casework.evidence.models import Capture
from casework.evidence.queries import item_on
from casework.evidence.records import Record, record_of
from casework.evidence.rules import Collected
from tests.commands.taking import LAWFUL, streamed
from tests.refusing import breaches
from tests.world import DAY, World


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


def record(world: World, case: Case, capture: Capture) -> Record:
    return record_of(world.session, item_on(world.session, case.id, str(capture.id)))


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"means": Means.BORROWED_LOGIN}, "G-EV-3"),
        ({"means": Means.FALSE_ACCOUNT}, "G-EV-4"),
        ({"access_route": AccessRoute.MONITORING}, "G-EV-6"),
        ({"confirmed": False}, "G-EV-7"),
        ({"suspected_image": True}, "IMG-1"),
    ],
)
def test_what_was_not_come_by_lawfully_is_not_taken_in(
    world: World, case: Case, answers: dict[str, Any], rule: str
) -> None:
    collected = LAWFUL.model_copy(update=answers)
    with breaches(rule):
        command = RecordCapture.of(streamed(case), CaptureDetails(), collected)
        world.perform(world.investigating_officer, case, command)
    assert world.session.exec(select(Capture)).all() == []


def test_whoever_adds_a_file_confirms_it_and_says_whether_it_is_online(
    world: World, case: Case
) -> None:
    sent_on = LAWFUL.model_copy(update={"access_route": AccessRoute.SUPPLIED})
    command = RecordCapture.of(streamed(case), CaptureDetails(), sent_on, StillOnline.YES)
    entry = world.perform(world.investigating_officer, case, command)
    kept = record(world, case, world.session.get_one(Capture, entry.facts["capture_id"]))
    assert [(each.confirms, each.person_id) for each in kept.confirmations] == [
        (Confirms.GIVEN, world.investigating_officer.id)
    ]
    assert [(each.found, each.looked_on) for each in kept.checks] == [(StillOnline.YES, DAY)]
    assert kept.item.details.access_route is AccessRoute.SUPPLIED
    assert entry.facts["collected"]["means"] == "none"


def test_an_answer_nobody_offered_is_refused() -> None:
    with pytest.raises(ValidationError):
        Collected.model_validate({"means": "by magic"})
