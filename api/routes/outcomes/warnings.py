"""Earlier warnings over JSON: which counted on the day of the act, and what lengthens one."""

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from api.deps import Caller, Reading, Today
from api.serving import serves
from casework.access import Action
from casework.case_file.queries import open_case_file
from casework.outcomes.extending import ExtendWarning, RecordAbsence
from casework.outcomes.spent import AskToUnlockSpent, DecideUnlock
from casework.people.warnings import WarningLevel

router = APIRouter(tags=["warnings"])
add_act(router, "unlock-spent", AskToUnlockSpent)
add_act(router, "decide-unlock", DecideUnlock)
add_act(router, "extend-warning", ExtendWarning)
add_act(router, "warning-absence", RecordAbsence)


class EarlierWarningOut(BaseModel):
    """A warning, and why it counted or did not."""

    level: WarningLevel
    about: str
    given_on: date
    spent_on: date
    live: bool
    why: list[str]


@router.get("/cases/{reference}/warnings", dependencies=serves(Action.VIEW_LIVE_WARNINGS))
def warnings(
    reference: str, reading: Reading, caller: Caller, today: Today
) -> list[EarlierWarningOut]:
    """Earlier warnings that this caller may see on a case."""
    file = open_case_file(reading, caller, reference, today, Action.VIEW_LIVE_WARNINGS)
    return [
        EarlierWarningOut(
            **each.warning.model_dump(include={"level", "about", "given_on", "spent_on"}),
            live=each.live,
            why=[told.says for told in each.on_each_day],
        )
        for each in file.warnings
    ]
