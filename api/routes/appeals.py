"""An appeal over JSON: how it arrived, its hearing, its decision and its letters."""

from fastapi import APIRouter

from api.acting import add_act
from casework.appeals.deciding import DecideAppeal
from casework.appeals.hearing import ScheduleAppealHearing
from casework.appeals.holding import RecordAppealHeard
from casework.appeals.late import DecideLateAppeal
from casework.appeals.letters import IssueAppealLetter, ReinstateEmployee
from casework.appeals.lodging import LodgeAppeal, RecordAppealReceived

router = APIRouter(tags=["appeals"])
add_act(router, "appeal", LodgeAppeal)
add_act(router, "appeal-received", RecordAppealReceived)
add_act(router, "decide-late-appeal", DecideLateAppeal)
add_act(router, "appeal-hearing-notice", ScheduleAppealHearing)
add_act(router, "appeal-heard", RecordAppealHeard)
add_act(router, "appeal-decision", DecideAppeal)
add_act(router, "appeal-letter", IssueAppealLetter)
add_act(router, "reinstatement-letter", ReinstateEmployee)
