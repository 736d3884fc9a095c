"""What the clearing registers said on the day of a decision, and whether it looked grave.

Warnings and dismissals of before have the clocks that those of today start.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLE = "register_look_ups"
WORKING = "case_id = ANY (working_cases())"
# Whoever reads the allegations reads what may clear them, as the page of the case shows it.
OF_READERS = "case_id = ANY (ARRAY(SELECT cases_for('a03')))"
SEEN = f"case_id = ANY ((SELECT working_cases())::uuid[]) OR {OF_READERS}"

# As they are counted when a warning is given and when an employment ends.
CLOCKS_OF_EARLIER_WARNINGS = """
INSERT INTO deadlines (id, case_id, kind, says, due_on, counted, done_late)
SELECT gen_random_uuid(), case_id,
    CASE level WHEN 'final_written' THEN 'T12-F' ELSE 'T12' END,
    CASE level WHEN 'final_written' THEN 'A final warning is spent'
        ELSE 'A first warning is spent' END,
    spent_on,
    jsonb_build_object('counted_from', given_on, 'days', live_months, 'unit', 'months',
        'timescale', CASE level WHEN 'final_written' THEN 'final_warning' ELSE 'first_warning' END,
        'calendar', 'calendar days'),
    false
FROM warnings WHERE withdrawn_on IS NULL
"""
CLOCKS_OF_EARLIER_ENDINGS = """
INSERT INTO deadlines (id, case_id, kind, says, due_on, counted, done_late)
SELECT gen_random_uuid(), case_id, kind, says, (ended + months * interval '1 month')::date + 84,
    jsonb_build_object('counted_from', ended, 'days', months, 'unit', 'months',
        'timescale', 'the law', 'calendar', 'calendar days'),
    false
FROM (
    SELECT case_id, ended,
        CASE WHEN ended >= DATE '2026-10-01' THEN 6 ELSE 3 END AS months,
        CASE WHEN ended >= DATE '2026-10-01' THEN 'T18' ELSE 'T18-3' END AS kind,
        CASE WHEN ended >= DATE '2026-10-01' THEN 'The time to bring a claim ends'
            ELSE 'The time to bring a claim ends, for what ended before 1 October 2026'
        END AS says
    FROM (
        SELECT case_id, employment_ends_on AS ended FROM outcomes
        WHERE employment_ends_on IS NOT NULL
            AND coalesce(stands_as, sanction) IN ('dismissal_with_notice', 'summary_dismissal')
        UNION ALL
        SELECT case_id, last_day FROM resignations
        WHERE case_id NOT IN (
            SELECT case_id FROM outcomes WHERE employment_ends_on IS NOT NULL
                AND coalesce(stands_as, sanction) IN ('dismissal_with_notice', 'summary_dismissal')
        )
    ) AS ends
) AS told
"""


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
    op.execute(CLOCKS_OF_EARLIER_WARNINGS)
    op.execute(CLOCKS_OF_EARLIER_ENDINGS)


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
