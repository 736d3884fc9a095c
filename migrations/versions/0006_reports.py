"""Reports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Give up rather than queue behind a long query and stop everybody else.
    op.execute("SET LOCAL lock_timeout = '5s'")
    _report_drafts()
    _draft_files()
    _reports()
    _report_additions()
    _triages()
    _lado_contacts()


def _report_drafts() -> None:
    op.create_table(
        "report_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_as", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["people.id"], name=op.f("fk_report_drafts_reporter_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_drafts")),
    )
    op.create_index(
        op.f("ix_report_drafts_reporter_id"), "report_drafts", ["reporter_id"], unique=False
    )


def _draft_files() -> None:
    op.create_table(
        "draft_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
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
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0", name="a_draft_file_has_bytes"),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["report_drafts.id"], name=op.f("fk_draft_files_draft_id_report_drafts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_files")),
    )
    op.create_index(op.f("ix_draft_files_draft_id"), "draft_files", ["draft_id"], unique=False)


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=False),
        sa.Column(
            "about",
            sa.Enum(
                "staff",
                "principal",
                "hr",
                "unknown",
                name="about",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unknown_person", sa.String(), nullable=True),
        sa.Column(
            "child",
            sa.Enum(
                "no",
                "yes",
                "risk",
                "unsure",
                name="childinvolved",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("told_lead", sa.Boolean(), nullable=True),
        sa.Column("told_lead_at", sa.String(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column(
            "account_type",
            sa.Enum(
                "personal",
                "academy",
                "unsure",
                name="accounttype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("audience", sa.String(), nullable=True),
        sa.Column("own_words", sa.String(), nullable=False),
        sa.Column("spoken_to", sa.String(), nullable=True),
        sa.Column("labels", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("still_online", sa.String(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reports_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["people.id"], name=op.f("fk_reports_reporter_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("reference", name=op.f("uq_reports_reference")),
    )
    op.create_index(op.f("ix_reports_case_id"), "reports", ["case_id"], unique=False)
    op.create_index(op.f("ix_reports_reporter_id"), "reports", ["reporter_id"], unique=False)


def _report_additions() -> None:
    op.create_table(
        "report_additions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_report_additions_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_additions_report_id_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_additions")),
    )
    op.create_index(
        op.f("ix_report_additions_case_id"), "report_additions", ["case_id"], unique=False
    )
    op.create_index(
        op.f("ix_report_additions_report_id"), "report_additions", ["report_id"], unique=False
    )


def _triages() -> None:
    op.create_table(
        "triages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "formal",
                "add_to_case",
                "informal",
                "no_further_action",
                "hand_over",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("harm", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("clauses", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_triages_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people.id"], name=op.f("fk_triages_decided_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_triages_report_id_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triages")),
    )
    op.create_index(op.f("ix_triages_case_id"), "triages", ["case_id"], unique=False)
    op.create_index(op.f("ix_triages_report_id"), "triages", ["report_id"], unique=False)


def _lado_contacts() -> None:
    op.create_table(
        "lado_contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=False),
        sa.Column("contacted_at", sa.String(), nullable=False),
        sa.Column("spoken_to", sa.String(), nullable=False),
        sa.Column("advice", sa.String(), nullable=False),
        sa.Column("officer_reference", sa.String(), nullable=True),
        sa.Column("may_investigate", sa.Boolean(), nullable=False),
        sa.Column("may_tell_employee", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_lado_contacts_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["people.id"], name=op.f("fk_lado_contacts_recorded_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lado_contacts")),
    )
    op.create_index(op.f("ix_lado_contacts_case_id"), "lado_contacts", ["case_id"], unique=False)
