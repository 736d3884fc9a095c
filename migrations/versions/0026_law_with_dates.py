"""Which provisions of law somebody in the trust has checked; when a dismissed person's job ends."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "law_confirmations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("checked_against", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_confirmations")),
        sa.UniqueConstraint("digest", name=op.f("uq_law_confirmations_digest")),
    )
    # Nobody wrote it down for dismissals before: it stays unknown, and the pages say so.
    op.add_column("outcomes", sa.Column("employment_ends_on", sa.Date(), nullable=True))
