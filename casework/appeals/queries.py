"""Reading where the appeal window stands."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from casework.appeals.models import Appeal
from casework.appeals.rules import ClosingFacts, LodgingFacts
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.outcomes.queries import letter_facts

WINDOW = "T9"


def closing_facts(session: Session, case_id: UUID, today: date) -> ClosingFacts:
    """What the rules about closing a case need to know."""
    ends = select(col(Deadline.due_on)).where(Deadline.case_id == case_id, Deadline.kind == WINDOW)
    appealed = appeal_of(session, case_id) is not None
    return ClosingFacts(session.exec(ends).first(), today, appealed=appealed)


def appeal_of(session: Session, case_id: UUID) -> Appeal | None:
    return session.exec(select(Appeal).where(Appeal.case_id == case_id)).first()


def lodging_facts(session: Session, case: Case, today: date) -> LodgingFacts:
    """What the rules about lodging an appeal need to know."""
    ends = closing_facts(session, case.id, today).window_ends
    return LodgingFacts(
        outcome_sent=letter_facts(session, case.id).already_sent,
        in_time=ends is None or today <= ends,
        closed=case.stage is Stage.CLOSED,
        appealed=appeal_of(session, case.id) is not None,
    )
