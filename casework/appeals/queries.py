"""Reading where the appeal window stands."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from casework.appeals.rules import ClosingFacts
from casework.cases.models import Deadline

WINDOW = "T9"


def closing_facts(session: Session, case_id: UUID, today: date) -> ClosingFacts:
    """What the rules about closing a case need to know."""
    ends = select(col(Deadline.due_on)).where(Deadline.case_id == case_id, Deadline.kind == WINDOW)
    return ClosingFacts(window_ends=session.exec(ends).first(), today=today)
