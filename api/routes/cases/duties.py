"""Duties outside HR and the tracks beside the procedure, over JSON."""

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from casework.case_file.beside import Beside
from casework.duties.commands import ConsiderDuty, StartClock
from casework.duties.kinds import Duty, Moment
from casework.duties.referring import PrepareReferral
from casework.reports.elsewhere import PassOnCase
from casework.reports.representatives import RecordUnionRepresentative
from casework.reports.side_tracks import ConcludeSafeguarding, HandOnLowLevelConcern

router = APIRouter(tags=["duties"])
add_act(router, "consider-duty", ConsiderDuty)
add_act(router, "start-clock", StartClock)
add_act(router, "prepare-referral", PrepareReferral)
add_act(router, "conclude-safeguarding", ConcludeSafeguarding)
add_act(router, "low-level-concern", HandOnLowLevelConcern)
add_act(router, "pass-on", PassOnCase)
add_act(router, "union-representative", RecordUnionRepresentative)


class DutyOut(BaseModel):
    """One duty at one moment, and its last answer; all null when nobody has answered it."""

    duty: Duty
    moment: Moment
    asks: str
    referred: bool | None
    referred_on: date | None
    reference: str | None
    because: str | None


def duties_out(beside: Beside) -> list[DutyOut]:
    """Every duty that is asked of a case now."""
    kept = ("referred", "referred_on", "reference", "because")
    return [
        DutyOut(
            duty=each.asked.duty,
            moment=each.moment,
            asks=each.asked.says,
            **{name: getattr(each.answer, name, None) for name in kept},
        )
        for each in beside.duties
    ]
