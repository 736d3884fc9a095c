"""Row-level security on everything that belongs to a case: a second layer under the matrix."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ANY = "= ANY (ARRAY(SELECT cases_for('{}'{})))"
WORKED_ON = "= ANY ((SELECT working_cases())::uuid[])"


def seen(action: str, least: str = "A", column: str = "case_id") -> str:
    """The fast form: the person's cases once, as an array, never a subquery for each row.

    And not even once while every row is of a case that an act works on.
    """
    return f"({column} {WORKED_ON} OR {hangs(action, least, column)})"


def hangs(action: str, least: str, column: str) -> str:
    """The same for a column that takes a look-up of its own, which is asked for one time only."""
    more = ", 'R'" if least == "R" else ""
    return f"{column} {ANY.format(action, more)}"


MINE = "= ANY ((SELECT same_person(acting_person()))::uuid[])"
# Who may read the rows of each table: the conditions of as many SELECT policies.
READ: dict[str, list[str]] = {
    "cases": [seen("a02", column="id")],
    "appointments": [f"role NOT IN ('reporter', 'witness') AND {seen('a02')}", seen("a04")],
    "deadlines": [seen("a02")],
    "reports": [seen("a04", "R"), seen("a23"), f"reporter_id {MINE}"],
    "report_additions": [seen("a04", "R"), seen("a23")],
    "triages": [seen("a04", "R"), seen("a23")],
    "lado_contacts": [seen("a23")],
    "captures": [
        f"NOT restricted_capture(id, case_id) AND {seen('a05')}",
        f"restricted_capture(id, case_id) AND {seen('a06')}",
    ],
    "exhibits": [
        f"NOT shows_pupil AND {seen('a05', 'R')}",
        f"shows_pupil AND {seen('a06', 'R')}",
    ],
    "allegations": [seen("a03")],
    "severity_assessments": [seen("a19")],
    "terms_of_reference": [seen("a03")],
    "investigations": [seen("a13")],
    "case_to_answer_decisions": [seen("a03")],
    "hearings": [seen("a02")],
    "hearing_packs": [f"status = 'issued' AND {seen('a14')}", seen("a15")],
    "outcomes": [seen("a19")],
    "appeals": [seen("a19")],
    "issued_documents": [
        f"code IN ('L-10', 'L-12', 'L-13') AND {seen('a03')}",
        f"code LIKE 'L-%' AND code NOT IN ('L-10', 'L-12', 'L-13') AND {seen('a19')}",
        f"code NOT LIKE 'L-%' AND {seen('a13')}",
    ],
    "warnings": ["person_id = ANY (ARRAY(SELECT people_of_cases_for('a36')))"],
    "journal": [seen("a27", "R"), "case_id IS NULL", f"actor_id {MINE}"],
    "conflicts": [seen("a25")],
    "break_glass": [seen("a27")],
    "separation_waivers": [seen("a25")],
    "named_readers": [seen("a25")],
    "approval_requests": [seen("a25")],
    "witness_accounts": [seen("a09")],
    "task_links": [seen("a08")],
}
# A row without a case of its own follows the row it hangs on.
HANGS_ON = {
    "allegation_exhibits": hangs("a03", "A", "case_of_allegation(allegation_id)"),
    "custody": hangs("a27", "R", "case_of_capture(capture_id)"),
}
WRITES_BY_HANGING = {
    "allegation_exhibits": "case_of_allegation(allegation_id) = ANY (working_cases())",
    "custody": "case_of_capture(capture_id) = ANY (working_cases())",
}
# Rows are written while a case is being worked on, which is after the gateway has let the act in.
WORKING = "{} = ANY (working_cases())"
APPEND_ONLY = ("journal", "custody", "checkpoints", "witness_accounts")

FUNCTIONS = """
CREATE FUNCTION restricted_capture(item uuid, of_case uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce((SELECT e.shows_pupil FROM exhibits AS e WHERE e.capture_id = item),
                    (SELECT c.pupil_involved FROM cases AS c WHERE c.id = of_case), true)
$$;
CREATE FUNCTION case_of_capture(item uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.case_id FROM captures AS c WHERE c.id = item
$$;
CREATE FUNCTION case_of_allegation(item uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.case_id FROM allegations AS a WHERE a.id = item
$$;
CREATE FUNCTION people_of_cases_for(asked text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.employee_id FROM cases AS c WHERE c.id IN (SELECT cases_for(asked))
$$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(FUNCTIONS)
    _grants()
    for table, conditions in READ.items():
        column = "id" if table == "cases" else "case_id"
        writes = WORKING.format(column)
        if table == "journal":
            writes = f"case_id IS NULL OR {writes}"
        _protect(table, conditions, writes)
    for table, condition in HANGS_ON.items():
        _protect(table, [condition], WRITES_BY_HANGING[table])
    _drafts()
    # These say who is what to any case: only the functions that answer for one person read them.
    op.execute("REVOKE ALL ON case_moments FROM casework_app")


def _grants() -> None:
    for role in ("casework_app", "casework_system"):
        every = "SELECT, INSERT, UPDATE, DELETE"
        op.execute(f"GRANT {every} ON ALL TABLES IN SCHEMA public TO {role}")
        op.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}")
        op.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}")
        for kind, rights in (("TABLES", every), ("SEQUENCES", "USAGE"), ("FUNCTIONS", "EXECUTE")):
            op.execute(
                f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rights} ON {kind} TO {role}"
            )
        for table in APPEND_ONLY:
            op.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {role}")
        op.execute(f"REVOKE INSERT, UPDATE, DELETE ON access_codes FROM {role}")
        op.execute(f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role}")


def _protect(table: str, conditions: list[str], writes: str) -> None:
    """Four verbs for people, everything for Casework itself and for the owner's functions."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for number, condition in enumerate(conditions, start=1):
        told = condition.replace("%", "%%")
        op.execute(
            f"CREATE POLICY reads_{number} ON {table} FOR SELECT TO casework_app USING ({told})"
        )
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({writes})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({writes})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({writes})")
    for role in ("casework_system", "CURRENT_USER"):
        name = "keeps" if role == "CURRENT_USER" else "works"
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")


def _drafts() -> None:
    """A draft is its writer's own."""
    own = f"reporter_id {MINE}"
    file = f"draft_id IN (SELECT d.id FROM report_drafts AS d WHERE d.{own})"
    for table, condition in (("report_drafts", own), ("draft_files", file)):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY own ON {table} TO casework_app "
            f"USING ({condition}) WITH CHECK ({condition})"
        )
        for role in ("casework_system", "CURRENT_USER"):
            name = "keeps" if role == "CURRENT_USER" else "works"
            op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
