"""Suspension and what is arranged instead, over JSON."""

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from casework.suspension.alternatives import Measure
from casework.suspension.commands import (
    ArrangeAlternative,
    SendSuspensionLetter,
    SuspendEmployee,
)
from casework.suspension.reviewing import ReviewSuspension

router = APIRouter(tags=["suspension"])
add_act(router, "suspend", SuspendEmployee)
add_act(router, "alternative-to-suspension", ArrangeAlternative)
add_act(router, "suspension-letter", SendSuspensionLetter)
add_act(router, "review-suspension", ReviewSuspension)


class InForceOut(BaseModel, from_attributes=True):
    """What is in force instead of ordinary work, and when it is looked at again."""

    measure: Measure
    starts_on: date
    letter_sent: bool
    review_on: date | None
    overdue: bool
