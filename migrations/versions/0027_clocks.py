"""Clocks that are paused, extended and explained; calendars of one's own; reminders by e-mail."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

CHANGES = ("paused", "resumed", "extended", "late")
WORKING = "case_id = ANY (working_cases())"
# What was said of a clock is read by whoever reads the journal of its case.
READ = "case_id = ANY (ARRAY(SELECT cases_for('a27', 'R')))"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _deadlines()
    _changes()
    _protect()
    _calendars()
    _reminders()


def _deadlines() -> None:
    table = "deadlines"
    op.add_column(table, sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(table, sa.Column("paused_on", sa.Date(), nullable=True))
    op.add_column(table, sa.Column("days_left", sa.Integer(), nullable=True))
    op.add_column(
        table, sa.Column("done_late", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(table, sa.Column("delay_told_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(
        "a_paused_clock_knows_what_is_left",
        table,
        "(paused_on IS NULL) = (days_left IS NULL)",
    )
    # The lists of everybody's tasks start from their cases.
    op.create_index(
        "ix_deadlines_open",
        table,
        ["case_id", "due_on"],
        postgresql_where=sa.text("met_at IS NULL"),
    )


def _changes() -> None:
    table = "clock_changes"
    what = sa.Enum(*CHANGES, name="clockact", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("deadline_id", sa.Uuid(), nullable=False),
        sa.Column("what", what, nullable=False),
        sa.Column("was", sa.Date(), nullable=False),
        sa.Column("now", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f(f"fk_{table}_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_case_id"), table, ["case_id"], unique=False)
    op.create_index(op.f(f"ix_{table}_deadline_id"), table, ["deadline_id"], unique=False)


def _protect() -> None:
    """Read as the journal is; added to while the case is worked on, and never changed."""
    table = "clock_changes"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for verb, name, condition in (
        ("SELECT", "reads_1", f"USING ({READ} OR {WORKING})"),
        ("INSERT", "adds", f"WITH CHECK ({WORKING})"),
        ("UPDATE", "changes", "USING (false)"),
        ("DELETE", "removes", "USING (false)"),
    ):
        op.execute(f"CREATE POLICY {name} ON {table} FOR {verb} TO casework_app {condition}")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
    for role in ("casework_app", "casework_system"):
        op.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {role}")
    for event, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        called = "is_append_only" if each == "ROW" else "is_never_emptied"
        op.execute(
            f"CREATE TRIGGER {table}_{called} BEFORE {event} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION append_only()"
        )


def _calendars() -> None:
    table = "calendars"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
    )
    op.create_index(
        "one_calendar_for_each_person",
        table,
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL"),
    )


def _reminders() -> None:
    op.add_column(
        "accounts",
        sa.Column("reminders", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    table = "reminders_sent"
    op.create_table(
        table,
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", "day", name=op.f(f"pk_{table}")),
    )
