"""The number beside “Cases” counts what the list behind it shows: every open case, new ones too."""

from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

WAITING = """
CREATE OR REPLACE FUNCTION waiting_for(me uuid)
RETURNS TABLE (reports bigint, cases bigint, hearings bigint, own text[],
               parts text[], open_cases text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    seen uuid[] := array(SELECT cases_of(me, 'a02', still_open => true));
    same uuid[] := same_person(me);
    accompanied uuid[] := array(
        SELECT a.case_id FROM appointments AS a
        WHERE a.person_id = me AND a.ended_at IS NULL AND a.role = 'companion');
BEGIN
    RETURN QUERY
    SELECT count(*) FILTER (WHERE c.stage = 'reported' AND c.id = ANY (ARRAY(
               SELECT a.case_id FROM appointments AS a
               WHERE a.person_id = me AND a.ended_at IS NULL AND a.role = 'triage'))),
           count(*),
           count(*) FILTER (WHERE c.stage = 'hearing' AND EXISTS (
               SELECT FROM hearings AS h WHERE h.case_id = c.id AND h.held_at IS NULL)),
           ARRAY(
               SELECT mine.reference::text FROM cases AS mine
               WHERE (mine.employee_id = ANY(same) OR mine.id = ANY(accompanied))
                 AND EXISTS (SELECT FROM issued_documents AS d
                             WHERE d.case_id = mine.id AND d.code LIKE 'L-%')
               ORDER BY mine.opened_at DESC),
           ARRAY(
               SELECT DISTINCT a.role::text FROM appointments AS a
               WHERE a.person_id = me AND a.ended_at IS NULL AND a.case_id = ANY (seen)),
           seen::text
    FROM cases AS c
    WHERE c.stage <> 'closed' AND c.employee_id IS DISTINCT FROM me
      AND c.id = ANY (seen) AND c.id <> ALL (accompanied);
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(WAITING)
