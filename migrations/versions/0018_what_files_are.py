"""More kinds of file, what was found when they came in, and the copies made from them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KINDS = (
    "png", "jpeg", "gif", "webp", "heic", "tiff", "pdf", "video", "zip", "word", "wacz", "warc",
    "mail", "mhtml", "html", "csv", "text", "unknown",
)  # fmt: skip
SCANS = ("not_scanned", "waiting", "clean", "found")
COPIES = ("page_picture", "text_layer", "poster")
CASES = "= ANY (ARRAY(SELECT cases_for('{}')))"
WORKING = "case_id = ANY (working_cases())"
# A copy is seen by whoever may see its original.
READS = (
    f"NOT restricted_capture(capture_id, case_id) AND case_id {CASES.format('a05')}",
    f"restricted_capture(capture_id, case_id) AND case_id {CASES.format('a06')}",
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in ("captures", "draft_files"):
        _more_kinds(table)
    _what_was_found()
    _derived_copies()
    _protect()


def _said(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{each}'" for each in values)


def _more_kinds(table: str) -> None:
    op.execute(f"ALTER TABLE {table} DROP CONSTRAINT filekind")
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT filekind CHECK (kind IN ({_said(KINDS)}))")


def _what_was_found() -> None:
    op.add_column("draft_files", sa.Column("found", postgresql.JSONB(astext_type=sa.Text())))
    op.add_column("captures", sa.Column("examined", postgresql.JSONB(astext_type=sa.Text())))
    scan = sa.Enum(*SCANS, name="scanstate", native_enum=False, create_constraint=False, length=40)
    op.add_column("captures", sa.Column("scan", scan, nullable=False, server_default="not_scanned"))
    op.add_column("captures", sa.Column("scan_says", sa.String()))
    op.add_column("captures", sa.Column("scanned_at", sa.DateTime(timezone=True)))
    op.execute(f"ALTER TABLE captures ADD CONSTRAINT scanstate CHECK (scan IN ({_said(SCANS)}))")
    op.create_check_constraint(
        "a_scan_has_its_time",
        "captures",
        "scan NOT IN ('clean', 'found') OR scanned_at IS NOT NULL",
    )
    op.create_unique_constraint("a_capture_and_its_case", "captures", ["id", "case_id"])


def _derived_copies() -> None:
    kind = sa.Enum(*COPIES, name="copykind", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "derived_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("store_key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("size > 0", name="a_copy_has_bytes"),
        sa.CheckConstraint("length(sha256) = 64", name="a_copy_has_its_hash"),
        sa.CheckConstraint("page >= 1", name="pages_are_numbered_from_one"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_derived_copies_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["capture_id", "case_id"],
            ["captures.id", "captures.case_id"],
            name="a_copy_is_where_its_original_is",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_derived_copies")),
        sa.UniqueConstraint("store_key", name=op.f("uq_derived_copies_store_key")),
    )
    for column in ("case_id", "capture_id"):
        op.create_index(op.f(f"ix_derived_copies_{column}"), "derived_copies", [column])
    op.create_index(
        "one_copy_of_a_kind_for_a_page",
        "derived_copies",
        ["capture_id", "kind", sa.text("coalesce(page, 0)")],
        unique=True,
    )


def _protect() -> None:
    table = "derived_copies"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for number, told in enumerate(READS, start=1):
        op.execute(
            f"CREATE POLICY reads_{number} ON {table} FOR SELECT TO casework_app USING ({told})"
        )
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({WORKING})")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
