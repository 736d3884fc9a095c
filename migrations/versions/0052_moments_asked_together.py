"""Which cases have come to a moment of the procedure is asked of all somebody's cases at once."""

from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
# As 0014 has it: one moment, of a row of case_moments.
COME = """CASE {asked}
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
    END"""
# The codes that bring rows at any moment; the employee's own header is theirs too.
ALWAYS = """(k.code IN ('A', 'S') OR (k.code = 'R' AND lowest = 'R')
           OR (k.code = 'O' AND asked = 'a02'))"""
# The parts that bring nothing before the employee has been told.
TOLD_FIRST = "('employee', 'companion')"
# Nothing between the person and the case: their part decides.
ORDINARY = """c.sealed_at IS NULL AND c.id <> ALL (aside)
                AND (c.employee_id IS NULL OR c.employee_id <> ALL (line))"""
# Of somebody with parts in thousands few cases are still open: each open case is looked up among
# theirs. COALESCE keeps the array from becoming a join for which PostgreSQL guesses a hundred rows.
MANY = 2000
LISTED = "c.id = ANY(mine || others)"
HASHED = "coalesce(c.id IN (SELECT unnest(mine || others)), false)"
EACH = f"""
        SELECT c.id FROM cases AS c
        WHERE {{among}} {{open}}
          AND CASE WHEN {ORDINARY} THEN true ELSE case_shows(c.id, me, asked, lowest) END
        UNION ALL
        SELECT DISTINCT c.id FROM unnest(later, moments) AS l(case_id, moment)
        JOIN cases AS c ON c.id = l.case_id
        JOIN case_moments AS m ON m.case_id = c.id
        WHERE CASE WHEN {ORDINARY} THEN {COME.format(asked="l.moment")}
                   ELSE case_shows(c.id, me, asked, lowest) END {{open}};
"""
# A part that brings what is asked once the procedure has come so far is no reason to ask of its
# case alone: `later` are the cases of such parts, each with its moment, that no other part brings.
CASES_OF = f"""
CREATE OR REPLACE FUNCTION cases_of(
    person uuid, asked text, lowest text DEFAULT 'A', still_open boolean DEFAULT false
) RETURNS SETOF uuid LANGUAGE plpgsql STABLE ROWS 100 {DEFINER} AS $$
DECLARE
    me uuid[] := same_person(person);
    one uuid := looking_at();
    line uuid[];
    always text[];
    first text[];
    perhaps boolean;
    mine uuid[];
    others uuid[];
    aside uuid[];
    later uuid[] := '{{}}';
    moments text[] := '{{}}';
BEGIN
    IF one IS NOT NULL THEN
        RETURN QUERY SELECT one WHERE case_shows(one, me, asked, lowest);
        RETURN;
    END IF;
    line := me || my_line(me);
    SELECT array_agg(k.part) FILTER (WHERE k.code <> 'c' AND k.part NOT IN {TOLD_FIRST}),
           array_agg(k.part) FILTER (WHERE k.part IN {TOLD_FIRST}),
           coalesce(bool_or(k.code = 'c' AND k.part NOT IN {TOLD_FIRST}), false)
    INTO always, first, perhaps
    FROM access_codes AS k WHERE k.action = asked AND ({ALWAYS} OR k.code = 'c');
    mine := array(SELECT p.case_id FROM appointments AS p
        WHERE p.person_id = ANY(me) AND p.ended_at IS NULL AND p.role = ANY(always));
    others := array(
        SELECT p.case_id FROM appointments AS p
        WHERE p.person_id = ANY(me) AND p.ended_at IS NULL AND p.role = ANY(first)
        UNION ALL SELECT c.id FROM cases AS c WHERE c.employee_id = ANY(me)
        UNION ALL SELECT b.case_id FROM break_glass AS b
        WHERE b.person_id = ANY(me) AND b.ends_at > now());
    aside := others || array(
        SELECT x.case_id FROM conflicts AS x WHERE x.person_id = ANY(me) AND x.lifted_at IS NULL
        UNION ALL SELECT r.case_id FROM reports AS r WHERE r.reporter_id = ANY(me)
        UNION ALL SELECT p.case_id FROM appointments AS p WHERE p.person_id = ANY(me)
            AND p.ended_at IS NULL AND p.role IN ('employee', 'reporter'));
    IF perhaps THEN
        SELECT coalesce(array_agg(l.case_id), '{{}}'), coalesce(array_agg(l.moment), '{{}}')
        INTO later, moments
        FROM (SELECT DISTINCT p.case_id, k.moment
              FROM appointments AS p JOIN access_codes AS k ON k.part = p.role
              WHERE p.person_id = ANY(me) AND p.ended_at IS NULL AND k.action = asked
                AND k.code = 'c' AND k.part NOT IN {TOLD_FIRST}
                AND NOT EXISTS (SELECT FROM unnest(mine || others) AS had(id)
                                WHERE had.id = p.case_id)) AS l;
    END IF;
    IF still_open AND cardinality(mine) > {MANY} THEN
        RETURN QUERY {EACH.format(among=HASHED, open="AND c.stage <> 'closed'")}
    ELSIF still_open THEN
        RETURN QUERY {EACH.format(among=LISTED, open="AND c.stage <> 'closed'")}
    ELSE
        RETURN QUERY {EACH.format(among=LISTED, open="")}
    END IF;
END $$
"""

# The sights of search_words (0048) and the one or two columns of the matrix each asks for; one that
# stands twice is read by either. What of `evidence` is read hangs on the item besides.
SIGHTS = (
    *((each, each, "") for each in ("a02", "a03", "a05", "a06", "a09", "a13", "a19", "a23", "a24")),
    ("report", "a04 R", ""),
    ("report", "a23", ""),
    ("evidence", "a05", ""),
    ("evidence", "a06", ""),
    ("inquiry", "a03", "a05"),
    ("draft", "a05", "a11"),
    ("draft", "a05", "a15"),
    ("hearing", "a09", ""),
    ("hearing", "a14", ""),
    ("unnamed", "a04", "a06"),
    ("reporter", "a04", ""),  # no words: who reported, and who is a witness
)
ASKED = ", ".join(sorted({f"'{each}'" for sight in SIGHTS for each in sight[1:] if each}))
# cases_of for several actions, each with its least code, of some cases only.
SHOWN_AMONG = f"""
CREATE FUNCTION shown_among(person uuid, several text[], among uuid[])
RETURNS TABLE (case_id uuid, shown text) LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE
    me uuid[] := same_person(person);
    line uuid[] := me || my_line(me);
    aside uuid[] := array(
        SELECT p.case_id FROM appointments AS p WHERE p.person_id = ANY(me)
            AND p.ended_at IS NULL AND p.role IN ('employee', 'companion', 'reporter')
        UNION SELECT c.id FROM cases AS c WHERE c.employee_id = ANY(me)
        UNION SELECT b.case_id FROM break_glass AS b
        WHERE b.person_id = ANY(me) AND b.ends_at > now()
        UNION SELECT x.case_id FROM conflicts AS x
        WHERE x.person_id = ANY(me) AND x.lifted_at IS NULL
        UNION SELECT r.case_id FROM reports AS r WHERE r.reporter_id = ANY(me));
BEGIN
    RETURN QUERY
    WITH told AS MATERIALIZED (
        SELECT a.said, split_part(a.said, ' ', 1) AS asked,
               coalesce(nullif(split_part(a.said, ' ', 2), ''), 'A') AS lowest
        FROM unnest(several) AS a(said)),
    codes AS MATERIALIZED (
        SELECT k.part, k.code, k.moment, said FROM told, access_codes AS k
        WHERE k.action = asked AND ({ALWAYS} OR k.code = 'c')),
    near AS MATERIALIZED (
        SELECT c.id, {ORDINARY} AS ordinary FROM cases AS c WHERE c.id = ANY(among))
    SELECT near.id, codes.said FROM near
    JOIN appointments AS p
        ON p.case_id = near.id AND p.person_id = ANY(me) AND p.ended_at IS NULL
    JOIN codes ON codes.part = p.role
    WHERE near.ordinary AND (codes.code <> 'c' OR (
        SELECT {COME.format(asked="codes.moment")}
        FROM case_moments AS m WHERE m.case_id = near.id))
    UNION
    SELECT near.id, told.said FROM near CROSS JOIN told
    WHERE NOT near.ordinary AND case_shows(near.id, me, told.asked, told.lowest);
END $$
"""
# What somebody may read of the words of some cases, worked out once for a whole search; `only` says
# which items of evidence, where not all: those that are restricted, or those that are not.
READ = f"""
CREATE FUNCTION words_read_by(person uuid, among uuid[])
RETURNS TABLE (case_id uuid, sights text[], only_restricted boolean)
LANGUAGE sql STABLE {DEFINER} AS $$
    WITH shown AS MATERIALIZED (
        SELECT s.case_id, array_agg(s.shown ORDER BY s.shown) AS every
        FROM shown_among(person, ARRAY[{ASKED}], among) AS s GROUP BY s.case_id),
    alike AS MATERIALIZED (  -- most cases show one person the same
        SELECT one.every, array(
            SELECT DISTINCT s.sight
            FROM (VALUES {", ".join(f"('{a}', '{b}', '{c}')" for a, b, c in SIGHTS)})
                AS s(sight, first, second)
            WHERE s.first = ANY(one.every)
              AND (s.second = '' OR s.second = ANY(one.every))) AS sights
        FROM (SELECT DISTINCT shown.every FROM shown) AS one)
    SELECT shown.case_id, alike.sights,
        CASE WHEN every @> ARRAY['a05', 'a06'] THEN NULL ELSE 'a06' = ANY(every) END
    FROM shown JOIN alike USING (every)
$$
"""

# When somebody last decided on a report: the list of new reports says so.
INDEX = "CREATE INDEX ix_triages_decided_by ON triages (decided_by, decided_at)"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(INDEX)
    op.execute(CASES_OF)
    op.execute(SHOWN_AMONG)
    op.execute(READ)
