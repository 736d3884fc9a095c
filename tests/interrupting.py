"""Asking for a pause, a resignation, and a reopening, in tests."""

from datetime import date, timedelta
from typing import Any

from casework.cases.models import Case
from casework.duties.commands import ConsiderDuty
from casework.duties.kinds import Duty, Moment
from casework.interruptions.models import PauseGround
from casework.interruptions.pausing import PauseCase, ResumeCase
from casework.interruptions.reopening import ReopenCase
from casework.interruptions.resigning import ConcludeAfterResignation, RecordResignation
from tests.world import DAY, World

WEEK = timedelta(days=7)
RESUME = ResumeCase(reason="The grievance is decided.")
REOPEN = ReopenCase(reason="A late appeal has good reason.")


def pausing(review_on: date = DAY + WEEK, **told: Any) -> PauseCase:
    whole = {"ground": PauseGround.GRIEVANCE, "reason": "He has raised a grievance."} | told
    return PauseCase(review_on=review_on, **whole)


def resigning(**told: Any) -> RecordResignation:
    whole: dict[str, Any] = {
        "received_on": DAY,
        "last_day": date(2026, 12, 31),
        "goes_on": True,
        "why": "The hearing is near.",
    }
    return RecordResignation(**(whole | told))


def not_referred(world: World, case: Case) -> None:
    """Whether the TRA and the DBS must be told is decided before a case is concluded."""
    for duty in (Duty.TRA, Duty.DBS):
        told = {"moment": Moment.RESIGNATION, "referred": False, "because": "No harm to a child."}
        world.perform(world.case_manager, case, ConsiderDuty(duty=duty, **told))


def concluding(**told: Any) -> ConcludeAfterResignation:
    return ConcludeAfterResignation(
        conclusion="On the evidence, the post is his.", referrals="No duty to refer.", **told
    )
