"""Who must not be told of a report: the reporter, the person concerned, their line, the named."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from casework.access import TrustRole
from casework.cases.conflicts import record
from casework.cases.gateway import Act
from casework.cases.independence import Ground
from casework.people.queries import Known, holding, in_line
from casework.text import folded

# Whoever could be asked to triage it. Not the safeguarding leads: a report often says that one was
# told, and a child may not wait for somebody to lift a conflict that is none.
ASKED = (
    TrustRole.HR_CASE_MANAGER,
    TrustRole.HR_DIRECTOR,
    TrustRole.CHIEF_EXECUTIVE,
    TrustRole.CHAIR_OF_TRUSTEES,
)
NAMED = "Named in the words of the report"


def named_in(session: Session, words: Iterable[str | None]) -> list[Known]:
    """Everybody who could be asked to triage a report and whose full name is in its words."""
    told = f" {folded(' '.join(each for each in words if each))} "
    return [each for each in holding(session, *ASKED) if f" {folded(each.name)} " in told]


def in_line_with(session: Session, employee_id: UUID | None) -> frozenset[UUID]:
    """Everybody in HR who manages the employee or is managed by them."""
    if employee_id is None:
        return frozenset()
    in_hr = holding(session, TrustRole.HR_CASE_MANAGER, TrustRole.HR_DIRECTOR)
    return frozenset(each.id for each in in_hr if in_line(session, each.id, employee_id))


def record_named(act: Act, people: Iterable[Known]) -> None:
    """Keep whoever is named in a report away from its case until somebody lifts it."""
    for each in people:
        if each.id not in {act.actor.id, act.case.employee_id}:
            record(act, each.id, Ground.NAMED, NAMED)
