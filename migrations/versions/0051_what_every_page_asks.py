"""What every page asks of the database, asked in fewer words and worked out once."""

from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
# The codes that bring rows at any moment; the employee's own header is theirs too.
ALWAYS = """(k.code IN ('A', 'S') OR (k.code = 'R' AND lowest = 'R')
           OR (k.code = 'O' AND asked = 'a02'))"""

# The parts of a person that count on a case, in the order in which Standing decides; none where a
# conflict, the seal or their line of management takes all of them away.
COUNTING = f"""
CREATE FUNCTION counting_on(one uuid, me uuid[]) RETURNS text[]
LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE
    about uuid;
    sealed timestamptz;
    parts text[] := array(SELECT p.role::text FROM appointments AS p
        WHERE p.case_id = one AND p.person_id = ANY(me) AND p.ended_at IS NULL);
    counting text[] := parts;
BEGIN
    SELECT c.employee_id, c.sealed_at INTO about, sealed FROM cases AS c WHERE c.id = one;
    IF about = ANY(me) OR 'employee' = ANY(parts) THEN
        RETURN ARRAY['employee'];
    ELSIF 'reporter' = ANY(parts)
        OR EXISTS (SELECT FROM reports AS r WHERE r.case_id = one AND r.reporter_id = ANY(me))
    THEN
        counting := ARRAY['reporter'];
    ELSIF parts = ARRAY[]::text[] THEN
        counting := array(SELECT 'break_glass' FROM break_glass AS b
            WHERE b.case_id = one AND b.person_id = ANY(me)
              AND b.opened_at <= now() AND b.ends_at > now());
    END IF;
    IF (parts = ARRAY[]::text[] AND NOT 'break_glass' = ANY(counting))
        OR EXISTS (SELECT FROM conflicts AS x
            WHERE x.case_id = one AND x.person_id = ANY(me) AND x.lifted_at IS NULL)
        OR (sealed IS NOT NULL AND NOT EXISTS (SELECT FROM named_readers AS n
            WHERE n.case_id = one AND n.person_id = ANY(me)))
        OR line_conflict(one, about, me, parts)
    THEN
        RETURN ARRAY[]::text[];
    END IF;
    RETURN counting;
END $$
"""
# Whether those parts bring what is asked, at this moment of the procedure.
BRINGS = f"""
CREATE FUNCTION parts_bring(counting text[], one uuid, asked text, lowest text) RETURNS boolean
LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
    RETURN counting <> ARRAY[]::text[] AND EXISTS (
        SELECT FROM access_codes AS k WHERE k.action = asked AND k.part = ANY(counting)
          AND ({ALWAYS} OR (k.code = 'c' AND has_come(k.moment, one)))
          AND (k.part NOT IN ('employee', 'companion') OR has_come('notified', one)));
END $$
"""
CASE_SHOWS = f"""
CREATE OR REPLACE FUNCTION case_shows(one uuid, me uuid[], asked text, lowest text)
RETURNS boolean LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
    RETURN parts_bring(counting_on(one, me), one, asked, lowest);
END $$
"""
# While a page looks at one case, each policy of each table asks this. In a transaction that cannot
# write, the parts that count are worked out once: `casework.counting` is emptied whenever Casework
# says for whom and at what it looks.
CASES_FOR = f"""
CREATE OR REPLACE FUNCTION cases_for(asked text, lowest text DEFAULT 'A') RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 100 {DEFINER} AS $$
DECLARE
    working uuid[] := working_cases();
    person uuid := acting_person();
    one uuid := looking_at();
    kept text;
    counting text[];
BEGIN
    RETURN QUERY SELECT unnest(working);
    IF person IS NULL OR (one = ANY(working)) THEN
        RETURN;
    ELSIF one IS NULL THEN
        RETURN QUERY SELECT cases_of(person, asked, lowest);
        RETURN;
    END IF;
    kept := nullif(current_setting('casework.counting', true), '');
    IF kept IS NULL OR current_setting('transaction_read_only') = 'off' THEN
        counting := counting_on(one, same_person(person));
        IF current_setting('transaction_read_only') = 'on' THEN
            PERFORM set_config('casework.counting', counting::text, true);
        END IF;
    ELSE
        counting := kept::text[];
    END IF;
    IF parts_bring(counting, one, asked, lowest) THEN
        RETURN NEXT one;
    END IF;
END $$
"""
# What waits for somebody, which stands beside their navigation on every page, and with it the open
# cases they see: the lists ask for these again. As text, which nothing but PostgreSQL reads.
WAITING = f"""
CREATE FUNCTION waiting_for(me uuid)
RETURNS TABLE (reports bigint, cases bigint, hearings bigint, own text[],
               parts text[], open_cases text)
LANGUAGE plpgsql STABLE {DEFINER} AS $$
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
           count(*) FILTER (WHERE c.stage <> 'reported'),
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
    for each in (COUNTING, BRINGS, CASE_SHOWS, CASES_FOR, WAITING):
        op.execute(each)
