"""The time limits and rights that follow from an outcome, each with the day that chose it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casework.cases.models import Case
from casework.documents.models import IssuedDocument
from casework.law import Limit, confirmations, limit
from casework.outcomes.queries import outcome_of
from casework.people.models import Person
from casework.working_days import add_months, local_day


@dataclass(frozen=True)
class TimeLimits:
    """What can still be claimed after an outcome, and by when. None of it is advice."""

    limits: tuple[Limit, ...]
    service: str = ""
    unknown: str = ""


def time_limits(session: Session, case: Case) -> TimeLimits:
    """What follows from the outcome letter; empty while there is none."""
    outcome = outcome_of(session, case.id)
    if outcome is None or outcome.letter_document_id is None:
        return TimeLimits(())
    checked = frozenset(confirmations(session))
    written = local_day(session.get_one(IssuedDocument, outcome.letter_document_id).issued_at)
    found = [limit("act_claim", written, checked)]
    if not outcome.sanction.is_dismissal:
        return TimeLimits(tuple(found))
    ends = outcome.employment_ends_on
    if ends is None:
        says = "The day the employment ends was not recorded, so the limits of a dismissal are not"
        return TimeLimits(tuple(found), unknown=f"{says} worked out here.")
    keys = ("dismissal_claim", "qualifying", "cap")
    found = [*(limit(each, ends, checked) for each in keys), *found]
    return TimeLimits(tuple(found), _service(session, case, ends, checked))


def _service(session: Session, case: Case, ends: date, checked: frozenset[str]) -> str:
    """Whether their service is long enough, as a fact and no more."""
    person = session.get(Person, case.employee_id) if case.employee_id else None
    needed = limit("qualifying", ends, checked).version.value
    if person is None or needed is None:
        return ""
    enough = add_months(person.employed_from, needed) <= ends
    told = "has" if enough else "does not have"
    return (
        f"Employed from {person.employed_from:%-d %B %Y}: {told} the service that a claim of "
        "ordinary unfair dismissal needs. Some claims need none."
    )
