"""What the clearing registers said on the day of a decision, and whether it looked grave."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0031"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLE = "register_look_ups"
WORKING = "case_id = ANY (working_cases())"
# Whoever reads the allegations reads what may clear them, as the page of the case shows it.
OF_READERS = "case_id = ANY (ARRAY(SELECT cases_for('a03')))"
SEEN = f"case_id = ANY ((SELECT working_cases())::uuid[]) OR {OF_READERS}"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    answers = sa.Enum(
        "no",
        "yes",
        "unsure",
        name="harmanswer",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.add_column("triages", sa.Column("gross", answers, nullable=True))
    _look_ups()
    _protect(SEEN)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _look_ups() -> None:
    moments = sa.Enum(
        "triage",
        "investigation",
        name="lookedupat",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("moment", moments, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("said", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f(f"fk_{TABLE}_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["looked_by"], ["people.id"], name=op.f(f"fk_{TABLE}_looked_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_case_id"), TABLE, ["case_id"], unique=False)


def _protect(seen: str) -> None:
    op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY reads_1 ON {TABLE} FOR SELECT TO casework_app USING ({seen})")
    op.execute(f"CREATE POLICY adds ON {TABLE} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {TABLE} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {TABLE} FOR DELETE TO casework_app USING ({WORKING})")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {TABLE} TO {role} USING (true) WITH CHECK (true)")
