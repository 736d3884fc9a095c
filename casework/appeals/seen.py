"""An appeal as the page of a case shows it, with everything that belongs to it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from casework.appeals.models import Appeal, AppealDecision, AppealGround, AppealHearing
from casework.appeals.queries import (
    appeal_decision_of,
    appeal_hearing_of,
    appeal_of,
    grounds_of,
)


@dataclass(frozen=True)
class AppealSeen:
    """The appeal, its grounds, its hearing and what was decided, as far as it has come."""

    lodged: Appeal
    grounds: list[AppealGround]
    hearing: AppealHearing | None
    decision: AppealDecision | None


def appeal_seen(session: Session, case_id: UUID) -> AppealSeen | None:
    """The appeal on a case, or nothing."""
    lodged = appeal_of(session, case_id)
    if lodged is None:
        return None
    return AppealSeen(
        lodged,
        grounds_of(session, case_id),
        appeal_hearing_of(session, case_id),
        appeal_decision_of(session, case_id),
    )
