"""What the policy's registers say of a case for one reader: now, and when it was decided upon."""

from sqlmodel import Session

from casework.access import Action, Standing
from casework.case_file.sight import is_theirs
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.registers.queries import LookUp, look_up
from casework.reports.looked_up import RegisterLookUp, looked_up
from casework.reports.queries import conduct_day

# While it may still clear the matter.
LOOKED_UP = frozenset({Stage.REPORTED, Stage.TRIAGE, Stage.INVESTIGATION, Stage.DECISION})


def registers_for(
    session: Session, case: Case, standing: Standing
) -> tuple[LookUp | None, list[RegisterLookUp]]:
    """What they say today while it may clear the matter, and what was kept of them."""
    if not standing.sees(Action.VIEW_ALLEGATIONS) or is_theirs(standing):
        return None, []
    then = looked_up(session, case.id)
    if case.employee_id is None or case.stage not in LOOKED_UP:
        return None, then
    return look_up(session, case.employee_id, conduct_day(session, case)), then
