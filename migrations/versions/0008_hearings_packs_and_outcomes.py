"""Hearings packs and outcomes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Give up rather than queue behind a long query and stop everybody else.
    op.execute("SET LOCAL lock_timeout = '5s'")
    _hearings()
    _hearing_packs()
    _outcomes()


def _hearings() -> None:
    op.create_table(
        "hearings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("presenter_id", sa.Uuid(), nullable=False),
        sa.Column("dismissal_possible", sa.Boolean(), nullable=False),
        sa.Column("why_dismissal", sa.String(), nullable=True),
        sa.Column("notice_document_id", sa.Uuid(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("shorter_notice_agreed", sa.String(), nullable=True),
        sa.Column("pack_issued_on", sa.Date(), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.Column("why_absent", sa.String(), nullable=True),
        sa.Column("companion", sa.String(), nullable=True),
        sa.Column(
            "companion_category",
            sa.Enum(
                "fellow_worker",
                "union_employed_official",
                "union_certified_representative",
                "nobody",
                name="companioncategory",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("notes", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(held_at IS NULL) = (attended IS NULL)", name="a_held_hearing_says_who_came"
        ),
        sa.CheckConstraint(
            "NOT dismissal_possible OR why_dismissal IS NOT NULL",
            name="possible_dismissal_is_explained",
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_hearings_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["notice_document_id"],
            ["issued_documents.id"],
            name=op.f("fk_hearings_notice_document_id_issued_documents"),
        ),
        sa.ForeignKeyConstraint(
            ["presenter_id"], ["people.id"], name=op.f("fk_hearings_presenter_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearings")),
        sa.UniqueConstraint("case_id", name=op.f("uq_hearings_case_id")),
    )
    op.create_index(op.f("ix_hearings_case_id"), "hearings", ["case_id"], unique=False)


def _hearing_packs() -> None:
    op.create_table(
        "hearing_packs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "building",
                "failed",
                "draft",
                "final",
                "issued",
                name="packstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("contents", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "status NOT IN ('draft', 'final', 'issued') OR sha256 IS NOT NULL",
            name="a_made_pack_has_its_hash",
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_hearing_packs_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["people.id"], name=op.f("fk_hearing_packs_requested_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_packs")),
        sa.UniqueConstraint("case_id", "edition", name=op.f("uq_hearing_packs_case_id_edition")),
    )
    op.create_index(op.f("ix_hearing_packs_case_id"), "hearing_packs", ["case_id"], unique=False)


def _outcomes() -> None:
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "sanction",
            sa.Enum(
                "no_action",
                "first_written_warning",
                "final_written_warning",
                "dismissal_with_notice",
                "summary_dismissal",
                name="sanction",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("mitigation", sa.String(), nullable=False),
        sa.Column("lesser_steps", sa.String(), nullable=False),
        sa.Column("gross_misconduct", sa.String(), nullable=True),
        sa.Column("repudiatory_breach", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_words", sa.String(), nullable=True),
        sa.Column("letter_document_id", sa.Uuid(), nullable=True),
        sa.Column("letter_received_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "sanction <> 'summary_dismissal' OR gross_misconduct IS NOT NULL",
            name="summary_dismissal_rests_on_gross_misconduct",
        ),
        sa.CheckConstraint("reviewed_by <> decided_by", name="the_reviewer_is_another_person"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_outcomes_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people.id"], name=op.f("fk_outcomes_decided_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["letter_document_id"],
            ["issued_documents.id"],
            name=op.f("fk_outcomes_letter_document_id_issued_documents"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by"], ["people.id"], name=op.f("fk_outcomes_reviewed_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
        sa.UniqueConstraint("case_id", name=op.f("uq_outcomes_case_id")),
    )
    op.create_index(op.f("ix_outcomes_case_id"), "outcomes", ["case_id"], unique=False)
