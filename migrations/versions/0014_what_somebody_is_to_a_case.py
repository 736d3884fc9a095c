"""What somebody is to a case, read in one place; and parts that the database keeps apart."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Every function here answers for its caller whatever the caller may read, so each pins its path.
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

# Most are plpgsql, so that their plans are kept from one call to the next: every policy asks them.
SAME_PERSON = f"""
CREATE FUNCTION same_person(who uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE
    main uuid := coalesce((SELECT p.merged_into_id FROM people AS p WHERE p.id = who), who);
BEGIN
    RETURN main || array(SELECT p.id FROM people AS p WHERE p.merged_into_id = main);
END $$
"""

# Up the line within the employee's academy, the direct manager wherever they work, and whoever
# the employee manages.
IN_LINE_WITH = f"""
CREATE FUNCTION in_line_with(who uuid[], employee uuid) RETURNS boolean
LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
    RETURN EXISTS (
        WITH RECURSIVE above AS (
            SELECT person.manager_id AS id, 1 AS height, person.academy_id
            FROM people AS person WHERE person.id = employee
            UNION ALL
            SELECT person.manager_id, above.height + 1, above.academy_id
            FROM above JOIN people AS person ON person.id = above.id
            WHERE above.height < 10
        )
        SELECT 1 FROM above JOIN people AS manager ON manager.id = above.id
        WHERE manager.id = ANY(who)
          AND (above.height = 1 OR manager.academy_id = above.academy_id)
    ) OR EXISTS (
        SELECT 1 FROM people AS person
        WHERE person.id = ANY(who) AND person.manager_id = employee
    );
END $$
"""

MOMENTS = """
CREATE VIEW case_moments AS
SELECT
    c.id AS case_id,
    (SELECT min(d.issued_at) FROM issued_documents AS d
     WHERE d.case_id = c.id AND d.code LIKE 'L-%%') AS notified_at,
    (SELECT min(d.issued_at) FROM issued_documents AS d
     WHERE d.case_id = c.id AND d.code IN ('L-12', 'L-13')) AS alleged_at,
    (SELECT i.concluded_at FROM investigations AS i WHERE i.case_id = c.id) AS report_at,
    (SELECT min(p.issued_at) FROM hearing_packs AS p
     WHERE p.case_id = c.id AND p.status = 'issued') AS pack_issued_at,
    (SELECT h.held_at FROM hearings AS h WHERE h.case_id = c.id) AS hearing_held_at,
    (SELECT coalesce(bool_and(a.finding IS NOT NULL), false) FROM allegations AS a
     WHERE a.case_id = c.id AND a.notified_on IS NOT NULL) AS every_finding,
    EXISTS (SELECT 1 FROM allegations AS a WHERE a.case_id = c.id
            AND a.finding IN ('upheld', 'partly_upheld')) AS any_proved,
    (SELECT min(d.issued_at) FROM issued_documents AS d WHERE d.case_id = c.id
     AND d.code IN ('L-16', 'L-17', 'L-18', 'L-19', 'L-20')) AS outcome_issued_at,
    (SELECT max(t.due_on) FROM deadlines AS t
     WHERE t.case_id = c.id AND t.kind = 'T9') AS appeal_until,
    (SELECT a.lodged_at FROM appeals AS a WHERE a.case_id = c.id) AS appeal_lodged_at
FROM cases AS c
"""

HAS_COME = f"""
CREATE FUNCTION has_come(asked text, of_case uuid) RETURNS boolean
LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
    RETURN (SELECT CASE asked
        WHEN 'notified' THEN m.notified_at IS NOT NULL
        WHEN 'alleged' THEN m.alleged_at IS NOT NULL
        WHEN 'report' THEN m.report_at IS NOT NULL
        WHEN 'no_report' THEN m.report_at IS NULL
        WHEN 'pack' THEN m.pack_issued_at IS NOT NULL
        WHEN 'held' THEN m.hearing_held_at IS NOT NULL
        WHEN 'every_finding' THEN m.every_finding
        WHEN 'proved' THEN m.any_proved
        WHEN 'outcome' THEN m.outcome_issued_at IS NOT NULL
        WHEN 'responding' THEN m.alleged_at IS NOT NULL AND m.hearing_held_at IS NULL
        WHEN 'appealing' THEN m.outcome_issued_at IS NOT NULL
            AND (m.appeal_until IS NULL
                 OR (now() AT TIME ZONE 'Europe/London')::date <= m.appeal_until)
        WHEN 'appealed' THEN m.appeal_lodged_at IS NOT NULL
        ELSE false
    END
    FROM case_moments AS m WHERE m.case_id = of_case);
END $$
"""

# A line of management binds whoever manages, investigates, hears or notes; commissioning is a
# manager's own work, and safeguarding may not wait. A waiver that two people gave lifts it.
LINE_CONFLICT = f"""
CREATE FUNCTION line_conflict(of_case uuid, employee uuid, who uuid[], parts text[])
RETURNS boolean LANGUAGE plpgsql STABLE {DEFINER} AS $$
BEGIN
    RETURN employee IS NOT NULL
       AND (parts = ARRAY[]::text[] OR parts && ARRAY[
            'triage', 'case_manager', 'investigating_officer', 'hearing_manager',
            'panel_member', 'note_taker', 'appeal_manager', 'appeal_panel_member'])
       AND NOT EXISTS (
            SELECT 1 FROM separation_waivers AS waiver
            WHERE waiver.case_id = of_case AND waiver.person_id = ANY(who)
              AND waiver.second_approved_at IS NOT NULL AND waiver.refused_at IS NULL)
       AND in_line_with(who, employee);
END $$
"""

STANDING_ON = f"""
CREATE FUNCTION standing_on(asked text, person uuid, at timestamptz)
RETURNS TABLE (
    case_id uuid, parts text[], is_employee boolean, has_reported boolean, conflicted boolean,
    shut_out boolean, break_glass boolean, notified_at timestamptz, alleged_at timestamptz,
    report_at timestamptz, pack_issued_at timestamptz, hearing_held_at timestamptz,
    every_finding boolean, any_proved boolean, outcome_issued_at timestamptz, appeal_until date,
    appeal_lodged_at timestamptz
) LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT
        c.id, held.parts, coalesce(c.employee_id = ANY(me.ids), false),
        EXISTS (SELECT 1 FROM reports AS r
                WHERE r.case_id = c.id AND r.reporter_id = ANY(me.ids)),
        EXISTS (SELECT 1 FROM conflicts AS x WHERE x.case_id = c.id
                AND x.person_id = ANY(me.ids) AND x.lifted_at IS NULL)
            OR line_conflict(c.id, c.employee_id, me.ids, held.parts),
        c.sealed_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM named_readers AS n
            WHERE n.case_id = c.id AND n.person_id = ANY(me.ids)),
        EXISTS (SELECT 1 FROM break_glass AS b WHERE b.case_id = c.id
                AND b.person_id = ANY(me.ids) AND b.opened_at <= at AND b.ends_at > at),
        m.notified_at, m.alleged_at, m.report_at, m.pack_issued_at, m.hearing_held_at,
        m.every_finding, m.any_proved, m.outcome_issued_at, m.appeal_until, m.appeal_lodged_at
    FROM cases AS c
    JOIN case_moments AS m ON m.case_id = c.id
    CROSS JOIN (SELECT same_person(person) AS ids) AS me
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(DISTINCT p.role::text), ARRAY[]::text[]) AS parts
        FROM appointments AS p
        WHERE p.case_id = c.id AND p.person_id = ANY(me.ids) AND p.ended_at IS NULL
    ) AS held
    WHERE c.reference = asked
$$
"""

PARTS_STAY_APART = f"""
CREATE FUNCTION parts_stay_apart() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE
    held text[];
    apart text[] := ARRAY['decision_maker', 'investigating_officer', 'hearing_manager',
        'panel_member', 'note_taker', 'appeal_manager', 'appeal_panel_member', 'companion'];
    outside text[] := ARRAY['employee', 'reporter', 'witness'];
    hears text[] := ARRAY['hearing_manager', 'panel_member'];
    appeals text[] := ARRAY['appeal_manager', 'appeal_panel_member'];
BEGIN
    IF NEW.ended_at IS NOT NULL THEN RETURN NEW; END IF;
    IF NEW.role = ANY(apart) AND NEW.granted_by = ANY(same_person(NEW.person_id)) THEN
        RAISE EXCEPTION 'nobody appoints themselves' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'nobody_appoints_themselves', TABLE = 'appointments';
    END IF;
    SELECT coalesce(array_agg(DISTINCT p.role::text), ARRAY[]::text[]) INTO held
    FROM appointments AS p
    WHERE p.case_id = NEW.case_id AND p.id <> NEW.id AND p.role <> NEW.role
      AND p.person_id = ANY(same_person(NEW.person_id));
    IF (NEW.role = ANY(apart) AND held && outside) OR (NEW.role = ANY(outside) AND held && apart)
    THEN
        RAISE EXCEPTION 'parts must stay apart' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'whoever_is_in_the_matter_decides_nothing', TABLE = 'appointments';
    END IF;
    IF (NEW.role = ANY(appeals) AND held && hears) OR (NEW.role = ANY(hears) AND held && appeals)
    THEN
        RAISE EXCEPTION 'parts must stay apart' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'an_appeal_is_heard_by_others', TABLE = 'appointments';
    END IF;
    IF NEW.role = ANY(hears) THEN held := array(SELECT unnest(held) EXCEPT SELECT unnest(hears));
    ELSIF NEW.role = ANY(appeals) THEN
        held := array(SELECT unnest(held) EXCEPT SELECT unnest(appeals));
    END IF;
    IF NEW.role = ANY(apart) AND held && apart AND NOT EXISTS (
        SELECT 1 FROM separation_waivers AS w
        WHERE w.case_id = NEW.case_id AND w.role = NEW.role AND w.second_approved_at IS NOT NULL
          AND w.refused_at IS NULL AND w.person_id = ANY(same_person(NEW.person_id)))
    THEN
        RAISE EXCEPTION 'parts must stay apart' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'one_part_for_each_person', TABLE = 'appointments';
    END IF;
    RETURN NEW;
END $$
"""

HEARING_HAS_A_CHAIR = f"""
CREATE FUNCTION a_hearing_keeps_its_manager() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    IF NEW.role = 'hearing_manager' AND NEW.ended_at IS NOT NULL
        AND EXISTS (SELECT 1 FROM hearings AS h JOIN cases AS c ON c.id = h.case_id
            WHERE h.case_id = NEW.case_id AND h.held_at IS NULL AND c.stage <> 'closed')
        AND NOT EXISTS (SELECT 1 FROM appointments AS p WHERE p.case_id = NEW.case_id
            AND p.role = 'hearing_manager' AND p.ended_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM conflicts AS x WHERE x.case_id = NEW.case_id
            AND x.person_id = ANY(same_person(NEW.person_id)) AND x.lifted_at IS NULL)
    THEN
        RAISE EXCEPTION 'a hearing keeps its manager' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'a_hearing_keeps_its_manager', TABLE = 'appointments';
    END IF;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("appointments", sa.Column("granted_by", sa.Uuid(), nullable=True))
    for made in (SAME_PERSON, IN_LINE_WITH, LINE_CONFLICT, MOMENTS, HAS_COME, STANDING_ON):
        op.execute(made.replace("%%", "%"))
    op.execute(PARTS_STAY_APART)
    op.execute(HEARING_HAS_A_CHAIR)
    op.execute(
        "CREATE TRIGGER parts_stay_apart BEFORE INSERT OR UPDATE ON appointments "
        "FOR EACH ROW EXECUTE FUNCTION parts_stay_apart()"
    )
    op.execute(
        "CREATE CONSTRAINT TRIGGER a_hearing_keeps_its_manager AFTER UPDATE ON appointments "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION a_hearing_keeps_its_manager()"
    )
