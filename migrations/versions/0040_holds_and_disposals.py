"""When each closed case is due, what holds it, and deletions: decided, carried out, certified."""

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

MINE = "case_id = ANY (ARRAY(SELECT cases_for('a29')))"
WORKING = "case_id = ANY (working_cases())"
KEPT = "retention_due_dates retention_holds referrals_ended retention_kept_longer disposals"

DAYS = """
CREATE TABLE retention_due_dates (
    case_id uuid NOT NULL CONSTRAINT pk_retention_due_dates PRIMARY KEY
        CONSTRAINT fk_retention_due_dates_case_id_cases REFERENCES cases (id),
    code varchar,
    starts_on date, due_on date, waits_for varchar,
    CONSTRAINT due_or_waiting CHECK ((due_on IS NULL) = (waits_for IS NOT NULL))
);
CREATE INDEX ix_retention_due_dates_due_on ON retention_due_dates (due_on);
CREATE TABLE retention_nights (
    id serial NOT NULL CONSTRAINT pk_retention_nights PRIMARY KEY,
    at timestamptz NOT NULL,
    closed integer NOT NULL, due integer NOT NULL, newly_due integer NOT NULL,
    stopped varchar,
    acknowledged_by uuid
        CONSTRAINT fk_retention_nights_acknowledged_by_people REFERENCES people (id),
    why_acknowledged varchar,
    CONSTRAINT only_a_stop_is_acknowledged
        CHECK ((acknowledged_by IS NULL) = (why_acknowledged IS NULL)
        AND (acknowledged_by IS NULL OR stopped IS NOT NULL))
)
"""
OF_CASE = "id uuid NOT NULL CONSTRAINT pk_{0} PRIMARY KEY,\n    case_id uuid NOT NULL " \
    "CONSTRAINT fk_{0}_case_id_cases REFERENCES cases (id)"  # fmt: skip
REASONS_TO_KEEP = f"""
CREATE TABLE retention_holds (
    {OF_CASE.format("retention_holds")},
    kind varchar(40) NOT NULL CONSTRAINT ck_retention_holds_kind CHECK (kind IN (
        'legal_claim', 'data_request', 'data_complaint', 'police', 'preserved', 'other')),
    reason varchar NOT NULL,
    set_by uuid NOT NULL CONSTRAINT fk_retention_holds_set_by_people REFERENCES people (id),
    set_at timestamptz NOT NULL,
    lifted_at timestamptz,
    why_lifted varchar,
    CONSTRAINT a_hold_is_lifted_with_a_reason CHECK ((lifted_at IS NULL) = (why_lifted IS NULL))
);
CREATE INDEX ix_retention_holds_case_id ON retention_holds (case_id);
CREATE INDEX ix_retention_holds_open ON retention_holds (case_id) WHERE lifted_at IS NULL;
CREATE TABLE referrals_ended (
    {OF_CASE.format("referrals_ended")},
    duty_id uuid NOT NULL CONSTRAINT uq_referrals_ended_duty_id UNIQUE
        CONSTRAINT fk_referrals_ended_duty_id_duties_considered REFERENCES duties_considered (id),
    ended_on date NOT NULL,
    what_came_of_it varchar NOT NULL,
    recorded_by uuid NOT NULL
        CONSTRAINT fk_referrals_ended_recorded_by_people REFERENCES people (id),
    recorded_at timestamptz NOT NULL
);
CREATE INDEX ix_referrals_ended_case_id ON referrals_ended (case_id);
CREATE TABLE retention_kept_longer (
    {OF_CASE.format("retention_kept_longer")},
    until date NOT NULL,
    reason varchar NOT NULL,
    decided_by uuid NOT NULL CONSTRAINT fk_retention_kept_longer_decided_by_people
        REFERENCES people (id),
    decided_at timestamptz NOT NULL
);
CREATE INDEX ix_retention_kept_longer_case_id ON retention_kept_longer (case_id)
"""
DISPOSALS = f"""
CREATE TABLE disposals (
    {OF_CASE.format("disposals")},
    code varchar NOT NULL,
    starts_on date,
    due_on date NOT NULL,
    manifest jsonb NOT NULL,
    manifest_hash varchar NOT NULL,
    proposed_by uuid NOT NULL CONSTRAINT fk_disposals_proposed_by_people REFERENCES people (id),
    proposed_at timestamptz NOT NULL,
    why_proposed varchar NOT NULL,
    safeguarding_agreed varchar,
    approved_by uuid CONSTRAINT fk_disposals_approved_by_people REFERENCES people (id),
    approved_at timestamptz,
    why_approved varchar,
    waits_until date,
    stopped_by uuid CONSTRAINT fk_disposals_stopped_by_people REFERENCES people (id),
    stopped_at timestamptz,
    why_stopped varchar,
    begun_at timestamptz, key_destroyed_at timestamptz, rows_gone_at timestamptz,
    verified_at timestamptz, certified_at timestamptz,
    failed varchar,
    certificate jsonb,
    certificate_pdf bytea,
    CONSTRAINT two_people_agree_to_a_disposal CHECK (approved_by <> proposed_by),
    CONSTRAINT an_approval_has_its_cooling_off CHECK ((approved_by IS NULL) = (approved_at IS NULL)
        AND (approved_by IS NULL) = (waits_until IS NULL)),
    CONSTRAINT a_stop_has_its_reason CHECK ((stopped_at IS NULL) = (why_stopped IS NULL)
        AND (stopped_by IS NULL OR stopped_at IS NOT NULL)),
    CONSTRAINT only_what_two_agreed_to_begins CHECK (
        begun_at IS NULL OR (approved_by IS NOT NULL AND stopped_at IS NULL)),
    CONSTRAINT a_key_goes_after_the_beginning
        CHECK (key_destroyed_at IS NULL OR begun_at IS NOT NULL),
    CONSTRAINT what_is_verified_has_no_key
        CHECK (verified_at IS NULL OR key_destroyed_at IS NOT NULL),
    CONSTRAINT no_certificate_without_verification CHECK (
        (certified_at IS NULL) = (certificate IS NULL)
        AND (certified_at IS NULL OR verified_at IS NOT NULL))
);
CREATE INDEX ix_disposals_case_id ON disposals (case_id);
CREATE UNIQUE INDEX one_disposal_of_a_case ON disposals (case_id) WHERE stopped_at IS NULL
"""
CASES = """
ALTER TABLE cases ADD held_since date, ADD disposing_since timestamptz,
    ADD CONSTRAINT only_a_closed_case_goes CHECK (
        disposing_since IS NULL OR (stage = 'closed' AND held_since IS NULL))
"""
# A case that is being deleted is there for nobody: it answers as one that never was.
GONE_FOR_ALL = """
DO $$
DECLARE
    was text := pg_get_functiondef('standing_on'::regproc);
    now text := replace(was, 'WHERE c.reference = asked',
        'WHERE c.reference = asked AND c.disposing_since IS NULL');
BEGIN
    IF was = now THEN RAISE EXCEPTION 'standing_on is not what it was'; END IF;
    EXECUTE now;
END $$;
CREATE POLICY not_while_it_goes ON cases AS RESTRICTIVE FOR SELECT TO casework_app
    USING (disposing_since IS NULL)
"""
# Every table with rows of a case, by its own column or by what it hangs on, but for the journal,
# which only loses its words, and the register of deletions. $1 stands for the case.
TABLES = """
CREATE FUNCTION tables_of_a_case() RETURNS TABLE (named text, belongs text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE ours AS (
        SELECT c.oid, c.relname::text AS named, EXISTS (
            SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = 'case_id'
              AND NOT a.attisdropped) AS own
        FROM pg_class AS c
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
          AND c.relname <> ALL (ARRAY['cases', 'journal', 'disposals'])
    ), found AS (
        SELECT oid, named, 'case_id = $1' COLLATE "C" AS belongs, 0 AS depth FROM ours WHERE own
        UNION ALL
        SELECT child.oid, child.named, quote_ident(held.attname) || ' IN (SELECT '
            || quote_ident(holder.attname) || ' FROM ' || quote_ident(found.named) || ' WHERE '
            || found.belongs || ')', found.depth + 1
        FROM found JOIN pg_constraint AS k ON k.confrelid = found.oid AND k.contype = 'f'
        JOIN ours AS child ON child.oid = k.conrelid AND NOT child.own AND child.oid <> found.oid
        JOIN pg_attribute AS held ON held.attrelid = k.conrelid AND held.attnum = k.conkey[1]
        JOIN pg_attribute AS holder
            ON holder.attrelid = k.confrelid AND holder.attnum = k.confkey[1]
        WHERE found.depth < 3
    )
    SELECT f.named, string_agg(DISTINCT f.belongs, ' OR ') FROM found AS f GROUP BY f.named
$$
"""
# What is kept for ever goes with its case, and only by the function that deletes a case whose key
# is destroyed: nobody else has the right to change these tables, and the owner only within it.
# An entry of the journal stays, and loses its words and the secret that committed to them.
APPEND_ONLY = """
CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('casework.disposing', true), '') <> '' AND current_user = (
        SELECT pg_get_userbyid(c.relowner) FROM pg_class AS c WHERE c.oid = TG_RELID)
    THEN
        IF TG_OP = 'DELETE' AND TG_TABLE_NAME <> 'journal' THEN RETURN OLD; END IF;
        IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'journal'
            AND (to_jsonb(NEW) - 'payload' - 'secret') = (to_jsonb(OLD) - 'payload' - 'secret')
            AND (to_jsonb(NEW) ->> 'payload') IS NULL AND (to_jsonb(NEW) ->> 'secret') IS NULL
            AND to_jsonb(OLD) ->> 'case_id' = current_setting('casework.disposing', true)
        THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$
"""
# Children before what they hang on: a table that others still name is tried again after them.
DISPOSE = """
CREATE FUNCTION dispose_of_rows(of_case uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    waiting text[];
    before integer;
    one record;
BEGIN
    IF NOT EXISTS (SELECT FROM disposals AS d WHERE d.case_id = of_case
        AND d.key_destroyed_at IS NOT NULL AND d.stopped_at IS NULL)
    THEN RAISE EXCEPTION 'Only what has lost its key is deleted'; END IF;
    PERFORM set_config('casework.disposing', of_case::text, true);
    waiting := array(SELECT named FROM tables_of_a_case());
    FOR one IN SELECT t.* FROM tables_of_a_case() AS t JOIN pg_attribute AS a
        ON a.attrelid = t.named::regclass AND a.attname = 'id' AND a.atttypid = 'uuid'::regtype
    LOOP
        EXECUTE format('DELETE FROM procrastinate_jobs AS j USING (SELECT id FROM %I WHERE %s) AS t'
            ' WHERE j.status <> ''doing'' AND strpos(j.args::text, t.id::text) > 0',
            one.named, replace(one.belongs, '$1', quote_literal(of_case)));
    END LOOP;
    WHILE cardinality(waiting) > 0 LOOP
        before := cardinality(waiting);
        FOR one IN SELECT * FROM tables_of_a_case() AS t WHERE t.named = ANY (waiting) LOOP
            BEGIN
                EXECUTE format('DELETE FROM %I WHERE %s', one.named,
                    replace(one.belongs, '$1', quote_literal(of_case)));
                waiting := array_remove(waiting, one.named);
            EXCEPTION WHEN foreign_key_violation THEN NULL;
            END;
        END LOOP;
        IF cardinality(waiting) = before THEN
            RAISE EXCEPTION 'Rows of % are still named by others', waiting;
        END IF;
    END LOOP;
    UPDATE journal SET payload = NULL, secret = NULL WHERE case_id = of_case
        AND payload IS NOT NULL AND number < (
            SELECT max(j.number) FROM journal AS j
            WHERE j.case_id = of_case AND j.kind = 'CaseDisposed');
    UPDATE cases SET summary = '', employee_id = NULL, pupil_involved = false, severity = NULL,
        next_due = NULL, next_due_on = NULL, sealed_at = NULL, paused_on = NULL, held_since = NULL
        WHERE id = of_case;
    PERFORM set_config('casework.disposing', '', true);
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for made in (CASES, DAYS, REASONS_TO_KEEP, DISPOSALS):
        op.execute(made)
    for table in KEPT.split():
        _protect(table)
    for rule in (GONE_FOR_ALL, TABLES, APPEND_ONLY, DISPOSE):
        op.execute(rule)
    op.execute("REVOKE EXECUTE ON FUNCTION dispose_of_rows(uuid) FROM PUBLIC, casework_app")


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
