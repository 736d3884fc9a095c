"""Recipes of packs as a trust changes them, and which version an edition was made by."""

from alembic import op

revision = "0037"
down_revision = "0033"
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


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(RECIPES)
    op.execute("ALTER TABLE hearing_packs ADD COLUMN recipe_number integer")
    op.execute("ALTER TABLE hearing_packs DROP CONSTRAINT packkind")
    op.execute(f"ALTER TABLE hearing_packs ADD CONSTRAINT packkind CHECK (kind IN {KINDS})")
