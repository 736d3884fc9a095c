"""Redaction: boxes with reasons, copies and their release; the register of pseudonyms."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ANY = "case_id = ANY (ARRAY(SELECT cases_for('{}')))"
# What belongs to an original is seen by whoever may see the original.
OF_A_CAPTURE = [
    f"NOT restricted_capture(capture_id, case_id) AND {ANY.format('a05')}",
    f"restricted_capture(capture_id, case_id) AND {ANY.format('a06')}",
]
READ: dict[str, list[str]] = {
    "pseudonyms": [
        f"kind IN ('pupil', 'parent') AND {ANY.format('a06')}",
        f"kind IN ('witness', 'other') AND {ANY.format('a04')}",
    ],
    "redaction_boxes": OF_A_CAPTURE,
    "left_readable": OF_A_CAPTURE,
    "page_readings": OF_A_CAPTURE,
    "redacted_copies": OF_A_CAPTURE,
}
WORKING = "case_id = ANY (working_cases())"
REASONS = (
    "PUPIL", "THIRD_PARTY", "SPECIAL_CAT", "SAFEGUARD", "PRIVILEGE", "IRRELEVANT", "SECURITY",
)  # fmt: skip
NEW_HANDLINGS = ("redacted", "released", "copy_viewed", "copy_taken")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _pseudonyms()
    _boxes()
    _left_readable()
    _readings()
    _copies()
    _more_handlings()
    for table, conditions in READ.items():
        _protect(table, conditions)


def _one_of(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _of_case(table: str) -> list[sa.schema.SchemaItem]:
    """The columns and constraints that everything that belongs to a case has."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f(f"fk_{table}_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _index(table: str, column: str = "case_id") -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _pseudonyms() -> None:
    table = "pseudonyms"
    op.create_table(
        table,
        *_of_case(table),
        sa.Column("kind", _one_of("pupil", "parent", "witness", "other", name="kind"),
                  nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("also", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        _refers(table, "added_by", "people"),
        sa.UniqueConstraint("case_id", "label", name=op.f("uq_pseudonyms_case_id_label")),
    )  # fmt: skip
    _index(table)


def _boxes() -> None:
    table = "redaction_boxes"
    hidden = _one_of("every_copy", "panel_and_employee", "presenting_officer", name="hiddenin")
    op.create_table(
        table,
        *_of_case(table),
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Float(), nullable=False)
            for name in ("from_left", "from_top", "wide", "high")
        ),
        sa.Column("reason", _one_of(*REASONS, name="reason"), nullable=False),
        sa.Column("hidden_in", hidden, nullable=False),
        sa.Column("pseudonym", sa.String(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "page >= 1 AND from_left >= 0 AND from_top >= 0 AND wide > 0 AND high > 0 "
            "AND from_left + wide <= 100.01 AND from_top + high <= 100.01",
            name="a_box_lies_on_its_page",
        ),
        _refers(table, "capture_id", "captures"),
        _refers(table, "made_by", "people"),
    )
    _index(table)
    _index(table, "capture_id")


def _left_readable() -> None:
    table = "left_readable"
    op.create_table(
        table,
        *_of_case(table),
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("first_word", sa.Integer(), nullable=False),
        sa.Column("last_word", sa.Integer(), nullable=False),
        sa.Column("left_by", sa.Uuid(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        _refers(table, "capture_id", "captures"),
        _refers(table, "left_by", "people"),
        sa.UniqueConstraint(
            "capture_id", "page", "first_word", "last_word",
            name=op.f("uq_left_readable_capture_id_page_first_word_last_word"),
        ),
    )  # fmt: skip
    _index(table)


def _readings() -> None:
    table = "page_readings"
    op.create_table(
        table,
        *_of_case(table),
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("status", _one_of("reading", "read", "failed", name="readingstatus"),
                  nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("sizes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("pictures_read", sa.Boolean(), nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status <> 'read' OR key IS NOT NULL", name="what_was_read_is_in_the_store"
        ),
        _refers(table, "capture_id", "captures"),
        sa.UniqueConstraint("capture_id", name=op.f("uq_page_readings_capture_id")),
    )  # fmt: skip
    _index(table)


def _copies() -> None:
    table = "redacted_copies"
    status = ("making", "failed", "checked", "released", "withdrawn")
    people = ("made_by", "released_by", "withdrawn_by")
    op.create_table(
        table,
        *_of_case(table),
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("audience", _one_of("panel_and_employee", "presenting_officer", name="audience"),
                  nullable=False),
        sa.Column("status", _one_of(*status, name="copystatus"), nullable=False),
        sa.Column("shows_pupil", sa.Boolean(), nullable=False),
        sa.Column("boxes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("parent_sha256", sa.String(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_with", sa.String(), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "status NOT IN ('checked', 'released') OR "
            "(sha256 IS NOT NULL AND key IS NOT NULL AND checked_at IS NOT NULL)",
            name="a_copy_leaves_only_checked",
        ),
        sa.CheckConstraint(
            "(status = 'released') <= (released_by IS NOT NULL)",
            name="a_released_copy_says_by_whom",
        ),
        sa.CheckConstraint(
            "NOT shows_pupil OR released_by IS NULL OR released_by <> made_by",
            name="a_copy_that_shows_a_pupil_takes_two",
        ),
        _refers(table, "capture_id", "captures"),
        *(_refers(table, each, "people") for each in people),
        sa.UniqueConstraint(
            "capture_id", "number", name=op.f("uq_redacted_copies_capture_id_number")
        ),
    )  # fmt: skip
    _index(table)
    op.create_index(
        "one_released_copy_for_each_audience",
        table,
        ["capture_id", "audience"],
        unique=True,
        postgresql_where=sa.text("status = 'released'"),
    )


def _more_handlings() -> None:
    """Two more links of a chain of custody, beside whatever is allowed by now."""
    connection = op.get_bind()
    name, allowed = connection.execute(
        sa.text(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = 'custody'::regclass AND contype = 'c' "
            "AND pg_get_constraintdef(oid) LIKE '%handling%'"
        )
    ).one()
    known = [each.split("'")[0] for each in allowed.split("'")[1::2]]
    every = ", ".join(f"'{each}'" for each in dict.fromkeys([*known, *NEW_HANDLINGS]))
    op.execute(f'ALTER TABLE custody DROP CONSTRAINT "{name}"')
    op.execute(f'ALTER TABLE custody ADD CONSTRAINT "{name}" CHECK (handling IN ({every}))')


def _protect(table: str, conditions: list[str]) -> None:
    """Four verbs for people, everything for Casework itself and for the owner's functions."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for number, condition in enumerate(conditions, start=1):
        op.execute(
            f"CREATE POLICY reads_{number} ON {table} FOR SELECT TO casework_app "
            f"USING ({condition})"
        )
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({WORKING})")
    for role in ("casework_system", "CURRENT_USER"):
        name = "keeps" if role == "CURRENT_USER" else "works"
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
