"""What the employee says, by whichever way it comes: the paper route is equal to their own page."""

from typing import Any

from pydantic import BaseModel, Field

from casework.cases.gateway import Act
from casework.errors import WrongAnswer
from casework.text import Day, Line

THEMSELVES = "by the employee, in Casework"


class Received(BaseModel):
    """What HR records for the employee: when it came, and how."""

    received_on: Day = Field(title="the day it was received")
    received_how: Line = Field(title="how it was received")

    def given(self, act: Act) -> dict[str, Any]:
        """When and how it was given.

        Raises:
            WrongAnswer: the day is still to come.
        """
        if self.received_on > act.today:
            raise WrongAnswer({"received_on": "Enter a day that is not in the future"})
        return _given(act) | {"given_on": self.received_on, "given_how": self.received_how}


class Themselves(BaseModel):
    """What the employee records themselves."""

    def given(self, act: Act) -> dict[str, Any]:
        return _given(act) | {"given_on": act.today, "given_how": THEMSELVES}


def _given(act: Act) -> dict[str, Any]:
    return {"case_id": act.case.id, "recorded_by": act.actor.id, "recorded_at": act.at}
