"""What the cases say about the policy itself: what nobody needed, what is mistaken."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from casework.database.whose import every_case
from casework.insights import counting
from casework.insights.counting import counted
from casework.insights.figures import Figure, figure
from casework.insights.years import AcademicYear
from casework.policies.intake import INTAKE_LABELS


@dataclass(frozen=True)
class Unused:
    """A statement in force that no allegation ever rested on, under any version."""

    number: str
    text: str
    version: UUID


def unused(session: Session, today: date) -> list[Unused]:
    """The rules of the versions in force that were never alleged. About the policy, not people."""
    with every_case(session):
        return [Unused(*row) for row in session.execute(counting.NEVER, {"today": today})]


def feedback_of(session: Session, year: AcademicYear) -> list[Figure]:
    """What reporters took a post for against what HR confirmed, and clauses that come together."""
    return [_mistaken(session, year), _pairs(session)]


def _mistaken(session: Session, year: AcademicYear) -> Figure:
    names = {each.key: each.label for each in INTAKE_LABELS if each.clause}
    found = counting.relabelled(counted(session, counting.TICKED, **year.span.bounds), names)
    says = "What reporters ticked, and how often triage confirmed a clause of the same number."
    heads = ("Ticked", "Confirmed")
    return figure("ticked", "Taken for", says, "Ticked", found, heads, names.values())


def _pairs(session: Session) -> Figure:
    found = counted(session, counting.PAIRS)
    says = "Clauses alleged together in at least five cases, whatever the year."
    return figure("pairs", "Often together", says, "Clauses", found, ("Cases",), found)
