"""Recipes a trust changes, the order in which people put a pack, and what leaves beside packs."""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

KINDS = "('management', 'employee', 'appeal', 'referral')"
RECIPES = f"""
CREATE TABLE pack_recipes (
    id uuid NOT NULL CONSTRAINT pk_pack_recipes PRIMARY KEY,
    kind varchar(40) NOT NULL CONSTRAINT packkind CHECK (kind IN {KINDS}),
    number integer NOT NULL,
    sections jsonb NOT NULL,
    reason varchar NOT NULL,
    proposed_by uuid NOT NULL CONSTRAINT fk_pack_recipes_proposed_by_people REFERENCES people (id),
    proposed_at timestamptz NOT NULL,
    decided_by uuid CONSTRAINT fk_pack_recipes_decided_by_people REFERENCES people (id),
    decided_at timestamptz,
    approved boolean,
    why_decided varchar,
    CONSTRAINT uq_pack_recipes_kind_number UNIQUE (kind, number),
    CONSTRAINT two_people_change_a_recipe CHECK (decided_by <> proposed_by),
    CONSTRAINT a_recipe_is_decided_whole CHECK (
        (decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (approved IS NULL)
        AND (decided_by IS NULL) = (why_decided IS NULL))
);
CREATE UNIQUE INDEX one_change_of_a_recipe_at_a_time ON pack_recipes (kind)
    WHERE decided_at IS NULL;
CREATE FUNCTION a_decided_recipe_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'a recipe that was decided on is not changed';
END $$;
CREATE TRIGGER a_decided_recipe_stays BEFORE UPDATE OR DELETE ON pack_recipes
    FOR EACH ROW WHEN (OLD.decided_at IS NOT NULL) EXECUTE FUNCTION a_decided_recipe_stays()
"""


SEEN = (
    "(case_id = ANY ((SELECT working_cases())::uuid[]) "
    "OR case_id = ANY (ARRAY(SELECT cases_for('{}'))))"
)
WORKING = "case_id = ANY (working_cases())"
# Tables of a case: their columns, and who reads them.
TABLES: dict[str, tuple[str, str]] = {
    "pack_arrangements": (
        f"""kind varchar(40) NOT NULL CONSTRAINT packkind CHECK (kind IN {KINDS}),
        placed jsonb NOT NULL, left_out jsonb NOT NULL,
        CONSTRAINT uq_pack_arrangements_case_id_kind UNIQUE (case_id, kind)""",
        SEEN.format("a15"),
    ),
    "case_exports": (
        """number integer NOT NULL,
        what varchar(40) NOT NULL CONSTRAINT exportkind CHECK (what IN ('report', 'exhibits')),
        reason varchar NOT NULL,
        asked_by uuid NOT NULL CONSTRAINT fk_case_exports_asked_by_people REFERENCES people (id),
        asked_at timestamptz NOT NULL,
        decided_by uuid CONSTRAINT fk_case_exports_decided_by_people REFERENCES people (id),
        decided_at timestamptz, approved boolean, why_decided varchar,
        CONSTRAINT uq_case_exports_case_id_number UNIQUE (case_id, number),
        CONSTRAINT two_people_let_a_case_out CHECK (decided_by <> asked_by),
        CONSTRAINT an_export_is_decided_whole CHECK (
            (decided_by IS NULL) = (decided_at IS NULL) AND
            (decided_by IS NULL) = (approved IS NULL) AND
            (decided_by IS NULL) = (why_decided IS NULL))""",
        f"{SEEN.format('a15')} OR {SEEN.format('a28')}",
    ),
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(RECIPES)
    for table, (columns, reads) in TABLES.items():
        op.execute(f"CREATE TABLE {table} (id uuid NOT NULL, case_id uuid NOT NULL, {columns})")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT pk_{table} PRIMARY KEY (id)")
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT fk_{table}_case_id_cases "
            "FOREIGN KEY (case_id) REFERENCES cases (id)"
        )
        op.execute(f"CREATE INDEX ix_{table}_case_id ON {table} (case_id)")
        _protect(table, reads)
    op.execute("ALTER TABLE hearing_packs ADD COLUMN recipe_number integer")
    op.execute("ALTER TABLE hearing_packs DROP CONSTRAINT packkind")
    op.execute(f"ALTER TABLE hearing_packs ADD CONSTRAINT packkind CHECK (kind IN {KINDS})")


def _protect(table: str, reads: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for verb, name, condition in (
        ("SELECT", "reads_1", f"USING ({reads})"),
        ("INSERT", "adds", f"WITH CHECK ({WORKING})"),
        ("UPDATE", "changes", f"USING ({WORKING})"),
        ("DELETE", "removes", f"USING ({WORKING})"),
    ):
        op.execute(f"CREATE POLICY {name} ON {table} FOR {verb} TO casework_app {condition}")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
