"""What waits for somebody, and the cases of their own: all that is beside their navigation."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from casework.access import Actor
from casework.cases.visible import for_whom
from casework.database.whose import every_case, once_while_reading

_WAITING = text(
    """
    SELECT count(*) FILTER (WHERE c.stage = 'reported' AND c.id IN (
               SELECT case_id FROM appointments
               WHERE person_id = :me AND ended_at IS NULL AND role = 'triage')),
           count(*) FILTER (WHERE c.stage <> 'reported'),
           count(*) FILTER (WHERE c.stage = 'hearing' AND EXISTS (
               SELECT FROM hearings h WHERE h.case_id = c.id AND h.held_at IS NULL)),
           ARRAY(
               SELECT own.reference FROM cases own
               WHERE (own.employee_id = ANY(ARRAY(SELECT unnest(same_person(:me))))
                      OR own.id = ANY (ARRAY(
                         SELECT case_id FROM appointments
                         WHERE person_id = :me AND ended_at IS NULL AND role = 'companion')))
                 AND EXISTS (SELECT FROM issued_documents d
                             WHERE d.case_id = own.id AND d.code LIKE 'L-%')
               ORDER BY own.opened_at DESC),
           ARRAY(
               SELECT DISTINCT role FROM appointments
               WHERE person_id = :me AND ended_at IS NULL
                 AND case_id = ANY (ARRAY(SELECT unnest(CAST(:open_cases AS uuid[])))))
    FROM cases c
    WHERE c.stage <> 'closed' AND c.employee_id IS DISTINCT FROM :me
      AND c.id = ANY (ARRAY(SELECT unnest(CAST(:open_cases AS uuid[]))))
      AND c.id <> ALL (ARRAY(
          SELECT case_id FROM appointments
          WHERE person_id = :me AND ended_at IS NULL AND role = 'companion'))
    """
)


@dataclass(frozen=True)
class Waiting:
    """New reports to triage, open cases, and hearings to come.

    Apart from them, by reference: the cases about this person, or in which they accompany
    somebody, once that was told; and which parts they hold on open cases.
    """

    reports: int
    cases: int
    hearings: int
    own: list[str]
    parts: list[str]


@once_while_reading
def desk_of(session: Session, actor: Actor) -> Waiting:
    """What waits for this person now."""
    with every_case(session):  # each is asked by its person alone
        return Waiting(*session.execute(_WAITING, for_whom(session, actor)).one())
