"""What holds up every other step of a case: a review of a suspension whose day has passed."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from casework.access import Permission, Standing
from casework.access.standing import SUBJECT_SIDE
from casework.cases.models import Deadline
from casework.cases.rules import GOING_ON_RULES, GoingOnFacts
from casework.database.of_case import rows_of
from casework.procedure import require

REVIEW = "T3-R"
# Keeping what may be lost, safety, fairness between people and the review itself never wait.
NEVER_WAITS = frozenset(
    {
        Permission.VIEW_CASE,
        Permission.VIEW_EVIDENCE,
        Permission.ADD_EVIDENCE,
        Permission.DOWNLOAD_ORIGINAL,
        Permission.REDACT,
        Permission.RELEASE_COPY,
        Permission.GIVE_PSEUDONYM,
        Permission.ADD_TO_REPORT,
        Permission.APPOINT,
        Permission.DECLARE_CONFLICT,
        Permission.RECORD_CONFLICT,
        Permission.SEAL,
        Permission.RECORD_LADO,
        Permission.RECORD_DUTY,
        Permission.SUSPEND,
        Permission.LODGE_APPEAL,
    }
)


def review_due(session: Session, case_id: UUID) -> date | None:
    """The day on which the suspension of this case is to be reviewed, if it lasts."""
    clocks = rows_of(session, Deadline, case_id)
    waiting = (each.due_on for each in clocks if each.kind == REVIEW and each.met_at is None)
    return next(waiting, None)


def require_reviewed(
    session: Session, standing: Standing, permission: Permission, today: date
) -> None:
    """Refuse a step of the procedure while a review of the suspension is overdue.

    What the employee and whoever accompanies them do is never held up by it (Acas Code para 8).

    Raises:
        ProcedureBreach: the review comes first.
    """
    if permission in NEVER_WAITS or standing.personas <= SUBJECT_SIDE:
        return
    require(GOING_ON_RULES, GoingOnFacts(review_due(session, standing.of_case), today))
