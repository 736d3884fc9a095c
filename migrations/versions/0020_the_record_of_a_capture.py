"""How an item was come by, who confirms it, whether it is still online, and what was corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

OF_A_CAPTURE = ("capture_confirmations", "online_checks", "capture_corrections")
CASE = "case_of_capture(capture_id)"
SEEN = "{} = ANY (ARRAY(SELECT cases_for('{}')))"
# What is known of items taken in before is kept; of the rest it is said that nobody recorded it.
KNOWN = """
UPDATE captures SET details = jsonb_build_object(
    'item_type', CASE
        WHEN details ->> 'what' ILIKE '%photo of a screen%' THEN 'photo_of_screen'
        WHEN details ->> 'what' ILIKE 'screenshot%' THEN 'screenshot'
        WHEN details ->> 'what' ILIKE '%statement%' THEN 'statement'
        WHEN kind = 'video' THEN 'recording'
        ELSE 'not_recorded' END,
    'form', 'not_recorded',
    'metadata', 'not_recorded',
    'means', 'not_recorded',
    'lawful_basis', 'not_recorded',
    'access_route', 'not_recorded',
    'authenticity', 'unverified'
) || (details - 'still_online' - 'last_checked_on')
"""
LOOKS = """
INSERT INTO online_checks (id, capture_id, at, person_id, person_name, looked_on, found, note)
SELECT gen_random_uuid(), c.id, c.taken_in_at, c.taken_in_by,
       p.given_name || ' ' || p.family_name, (c.details ->> 'last_checked_on')::date,
       c.details ->> 'still_online', 'Recorded with the item, before looks were kept one by one.'
FROM captures AS c JOIN people AS p ON p.id = c.taken_in_by
WHERE c.details ->> 'still_online' IN ('yes', 'removed')
  AND c.details ->> 'last_checked_on' IS NOT NULL
"""
# A day nobody wrote down is not invented: the note says so, and the day is when it was taken in.
UNDATED = """
INSERT INTO online_checks (id, capture_id, at, person_id, person_name, looked_on, found, note)
SELECT gen_random_uuid(), c.id, c.taken_in_at, c.taken_in_by,
       p.given_name || ' ' || p.family_name,
       (c.taken_in_at AT TIME ZONE 'Europe/London')::date, c.details ->> 'still_online',
       'The day of the look was not recorded. The day here is when the item was taken in.'
FROM captures AS c JOIN people AS p ON p.id = c.taken_in_by
WHERE c.details ->> 'still_online' IN ('yes', 'removed')
  AND c.details ->> 'last_checked_on' IS NULL
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("captures", sa.Column("stopped_at", sa.DateTime(timezone=True)))
    op.add_column(
        "reports",
        sa.Column("suspected_image", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.alter_column("reports", "suspected_image", server_default=None)
    _confirmations()
    _checks()
    _corrections()
    op.execute(LOOKS)
    op.execute(UNDATED)
    op.execute(KNOWN)
    for table in OF_A_CAPTURE:
        _keep_for_ever(table)
        _protect(table)


def _of_a_capture(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["capture_id"], ["captures.id"], name=op.f(f"fk_{name}_capture_id_captures")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_capture_id"), name, ["capture_id"], unique=False)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _confirmations() -> None:
    _of_a_capture(
        "capture_confirmations",
        sa.Column("confirms", _one_of("confirms", "saw", "given", "saved"), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
    )


def _checks() -> None:
    _of_a_capture(
        "online_checks",
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column(
            "found",
            _one_of("stillonline", "yes", "changed", "removed", "unknown"),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=True),
    )


def _corrections() -> None:
    _of_a_capture(
        "capture_corrections",
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("now", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
    )


def _keep_for_ever(table: str) -> None:
    op.execute(
        f"""
        CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION append_only()
        """
    )
    op.execute(
        f"""
        CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION append_only()
        """
    )


def _protect(table: str) -> None:
    """Read by whoever reads the item itself; added to while its case is worked on."""
    restricted = f"restricted_capture(capture_id, {CASE})"
    reads = (
        f"NOT {restricted} AND {SEEN.format(CASE, 'a05')}",
        f"{restricted} AND {SEEN.format(CASE, 'a06')}",
    )
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for number, condition in enumerate(reads, start=1):
        op.execute(
            f"CREATE POLICY reads_{number} ON {table} FOR SELECT TO casework_app "
            f"USING ({condition})"
        )
    op.execute(
        f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app "
        f"WITH CHECK ({CASE} = ANY (working_cases()))"
    )
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
    for role in ("casework_app", "casework_system"):
        op.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {role}")
