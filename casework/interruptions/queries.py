"""Reading whether a case is paused, and whether the employee has resigned."""

from uuid import UUID

from sqlmodel import Session

from casework.database.of_case import rows_of
from casework.documents.models import IssuedDocument
from casework.interruptions.models import Overlap, Pause, Resignation


def resignation_of(session: Session, case_id: UUID) -> Resignation | None:
    return next(iter(rows_of(session, Resignation, case_id)), None)


def pause_of(session: Session, case_id: UUID) -> Pause | None:
    """The pause that a case is in now."""
    ever = rows_of(session, Pause, case_id)
    return next((each for each in ever if each.resumed_on is None), None)


def pauses_of(session: Session, case_id: UUID) -> list[Pause]:
    """Every pause of a case, the earliest first."""
    return sorted(rows_of(session, Pause, case_id), key=lambda each: each.paused_on)


def overlaps_of(session: Session, case_id: UUID) -> list[Overlap]:
    """What went on beside a case, the latest first."""
    ever = rows_of(session, Overlap, case_id)
    return sorted(ever, key=lambda each: each.recorded_at, reverse=True)


def has_been_told(session: Session, case_id: UUID) -> bool:
    """Whether the employee has had a letter about the case: before that, none tells them of it."""
    return any(each.code.startswith("L-") for each in rows_of(session, IssuedDocument, case_id))
