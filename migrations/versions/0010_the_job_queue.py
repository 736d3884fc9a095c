"""The tables of the job queue, as its own library writes them."""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    # Straight to psycopg: the library's SQL holds per cent signs that are not parameters.
    op.get_bind().connection.cursor().execute(SchemaManager.get_schema())
