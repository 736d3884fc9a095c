"""What a pack hides, why two sides read different packs, and that a reader was told of a recall."""

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

PROFILE = (
    "profile varchar(40) NOT NULL DEFAULT 'register' CONSTRAINT profile CHECK "
    "(profile IN ('register', 'pupils', 'copies', 'witnesses'))"
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(
        "ALTER TABLE pack_copies ADD COLUMN recall_mail varchar(40) CONSTRAINT recallmail CHECK "
        "(recall_mail IN ('waiting', 'sent', 'no_address', 'no_server')), "
        "ADD COLUMN recall_mailed_at timestamptz"
    )
    op.execute(
        f"ALTER TABLE hearing_packs ADD COLUMN {PROFILE}, "
        "ADD COLUMN conformance jsonb NOT NULL DEFAULT '{}'::jsonb"
    )
    op.execute(
        f"ALTER TABLE pack_arrangements ADD COLUMN {PROFILE}, ADD COLUMN why_differs varchar, "
        "ADD COLUMN differs_in jsonb NOT NULL DEFAULT '{}'::jsonb"
    )
