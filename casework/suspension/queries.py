"""Reading what is in force on a case instead of ordinary work, and its reviews."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from casework.cases.models import Deadline
from casework.database.of_case import rows_of
from casework.people.queries import Known, known
from casework.suspension.alternatives import Measure
from casework.suspension.models import Suspension, SuspensionReview
from casework.suspension.rules import InForceFacts

REVIEWS = ("T3-R", "T3-A")
LETTER = "T3"


@dataclass(frozen=True)
class InForce:
    """A measure in force now: what it is, who the employee can call, and when it is looked at."""

    measure: Measure
    starts_on: date
    contact: Known
    letter_sent: bool
    review_on: date | None
    overdue: bool
    times_reviewed: int

    @property
    def is_suspension(self) -> bool:
        return self.measure is Measure.SUSPENSION


def measure_of(session: Session, case_id: UUID) -> Suspension | None:
    """What is in force now, if anything is."""
    ever = rows_of(session, Suspension, case_id)
    return next((each for each in ever if each.ended_on is None), None)


def measures_on(session: Session, case_id: UUID) -> list[Suspension]:
    """Every measure there was on a case, the latest first."""
    ever = rows_of(session, Suspension, case_id)
    return sorted(ever, key=lambda each: each.recorded_at, reverse=True)


def reviews_on(session: Session, case_id: UUID) -> list[SuspensionReview]:
    """Every review of a case's measures, the latest first."""
    ever = rows_of(session, SuspensionReview, case_id)
    return sorted(ever, key=lambda each: each.recorded_at, reverse=True)


def in_force(session: Session, case_id: UUID, today: date) -> InForce | None:
    """What is in force now, with when its review is due."""
    found = measure_of(session, case_id)
    if found is None:
        return None
    due = review_due_on(session, case_id)
    return InForce(
        measure=found.measure,
        starts_on=found.starts_on,
        contact=known(session, found.contact_id),
        letter_sent=found.letter_document_id is not None,
        review_on=due,
        overdue=due is not None and due < today,
        times_reviewed=sum(each.suspension_id == found.id for each in reviews_on(session, case_id)),
    )


def review_due_on(session: Session, case_id: UUID) -> date | None:
    """The day on which what is in force is looked at again."""
    clocks = rows_of(session, Deadline, case_id)
    due = (each.due_on for each in clocks if each.kind in REVIEWS and each.met_at is None)
    return next(due, None)


def suspension_facts(session: Session, case_id: UUID) -> InForceFacts:
    """Whether the employee is suspended, and has it in writing."""
    found = measure_of(session, case_id)
    suspended = found is not None and found.measure is Measure.SUSPENSION
    sent = found is not None and found.letter_document_id is not None
    return InForceFacts(in_force=suspended, letter_sent=sent)
