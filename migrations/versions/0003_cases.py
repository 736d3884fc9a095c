"""Cases."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Give up rather than queue behind a long query and stop everybody else.
    op.execute("SET LOCAL lock_timeout = '5s'")
    _cases()
    _reference_counters()
    _appointments()
    _deadlines()


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "reported",
                "triage",
                "investigation",
                "decision",
                "hearing",
                "outcome",
                "appeal",
                "closed",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=True),
        sa.Column("academy_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_involved", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "no_further_action",
                "informal",
                "added_to_case",
                "no_case_to_answer",
                "not_upheld",
                "outcome_given",
                name="ending",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("added_to_id", sa.Uuid(), nullable=True),
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
            nullable=True,
        ),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("next_due", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(ending IS NOT DISTINCT FROM 'added_to_case') = (added_to_id IS NOT NULL)",
            name="an_added_report_names_its_case",
        ),
        sa.CheckConstraint("(stage = 'closed') = (ending IS NOT NULL)", name="a_closed_case_ended"),
        sa.ForeignKeyConstraint(
            ["academy_id"], ["academies.id"], name=op.f("fk_cases_academy_id_academies")
        ),
        sa.ForeignKeyConstraint(
            ["added_to_id"], ["cases.id"], name=op.f("fk_cases_added_to_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["people.id"], name=op.f("fk_cases_employee_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("reference", name=op.f("uq_cases_reference")),
    )
    op.create_index(op.f("ix_cases_employee_id"), "cases", ["employee_id"], unique=False)
    op.create_index(
        "ix_cases_open",
        "cases",
        ["id"],
        unique=False,
        postgresql_include=["stage", "employee_id", "academy_id", "next_due_on", "opened_at"],
        postgresql_where="stage <> 'closed'",
    )
    op.create_index("ix_cases_stage_opened", "cases", ["stage", "opened_at"], unique=False)


def _reference_counters() -> None:
    op.create_table(
        "reference_counters",
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", "year", name=op.f("pk_reference_counters")),
    )


def _appointments() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "employee",
                "reporter",
                "triage",
                "case_manager",
                "safeguarding_lead",
                "investigating_officer",
                "decision_maker",
                "hearing_manager",
                "panel_member",
                "note_taker",
                "appeal_manager",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_appointments_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_appointments_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
    )
    op.create_index(op.f("ix_appointments_case_id"), "appointments", ["case_id"], unique=False)
    op.create_index(
        "ix_appointments_open",
        "appointments",
        ["person_id", "role", "case_id"],
        unique=False,
        postgresql_where="ended_at IS NULL",
    )
    op.create_index(
        "one_appointment_of_a_kind",
        "appointments",
        ["case_id", "person_id", "role"],
        unique=True,
        postgresql_where="ended_at IS NULL",
    )
    op.create_index(
        "one_person_for_each_single_role",
        "appointments",
        ["case_id", "role"],
        unique=True,
        postgresql_where="ended_at IS NULL AND role IN ('employee', 'case_manager', "
        "'investigating_officer', 'hearing_manager', 'appeal_manager')",
    )


def _deadlines() -> None:
    op.create_table(
        "deadlines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("counted", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_deadlines_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_deadlines_owner_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
    )
    op.create_index(op.f("ix_deadlines_case_id"), "deadlines", ["case_id"], unique=False)
    op.create_index(
        "ix_deadlines_owner",
        "deadlines",
        ["owner_id", "due_on"],
        unique=False,
        postgresql_where="met_at IS NULL",
    )
