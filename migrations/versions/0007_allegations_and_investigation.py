"""Allegations and investigation."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Give up rather than queue behind a long query and stop everybody else.
    op.execute("SET LOCAL lock_timeout = '5s'")
    _allegations()
    _allegation_exhibits()
    _severity_assessments()
    _terms_of_reference()
    _investigations()
    _case_to_answer_decisions()


def _allegations() -> None:
    op.create_table(
        "allegations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Uuid(), nullable=False),
        sa.Column("conduct_on", sa.Date(), nullable=False),
        sa.Column("occurred", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("particulars", sa.String(), nullable=False),
        sa.Column(
            "severity",
            sa.Enum(
                "minor",
                "serious",
                "possible_gross_misconduct",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "conclusion",
            sa.Enum(
                "case_to_answer",
                "no_case_to_answer",
                name="conclusion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("conclusion_reasons", sa.String(), nullable=True),
        sa.Column("to_hearing", sa.Boolean(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column(
            "finding",
            sa.Enum(
                "upheld",
                "partly_upheld",
                "not_upheld",
                name="finding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reasons", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(conclusion IS NULL) = (conclusion_reasons IS NULL)", name="a_conclusion_has_reasons"
        ),
        sa.CheckConstraint("(finding IS NULL) = (reasons IS NULL)", name="a_finding_has_reasons"),
        sa.CheckConstraint(
            "finding IS NULL OR notified_on IS NOT NULL", name="only_what_was_notified_is_decided"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_allegations_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["clause_id"], ["clauses.id"], name=op.f("fk_allegations_clause_id_clauses")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allegations")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_allegations_case_id_number")),
    )
    op.create_index(op.f("ix_allegations_case_id"), "allegations", ["case_id"], unique=False)


def _allegation_exhibits() -> None:
    op.create_table(
        "allegation_exhibits",
        sa.Column("allegation_id", sa.Uuid(), nullable=False),
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["allegation_id"],
            ["allegations.id"],
            name=op.f("fk_allegation_exhibits_allegation_id_allegations"),
        ),
        sa.ForeignKeyConstraint(
            ["exhibit_id"], ["exhibits.id"], name=op.f("fk_allegation_exhibits_exhibit_id_exhibits")
        ),
        sa.PrimaryKeyConstraint("allegation_id", "exhibit_id", name=op.f("pk_allegation_exhibits")),
    )
    # ### end Alembic commands ###


def _severity_assessments() -> None:
    op.create_table(
        "severity_assessments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("factors", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "severity",
            sa.Enum(
                "minor",
                "serious",
                "possible_gross_misconduct",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("assessed_by", sa.Uuid(), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessed_by"], ["people.id"], name=op.f("fk_severity_assessments_assessed_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_severity_assessments_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_severity_assessments")),
        sa.UniqueConstraint("case_id", name=op.f("uq_severity_assessments_case_id")),
    )
    op.create_index(
        op.f("ix_severity_assessments_case_id"), "severity_assessments", ["case_id"], unique=False
    )


def _terms_of_reference() -> None:
    op.create_table(
        "terms_of_reference",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_terms_of_reference_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["people.id"], name=op.f("fk_terms_of_reference_officer_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["set_by"], ["people.id"], name=op.f("fk_terms_of_reference_set_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms_of_reference")),
        sa.UniqueConstraint("case_id", name=op.f("uq_terms_of_reference_case_id")),
    )
    op.create_index(
        op.f("ix_terms_of_reference_case_id"), "terms_of_reference", ["case_id"], unique=False
    )


def _investigations() -> None:
    op.create_table(
        "investigations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("sections", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_investigations_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["issued_documents.id"],
            name=op.f("fk_investigations_document_id_issued_documents"),
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["people.id"], name=op.f("fk_investigations_officer_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investigations")),
        sa.UniqueConstraint("case_id", name=op.f("uq_investigations_case_id")),
    )
    op.create_index(op.f("ix_investigations_case_id"), "investigations", ["case_id"], unique=False)


def _case_to_answer_decisions() -> None:
    op.create_table(
        "case_to_answer_decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("to_hearing", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_to_answer_decisions_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["people.id"],
            name=op.f("fk_case_to_answer_decisions_decided_by_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_to_answer_decisions")),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_to_answer_decisions_case_id")),
    )
    op.create_index(
        op.f("ix_case_to_answer_decisions_case_id"),
        "case_to_answer_decisions",
        ["case_id"],
        unique=False,
    )
