"""Evidence."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Give up rather than queue behind a long query and stop everybody else.
    op.execute("SET LOCAL lock_timeout = '5s'")
    _captures()
    _custody()
    _exhibits()


def _captures() -> None:
    op.create_table(
        "captures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "png",
                "jpeg",
                "gif",
                "webp",
                "heic",
                "pdf",
                "video",
                "zip",
                "word",
                "text",
                "unknown",
                name="filekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name_agrees", sa.Boolean(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("taken_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_in_by", sa.Uuid(), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name="a_capture_has_its_hash"),
        sa.CheckConstraint("size > 0", name="a_capture_has_bytes"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_captures_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["taken_in_by"], ["people.id"], name=op.f("fk_captures_taken_in_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
        sa.UniqueConstraint("key", name=op.f("uq_captures_key")),
    )
    op.create_index(op.f("ix_captures_case_id"), "captures", ["case_id"], unique=False)


def _custody() -> None:
    op.create_table(
        "custody",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column(
            "handling",
            sa.Enum(
                "ingested",
                "moved",
                "viewed",
                "downloaded",
                "admitted",
                name="handling",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["captures.id"], name=op.f("fk_custody_capture_id_captures")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody")),
        sa.UniqueConstraint("capture_id", "number", name=op.f("uq_custody_capture_id_number")),
    )


def _exhibits() -> None:
    op.create_table(
        "exhibits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("shows_pupil", sa.Boolean(), nullable=False),
        sa.Column("in_pack", sa.Boolean(), nullable=False),
        sa.Column("pack_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "in_pack OR pack_reason IS NOT NULL", name="an_exhibit_left_out_has_a_reason"
        ),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["captures.id"], name=op.f("fk_exhibits_capture_id_captures")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_exhibits_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibits")),
        sa.UniqueConstraint("capture_id", name=op.f("uq_exhibits_capture_id")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_exhibits_case_id_number")),
    )
    op.create_index(op.f("ix_exhibits_case_id"), "exhibits", ["case_id"], unique=False)
