"""Keyed commitments and checkpoints."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# Nothing that the application sends can choose a number, a link or a hash: the database takes the
# chain's lock, reads its head, and hashes the leaf. Definer, so that who writes need not see it.
LINKS = """
CREATE FUNCTION journal_links() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    chain text := coalesce(NEW.case_id::text, 'trust');
    head record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('casework.journal/' || chain, 0));
    IF NEW.case_id IS NULL THEN
        SELECT number, hash INTO head FROM public.journal
            WHERE case_id IS NULL ORDER BY number DESC LIMIT 1;
    ELSE
        SELECT number, hash INTO head FROM public.journal
            WHERE case_id = NEW.case_id ORDER BY number DESC LIMIT 1;
    END IF;
    NEW.version := 2;
    NEW.number := coalesce(head.number, 0) + 1;
    NEW.previous := coalesce(head.hash, repeat('0', 64));
    NEW.leaf := E'casework-journal/2\\n' || chain || E'\\n' || NEW.number || E'\\n'
        || NEW.previous || E'\\n' || NEW.leaf || E'\\n';
    NEW.hash := encode(sha256('\\x00'::bytea || convert_to(NEW.leaf, 'UTF8')), 'hex');
    RETURN NEW;
END $$
"""
# A refusal is written to the chain of a case that the person refused may not know of.
CHAIN_OF = """
CREATE FUNCTION journal_chain_of(wanted text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT id FROM public.cases WHERE reference = wanted $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _leaves_and_payloads()
    _chains_made_by_the_database()
    _checkpoints()


def _leaves_and_payloads() -> None:
    op.execute("ALTER TABLE journal DISABLE TRIGGER journal_is_append_only")
    for column in (
        sa.Column("result", sa.String(), nullable=False, server_default="allow"),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("leaf", sa.Text(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
    ):
        op.add_column("journal", column)
    op.execute(
        "UPDATE journal SET payload = jsonb_build_object("
        "'actor', actor_name, 'sentence', sentence, 'facts', facts)::text"
    )
    for name in ("result", "version"):
        op.alter_column("journal", name, server_default=None)
    for name in ("actor_name", "sentence", "facts"):
        op.drop_column("journal", name)
    for name, holds in (
        ("a_version_that_is_known", "version IN (1, 2)"),
        ("what_was_hashed_is_kept", "(version = 1) = (leaf IS NULL)"),
        ("a_result_that_is_known", "result IN ('allow', 'deny', 'error')"),
        ("disposed_of_together", "version = 1 OR (payload IS NULL) = (secret IS NULL)"),
    ):
        op.create_check_constraint(name, "journal", holds)
    op.execute("ALTER TABLE journal ENABLE TRIGGER journal_is_append_only")


def _chains_made_by_the_database() -> None:
    op.execute(LINKS)
    op.execute(
        "CREATE TRIGGER journal_is_linked BEFORE INSERT ON journal "
        "FOR EACH ROW EXECUTE FUNCTION journal_links()"
    )
    op.execute(CHAIN_OF)


def _checkpoints() -> None:
    op.create_table(
        "checkpoints",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("newest_entry", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("heads", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_checkpoints")),
    )
    op.create_table(
        "checkpoint_heads",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_checkpoint_heads")),
    )
    op.create_table(
        "checkpoint_deliveries",
        sa.Column("checkpoint", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'delivered', 'failed')", name="ck_checkpoint_deliveries_state"
        ),
        sa.ForeignKeyConstraint(
            ["checkpoint"],
            ["checkpoints.number"],
            name=op.f("fk_checkpoint_deliveries_checkpoint_checkpoints"),
        ),
        sa.PrimaryKeyConstraint("checkpoint", "place", name=op.f("pk_checkpoint_deliveries")),
    )
    op.create_index(
        "ix_checkpoint_deliveries_next_try_at",
        "checkpoint_deliveries",
        ["next_try_at"],
        postgresql_where=sa.text("state <> 'delivered'"),
    )
    op.execute(
        "CREATE TRIGGER checkpoints_is_append_only BEFORE UPDATE OR DELETE ON checkpoints "
        "FOR EACH ROW EXECUTE FUNCTION append_only()"
    )
    op.execute(
        "CREATE TRIGGER checkpoints_is_never_emptied BEFORE TRUNCATE ON checkpoints "
        "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
    )
