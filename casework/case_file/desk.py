"""How much waits for somebody: the numbers beside their navigation, in one query."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from casework.access import Actor

_COUNTS = text(
    """
    SELECT count(*) FILTER (WHERE c.stage = 'reported' AND a.triages),
           count(*) FILTER (WHERE c.stage NOT IN ('reported', 'closed')),
           count(*) FILTER (WHERE h.id IS NOT NULL AND h.held_at IS NULL)
    FROM (
        SELECT case_id, bool_or(role = 'triage') AS triages
        FROM appointments
        WHERE person_id = :me AND ended_at IS NULL AND role NOT IN ('employee', 'reporter')
        GROUP BY case_id
    ) a
    JOIN cases c ON c.id = a.case_id AND c.employee_id IS DISTINCT FROM :me
    LEFT JOIN hearings h ON h.case_id = c.id
    WHERE c.stage <> 'closed'
    """
)


@dataclass(frozen=True)
class Waiting:
    """New reports to triage, open cases, and hearings to come."""

    reports: int
    cases: int
    hearings: int


def counts(session: Session, actor: Actor) -> Waiting:
    """What waits for this person now."""
    return Waiting(*session.execute(_COUNTS, {"me": actor.id}).one())
