"""How much waits for somebody: the numbers beside their navigation, in one query."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from casework.access import Actor
from casework.database.whose import every_case

_COUNTS = text(
    """
    SELECT count(*) FILTER (WHERE c.stage = 'reported' AND c.id IN (
               SELECT case_id FROM appointments
               WHERE person_id = :me AND ended_at IS NULL AND role = 'triage')),
           count(*) FILTER (WHERE c.stage <> 'reported'),
           count(*) FILTER (WHERE c.stage = 'hearing' AND EXISTS (
               SELECT FROM hearings h WHERE h.case_id = c.id AND h.held_at IS NULL))
    FROM cases c
    WHERE c.stage <> 'closed' AND c.employee_id IS DISTINCT FROM :me
      AND c.id = ANY (ARRAY(SELECT cases_of(:me, 'a02')))
      AND c.id <> ALL (ARRAY(
          SELECT case_id FROM appointments
          WHERE person_id = :me AND ended_at IS NULL AND role = 'companion'))
    """
)


@dataclass(frozen=True)
class Waiting:
    """New reports to triage, open cases, and hearings to come."""

    reports: int
    cases: int
    hearings: int


_OWN = text(
    """
    SELECT c.reference FROM cases c
    WHERE (c.employee_id = ANY(same_person(:me)) OR c.id = ANY (ARRAY(
              SELECT case_id FROM appointments
              WHERE person_id = :me AND ended_at IS NULL AND role = 'companion')))
      AND EXISTS (SELECT FROM issued_documents d WHERE d.case_id = c.id AND d.code LIKE 'L-%')
    ORDER BY c.opened_at DESC
    """
)


def own_cases(session: Session, actor: Actor) -> list[str]:
    """The cases about this person, or in which they accompany somebody, once that was told."""
    with every_case(session):  # each is asked by its person alone
        return list(session.execute(_OWN, {"me": actor.id}).scalars())


def counts(session: Session, actor: Actor) -> Waiting:
    """What waits for this person now."""
    with every_case(session):
        return Waiting(*session.execute(_COUNTS, {"me": actor.id}).one())
