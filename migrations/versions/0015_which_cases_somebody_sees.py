"""Two roles that own nothing, and the cases a person may see for each action of the matrix."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

# The rows of the access matrix for each part, one letter for each action from a01 to a38; the last
# is a case under break-glass. A test compares every letter with casework/access/matrix.csv.
CODES = {
    "employee": "cOcDDDDODODDccDDDDcccODDDADDDDDDDDDDDD",
    "reporter": "NNNNNNNONONNNNNNNNNNNNNNNNNNNNNNDDDNNN",
    "witness": "NNNNNNNNOONNNNNNNNNNNNNNNNNNNNNNDDDNNN",
    "companion": "cccDDDDDDDDDDcDDDDDDDDDDDADDDDDDDDDDDD",
    "triage": "AAAAAASAADcDcAADDDADDARASAR2A2ADDDDAD2",
    "case_manager": "AAAAAASAADcDcAADDDADDARASAR2A2ADDDDAD2",
    "safeguarding_lead": "AAADRADDDDDDDDDDDDDDDDADDADDDDDDDDDDDD",
    "investigating_officer": "AAARAASAAcAcAADDDDDDDDDDDADDDDDDDDDDDD",
    "decision_maker": "AAARARDAcDDDcADDDDADDDDD2ADDDDDDDDDDD2",
    "hearing_manager": "AAADDDDDDDDDccDAccADDDDDDADDDDDDDDDcDD",
    "panel_member": "AAADDDDDDDDDccDADDADDDDDDADDDDDDDDDcDD",
    "note_taker": "AADDDDDDDDDDDcDODDDDDDDDDADDDDDDDDDDDD",
    "appeal_manager": "cccDDDDDDDDDccDDDDcDDDDDDADDDDDDDDDccD",
    "appeal_panel_member": "cccDDDDDDDDDccDDDDcDDDDDDADDDDDDDDDccD",
    "legal_adviser": "AAADRDDDDDDDcADDDDDDDDDADADDDDDDDDDDDD",
    "break_glass": "AAADADDDADDDAADDDDADDDDDDADDDDDDDDDDDD",
}
# When a c holds: the moment of the procedure that must have come.
WHEN = {
    "notified": {"employee": ["a01"], "companion": ["a01", "a02"]},
    "alleged": {"employee": ["a03"], "companion": ["a03"]},
    "report": {
        "triage": ["a13"],
        "case_manager": ["a13"],
        "decision_maker": ["a09", "a13"],
        "legal_adviser": ["a13"],
    },
    "no_report": {"investigating_officer": ["a10", "a12"]},
    "pack": {
        "employee": ["a13", "a14"],
        "companion": ["a14"],
        "hearing_manager": ["a13", "a14"],
        "panel_member": ["a13", "a14"],
        "note_taker": ["a14"],
    },
    "held": {"hearing_manager": ["a17"]},
    "every_finding": {"hearing_manager": ["a18"]},
    "proved": {"hearing_manager": ["a36"], "panel_member": ["a36"]},
    "outcome": {"employee": ["a19"]},
    "responding": {"employee": ["a20"]},
    "appealing": {"employee": ["a21"]},
    "appealed": {
        part: ["a01", "a02", "a03", "a13", "a14", "a19", "a36", "a37"]
        for part in ("appeal_manager", "appeal_panel_member")
    },
}

SETTINGS = """
CREATE FUNCTION acting_person() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('casework.person', true), '')::uuid
$$;
CREATE FUNCTION working_cases() RETURNS uuid[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('casework.working', true), ''), '{}')::uuid[]
$$;
CREATE FUNCTION looking_at() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('casework.looking', true), '')::uuid
$$
"""

HAS_COME = f"""
CREATE FUNCTION has_come(asked text, of_case uuid) RETURNS boolean
LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT CASE asked
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
    FROM case_moments AS m WHERE m.case_id = of_case
$$
"""

# Everybody whose case would be in my line of management: those below me in my academy, whoever I
# manage directly, and my own manager. The same as in_line_with, asked for all at once.
MY_LINE = f"""
CREATE FUNCTION my_line(me uuid[]) RETURNS uuid[] LANGUAGE sql STABLE {DEFINER} AS $$
    WITH RECURSIVE below AS (
        SELECT p.id, 1 AS depth, mine.academy_id, p.academy_id = mine.academy_id AS near
        FROM people AS mine JOIN people AS p ON p.manager_id = mine.id WHERE mine.id = ANY(me)
        UNION ALL
        SELECT p.id, below.depth + 1, below.academy_id, p.academy_id = below.academy_id
        FROM below JOIN people AS p ON p.manager_id = below.id WHERE below.depth < 10
    )
    SELECT coalesce(array_agg(found.id), ARRAY[]::uuid[]) FROM (
        SELECT id FROM below WHERE depth = 1 OR near
        UNION SELECT mine.manager_id FROM people AS mine
        WHERE mine.id = ANY(me) AND mine.manager_id IS NOT NULL
    ) AS found
$$
"""

# One person's parts, the codes they bring, and what takes them away: asked for all cases, or for
# the one a page looks at, which an index finds. What is the person's own is read once, not by case.
# OFFSET 0 keeps a planner that overrates a person's parts from reading every case of the trust.
BY_PART = """
    SELECT DISTINCT c.id
    FROM appointments AS p
    CROSS JOIN LATERAL (SELECT * FROM cases WHERE cases.id = p.case_id OFFSET 0) AS c
    JOIN access_codes AS k ON k.action = asked AND k.part = CASE
        WHEN c.employee_id = ANY(me) THEN 'employee'
        WHEN c.id = ANY(told) THEN 'reporter'
        ELSE p.role END
    WHERE p.person_id = ANY(me) AND p.ended_at IS NULL {of_one}
      AND (k.code IN ('A', 'S') OR (k.code = 'R' AND lowest = 'R')
           OR (k.code = 'O' AND asked = 'a02')
           OR (k.code = 'c' AND has_come(k.moment, c.id)))
      AND (k.part NOT IN ('employee', 'companion') OR has_come('notified', c.id))
      AND (k.part = 'employee' OR (
        NOT c.id = ANY(apart)
        AND (c.sealed_at IS NULL OR c.id = ANY(named))
        AND (c.employee_id IS NULL {in_line}
             OR NOT line_conflict(c.id, c.employee_id, me, ARRAY(
                SELECT o.role::text FROM appointments AS o WHERE o.case_id = c.id
                AND o.person_id = ANY(me) AND o.ended_at IS NULL)))));
"""
OF_ALL = BY_PART.format(of_one="", in_line="OR NOT c.employee_id = ANY(line)")
OF_ONE = BY_PART.format(of_one="AND p.case_id = one", in_line="")

# plpgsql, so that its plans are kept from one call to the next.
CASES_OF = f"""
CREATE FUNCTION cases_of(person uuid, asked text, lowest text DEFAULT 'A') RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 100 {DEFINER} AS $$
DECLARE
    me uuid[] := same_person(person);
    one uuid := looking_at();
    line uuid[];
    told uuid[] := array(SELECT r.case_id FROM reports AS r WHERE r.reporter_id = ANY(me));
    apart uuid[] := array(SELECT x.case_id FROM conflicts AS x
                          WHERE x.person_id = ANY(me) AND x.lifted_at IS NULL);
    named uuid[] := array(SELECT n.case_id FROM named_readers AS n WHERE n.person_id = ANY(me));
BEGIN
    IF one IS NULL THEN
        line := my_line(me);
        RETURN QUERY {OF_ALL}
    ELSE
        RETURN QUERY {OF_ONE}
    END IF;
    RETURN QUERY
    SELECT b.case_id FROM break_glass AS b
    JOIN access_codes AS k ON k.part = 'break_glass' AND k.action = asked AND k.code = 'A'
    CROSS JOIN LATERAL (SELECT c.reference FROM cases AS c WHERE c.id = b.case_id) AS named_so
    CROSS JOIN LATERAL standing_on(named_so.reference, person, now()) AS s
    WHERE b.person_id = ANY(me) AND b.opened_at <= now() AND b.ends_at > now()
      AND (one IS NULL OR b.case_id = one) AND s.parts = ARRAY[]::text[]
      AND NOT (s.is_employee OR s.has_reported OR s.conflicted OR s.shut_out);
END $$
"""

# What every policy asks: the acting person's cases, and those an act is at work on. A page that
# looks at a case it is let in to asks no further.
CASES_FOR = f"""
CREATE FUNCTION cases_for(asked text, lowest text DEFAULT 'A') RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 100 {DEFINER} AS $$
DECLARE
    working uuid[] := working_cases();
BEGIN
    RETURN QUERY SELECT unnest(working);
    IF acting_person() IS NOT NULL AND (looking_at() = ANY(working)) IS NOT TRUE THEN
        RETURN QUERY SELECT cases_of(acting_person(), asked, lowest);
    END IF;
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for role in ("casework_app", "casework_system"):
        op.execute(
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN NOSUPERUSER NOBYPASSRLS; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
        op.execute(f"GRANT {role} TO CURRENT_USER")
        op.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
    codes = op.create_table(
        "access_codes",
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("moment", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("part", "action", name=op.f("pk_access_codes")),
    )
    op.bulk_insert(codes, list(_cells()))
    for made in (SETTINGS, HAS_COME, MY_LINE, CASES_OF, CASES_FOR):
        op.execute(made)


def _cells() -> list[dict[str, str | None]]:
    when = {
        (part, action): moment
        for moment, parts in WHEN.items()
        for part, actions in parts.items()
        for action in actions
    }
    return [
        {"part": part, "action": f"a{n:02d}", "code": code, "moment": when.get((part, f"a{n:02d}"))}
        for part, codes in CODES.items()
        for n, code in enumerate(codes, start=1)
    ]
