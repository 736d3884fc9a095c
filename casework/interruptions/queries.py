"""Reading whether a case is paused, and whether the employee has resigned."""

from uuid import UUID

from sqlmodel import Session, col, select

from casework.database.whose import once_while_reading
from casework.documents.models import IssuedDocument
from casework.interruptions.models import Overlap, Pause, Resignation


@once_while_reading
def resignation_of(session: Session, case_id: UUID) -> Resignation | None:
    return session.exec(select(Resignation).where(Resignation.case_id == case_id)).first()


def pause_of(session: Session, case_id: UUID) -> Pause | None:
    """The pause that a case is in now."""
    now = select(Pause).where(Pause.case_id == case_id, col(Pause.resumed_on).is_(None))
    return session.exec(now).first()


def pauses_of(session: Session, case_id: UUID) -> list[Pause]:
    """Every pause of a case, the earliest first."""
    ever = select(Pause).where(Pause.case_id == case_id)
    return list(session.exec(ever.order_by(col(Pause.paused_on))))


def overlaps_of(session: Session, case_id: UUID) -> list[Overlap]:
    """What went on beside a case, the latest first."""
    ever = select(Overlap).where(Overlap.case_id == case_id)
    return list(session.exec(ever.order_by(col(Overlap.recorded_at).desc())))


def has_been_told(session: Session, case_id: UUID) -> bool:
    """Whether the employee has had a letter about the case: before that, none tells them of it."""
    letters = select(IssuedDocument.id).where(
        IssuedDocument.case_id == case_id, col(IssuedDocument.code).startswith("L-")
    )
    return session.exec(letters).first() is not None
