"""Weeding: papers that go before their case, what is kept of them, and the personnel file."""

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

MINE = "case_id = ANY (ARRAY(SELECT cases_for('a29')))"
WORKING = "case_id = ANY (working_cases())"
OF_CASE = "id uuid NOT NULL CONSTRAINT pk_{0} PRIMARY KEY,\n    case_id uuid NOT NULL " \
    "CONSTRAINT fk_{0}_case_id_cases REFERENCES cases (id)"  # fmt: skip

WEEDINGS = f"""
CREATE TABLE weedings (
    {OF_CASE.format("weedings")},
    kind varchar(40) NOT NULL CONSTRAINT ck_weedings_kind
        CHECK (kind IN ('evidence', 'drafts', 'pseudonyms', 'notes')),
    manifest jsonb NOT NULL,
    manifest_hash varchar NOT NULL,
    proposed_by uuid NOT NULL CONSTRAINT fk_weedings_proposed_by_people REFERENCES people (id),
    proposed_at timestamptz NOT NULL,
    why_proposed varchar NOT NULL,
    safeguarding_agreed varchar,
    approved_by uuid CONSTRAINT fk_weedings_approved_by_people REFERENCES people (id),
    approved_at timestamptz,
    why_approved varchar,
    waits_until date,
    stopped_by uuid CONSTRAINT fk_weedings_stopped_by_people REFERENCES people (id),
    stopped_at timestamptz,
    why_stopped varchar,
    begun_at timestamptz, buried_at timestamptz, rows_gone_at timestamptz,
    verified_at timestamptz, certified_at timestamptz,
    files jsonb NOT NULL,
    failed varchar,
    certificate jsonb,
    certificate_pdf bytea,
    CONSTRAINT two_people_agree_to_weeding CHECK (approved_by <> proposed_by),
    CONSTRAINT an_approved_weeding_waits CHECK ((approved_by IS NULL) = (approved_at IS NULL)
        AND (approved_by IS NULL) = (waits_until IS NULL)),
    CONSTRAINT a_stopped_weeding_says_why CHECK ((stopped_at IS NULL) = (why_stopped IS NULL)
        AND (stopped_by IS NULL OR stopped_at IS NOT NULL)),
    CONSTRAINT only_an_agreed_weeding_begins CHECK (
        begun_at IS NULL OR (approved_by IS NOT NULL AND stopped_at IS NULL)),
    CONSTRAINT weeding_is_told_of_before_it_is_done
        CHECK (buried_at IS NULL OR begun_at IS NOT NULL),
    CONSTRAINT nothing_is_weeded_untold CHECK (rows_gone_at IS NULL OR buried_at IS NOT NULL),
    CONSTRAINT no_weeding_is_certified_unverified CHECK (
        (certified_at IS NULL) = (certificate IS NULL)
        AND (certified_at IS NULL OR verified_at IS NOT NULL))
);
CREATE INDEX ix_weedings_case_id ON weedings (case_id);
CREATE UNIQUE INDEX one_weeding_of_a_kind ON weedings (case_id, kind)
    WHERE stopped_at IS NULL AND certified_at IS NULL
"""
KEPT = f"""
CREATE TABLE papers_kept (
    {OF_CASE.format("papers_kept")},
    item_id uuid NOT NULL CONSTRAINT uq_papers_kept_item_id UNIQUE,
    reason varchar NOT NULL,
    kept_by uuid NOT NULL CONSTRAINT fk_papers_kept_kept_by_people REFERENCES people (id),
    kept_at timestamptz NOT NULL
);
CREATE INDEX ix_papers_kept_case_id ON papers_kept (case_id);
CREATE TABLE personnel_removals (
    {OF_CASE.format("personnel_removals")},
    consents boolean NOT NULL,
    done_on date NOT NULL,
    how varchar NOT NULL,
    recorded_by uuid NOT NULL
        CONSTRAINT fk_personnel_removals_recorded_by_people REFERENCES people (id),
    recorded_at timestamptz NOT NULL,
    CONSTRAINT uq_personnel_removals_case_id UNIQUE (case_id)
);
CREATE INDEX ix_personnel_removals_case_id ON personnel_removals (case_id);
ALTER TABLE captures ADD weeded_at timestamptz
"""
# The register of weedings outlives the case, as that of deletions does.
OUTLIVES = """
DO $$
DECLARE
    was text := pg_get_functiondef('tables_of_a_case()'::regprocedure);
    now text := replace(was, '''disposals''', '''disposals'', ''weedings''');
BEGIN
    IF was = now THEN RAISE EXCEPTION 'tables_of_a_case is not what it was'; END IF;
    EXECUTE now;
END $$
"""
# What hangs on a capture goes with its bytes, but for its chain of custody, which says so, and the
# number of an exhibit, which is never used again. The database says which tables those are.
OF_A_CAPTURE = """
CREATE FUNCTION tables_of_a_capture() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT c.relname::text FROM pg_constraint AS k
    JOIN pg_class AS c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND k.confrelid = 'captures'::regclass
      AND c.relname NOT IN ('custody', 'exhibits', 'employee_papers', 'witness_accounts')
$$
"""
WEED = """
CREATE FUNCTION weed_rows(of_weeding uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    told weedings;
    ids uuid[];
    one text;
BEGIN
    SELECT * INTO told FROM weedings WHERE id = of_weeding
        AND buried_at IS NOT NULL AND stopped_at IS NULL;
    IF NOT FOUND THEN RAISE EXCEPTION 'Only what two people agreed to is weeded'; END IF;
    ids := ARRAY(SELECT (i ->> 'id')::uuid
        FROM jsonb_array_elements(told.manifest -> 'items') AS i);
    PERFORM set_config('casework.disposing', told.case_id::text, true);
    IF told.kind = 'evidence' THEN
        DELETE FROM procrastinate_jobs AS j USING unnest(ids) AS i
            WHERE j.status <> 'doing' AND strpos(j.args::text, i::text) > 0;
        FOR one IN SELECT * FROM tables_of_a_capture() LOOP
            EXECUTE format('DELETE FROM %I WHERE capture_id = ANY ($1) AND capture_id IN '
                '(SELECT id FROM captures WHERE case_id = $2)', one) USING ids, told.case_id;
        END LOOP;
        UPDATE captures SET name = 'Weeded', details = '{}', examined = NULL, scan_says = NULL,
            weeded_at = coalesce(weeded_at, told.begun_at)
            WHERE id = ANY (ids) AND case_id = told.case_id;
        UPDATE exhibits SET title = 'Weeded', description = 'Nobody relied on it'
            WHERE capture_id = ANY (ids) AND case_id = told.case_id;
    ELSIF told.kind = 'drafts' THEN
        DELETE FROM draft_comments WHERE draft_id = ANY (ids) AND case_id = told.case_id;
        DELETE FROM investigation_drafts WHERE id = ANY (ids) AND case_id = told.case_id;
        DELETE FROM pack_notes WHERE pack_id = ANY (ids) AND case_id = told.case_id;
        UPDATE hearing_packs SET status = 'failed', failure = 'This draft was weeded',
            key = NULL, sha256 = NULL, size = NULL, contents = '[]'
            WHERE id = ANY (ids) AND case_id = told.case_id AND status = 'draft';
    ELSIF told.kind = 'pseudonyms' THEN
        DELETE FROM pseudonyms WHERE id = ANY (ids) AND case_id = told.case_id;
    ELSE
        DELETE FROM pack_notes WHERE id = ANY (ids) AND case_id = told.case_id;
    END IF;
    IF told.kind IN ('evidence', 'drafts') THEN  -- made of them, and made again where needed
        DELETE FROM pack_parts WHERE case_id = told.case_id;
    END IF;
    PERFORM set_config('casework.disposing', '', true);
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for made in (WEEDINGS, KEPT, OUTLIVES, OF_A_CAPTURE, WEED):
        op.execute(made)
    for table in ("weedings", "papers_kept", "personnel_removals"):
        _protect(table)
    op.execute("REVOKE EXECUTE ON FUNCTION weed_rows(uuid) FROM PUBLIC, casework_app")


def _protect(table: str) -> None:
    """Four verbs for people, everything for Casework itself and for the owner's functions."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY reads_1 ON {table} FOR SELECT TO casework_app USING ({MINE})")
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({WORKING})")
    for role in ("casework_system", "CURRENT_USER"):
        name = "keeps" if role == "CURRENT_USER" else "works"
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
