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

# Everybody whose case would be in my line of management: those below me in my academy, whoever I
# manage directly, and my own manager. The same as in_line_with, asked for all at once.
MY_LINE = f"""
CREATE FUNCTION my_line(me uuid[]) RETURNS uuid[] LANGUAGE plpgsql STABLE {DEFINER} AS $$
DECLARE
    line uuid[] := array(SELECT mine.manager_id FROM people AS mine
        WHERE mine.id = ANY(me) AND mine.manager_id IS NOT NULL);
BEGIN
    IF NOT EXISTS (SELECT FROM people AS p WHERE p.manager_id = ANY(me)) THEN RETURN line; END IF;
    RETURN line || array(
        WITH RECURSIVE below AS (
            SELECT p.id, 1 AS depth, mine.academy_id, p.academy_id = mine.academy_id AS near
            FROM people AS mine JOIN people AS p ON p.manager_id = mine.id
            WHERE mine.id = ANY(me)
            UNION ALL
            SELECT p.id, below.depth + 1, below.academy_id, p.academy_id = below.academy_id
            FROM below JOIN people AS p ON p.manager_id = below.id WHERE below.depth < 10
        )
        SELECT DISTINCT id FROM below WHERE depth = 1 OR near);
END $$
"""

# The codes that bring rows at any moment; the employee's own header is theirs too.
ALWAYS = """(k.code IN ('A', 'S') OR (k.code = 'R' AND lowest = 'R')
           OR (k.code = 'O' AND asked = 'a02'))"""
# The parts that bring nothing before the employee has been told.
TOLD_FIRST = "('employee', 'companion')"

# Whether one case shows somebody what is asked, in the order in which Standing decides.
CASE_SHOWS = f"""
CREATE FUNCTION case_shows(one uuid, me uuid[], asked text, lowest text) RETURNS boolean
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
        counting := ARRAY['employee'];
    ELSIF 'reporter' = ANY(parts)
        OR EXISTS (SELECT FROM reports AS r WHERE r.case_id = one AND r.reporter_id = ANY(me))
    THEN
        counting := ARRAY['reporter'];
    ELSIF parts = ARRAY[]::text[] THEN
        counting := array(SELECT 'break_glass' FROM break_glass AS b
            WHERE b.case_id = one AND b.person_id = ANY(me)
              AND b.opened_at <= now() AND b.ends_at > now());
    END IF;
    IF (parts = ARRAY[]::text[] AND NOT 'break_glass' = ANY(counting)) OR NOT EXISTS (
        SELECT FROM access_codes AS k WHERE k.action = asked AND k.part = ANY(counting)
          AND ({ALWAYS} OR (k.code = 'c' AND has_come(k.moment, one)))
          AND (k.part NOT IN {TOLD_FIRST} OR has_come('notified', one)))
    THEN
        RETURN false;
    END IF;
    RETURN 'employee' = ANY(counting) OR NOT (
        EXISTS (SELECT FROM conflicts AS x
            WHERE x.case_id = one AND x.person_id = ANY(me) AND x.lifted_at IS NULL)
        OR (sealed IS NOT NULL AND NOT EXISTS (SELECT FROM named_readers AS n
            WHERE n.case_id = one AND n.person_id = ANY(me)))
        OR line_conflict(one, about, me, parts));
END $$
"""

# The same for every case somebody may have to do with. Nearly all are ordinary: a part that always
# brings what is asked, no seal, nothing between the person and the case. Those are found together;
# case_shows is asked of each that is left.
EACH = """
        SELECT c.id FROM cases AS c
        WHERE c.id = ANY(mine || others) {open}
          AND CASE WHEN c.sealed_at IS NULL AND c.id <> ALL (aside)
                AND (c.employee_id IS NULL OR c.employee_id <> ALL (line))
              THEN true ELSE case_shows(c.id, me, asked, lowest) END;
"""
CASES_OF = f"""
CREATE FUNCTION cases_of(
    person uuid, asked text, lowest text DEFAULT 'A', still_open boolean DEFAULT false
) RETURNS SETOF uuid LANGUAGE plpgsql STABLE ROWS 100 {DEFINER} AS $$
DECLARE
    me uuid[] := same_person(person);
    one uuid := looking_at();
    line uuid[];
    always text[];
    perhaps text[];
    mine uuid[];
    others uuid[];
    aside uuid[];
BEGIN
    IF one IS NOT NULL THEN
        RETURN QUERY SELECT one WHERE case_shows(one, me, asked, lowest);
        RETURN;
    END IF;
    line := me || my_line(me);
    SELECT array_agg(k.part) FILTER (WHERE k.code <> 'c' AND k.part NOT IN {TOLD_FIRST}),
           array_agg(k.part) FILTER (WHERE k.code = 'c' OR k.part IN {TOLD_FIRST})
    INTO always, perhaps
    FROM access_codes AS k WHERE k.action = asked AND ({ALWAYS} OR k.code = 'c');
    mine := array(SELECT p.case_id FROM appointments AS p
        WHERE p.person_id = ANY(me) AND p.ended_at IS NULL AND p.role = ANY(always));
    others := array(
        SELECT p.case_id FROM appointments AS p
        WHERE p.person_id = ANY(me) AND p.ended_at IS NULL AND p.role = ANY(perhaps)
        UNION ALL SELECT c.id FROM cases AS c WHERE c.employee_id = ANY(me)
        UNION ALL SELECT b.case_id FROM break_glass AS b
        WHERE b.person_id = ANY(me) AND b.ends_at > now());
    aside := others || array(
        SELECT x.case_id FROM conflicts AS x WHERE x.person_id = ANY(me) AND x.lifted_at IS NULL
        UNION ALL SELECT r.case_id FROM reports AS r WHERE r.reporter_id = ANY(me)
        UNION ALL SELECT p.case_id FROM appointments AS p WHERE p.person_id = ANY(me)
            AND p.ended_at IS NULL AND p.role IN ('employee', 'reporter'));
    IF still_open THEN
        RETURN QUERY {EACH.format(open="AND c.stage <> 'closed'")}
    ELSE
        RETURN QUERY {EACH.format(open="")}
    END IF;
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
    for made in (SETTINGS, MY_LINE, CASE_SHOWS, CASES_OF, CASES_FOR):
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
