"""What a pack hides, why two sides read different packs, and that a reader was told of a recall."""

from alembic import op

revision = "0043"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(
        "ALTER TABLE pack_copies ADD COLUMN recall_mail varchar(40) CONSTRAINT recallmail CHECK "
        "(recall_mail IN ('waiting', 'sent', 'no_address', 'no_server')), "
        "ADD COLUMN recall_mailed_at timestamptz"
    )
