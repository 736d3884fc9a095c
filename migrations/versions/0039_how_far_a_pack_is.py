"""How far the making of a pack is: its stage, its pages, when it began, and how often."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

TABLE = "hearing_packs"
STAGES = ("waiting", "parts", "index", "linking", "checking", "done")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    stage = sa.Enum(*STAGES, name="making", native_enum=False, create_constraint=False, length=40)
    op.add_column(TABLE, sa.Column("stage", stage, nullable=False, server_default="waiting"))
    said = ", ".join(f"'{each}'" for each in STAGES)
    op.execute(f"ALTER TABLE {TABLE} ADD CONSTRAINT making CHECK (stage IN ({said}))")
    for name in ("percent", "pages_done", "tries"):
        op.add_column(TABLE, sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column(TABLE, sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint("percent_is_of_a_hundred", TABLE, "percent BETWEEN 0 AND 100")
