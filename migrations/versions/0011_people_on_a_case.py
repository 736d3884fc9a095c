"""Parts, conflicts, waivers, break-glass, sealed cases and appeals."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PLACES = ["line_manager", "principal", "dsl", "safeguarding_lead", "hr_case_manager"]
PLACES += ["hr_director", "chief_executive", "chair_of_trustees", "panel_member", "dpo"]
PLACES += ["auditor", "records_officer", "it_admin"]
PARTS = ["employee", "reporter", "witness", "companion", "triage", "case_manager"]
PARTS += ["safeguarding_lead", "investigating_officer", "decision_maker", "hearing_manager"]
PARTS += ["panel_member", "note_taker", "appeal_manager", "appeal_panel_member", "legal_adviser"]
GROUNDS = ["witness", "line_management", "named", "declared", "stepped_off"]


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _allow("places", "trustrole", PLACES)
    _allow("appointments", "role", PARTS)
    op.add_column("cases", sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("people", sa.Column("merged_into_id", sa.Uuid(), nullable=True))
    _ordinary_open_cases()
    op.create_foreign_key(
        op.f("fk_people_merged_into_id_people"), "people", "people", ["merged_into_id"], ["id"]
    )
    _conflicts()
    _break_glass()
    _separation_waivers()
    _named_readers()
    _approval_requests()
    _appeals()


def _ordinary_open_cases() -> None:
    """Indexes alone tell an ordinary case from one with a seal or in somebody's line."""
    op.create_index(op.f("ix_people_manager_id"), "people", ["manager_id"], unique=False)
    op.drop_index("ix_cases_open", "cases")
    read = ["stage", "employee_id", "academy_id", "next_due_on", "opened_at", "sealed_at"]
    op.create_index(
        "ix_cases_open",
        "cases",
        ["id"],
        unique=False,
        postgresql_include=read,
        postgresql_where="stage <> 'closed'",
    )


def _allow(table: str, name: str, values: list[str]) -> None:
    """Let the column `role` hold these values from now on."""
    listed = ", ".join(f"'{each}'" for each in values)
    op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK (role IN ({listed}))")


def _person(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _of_case(table: str, *people: str) -> list[sa.Constraint]:
    """The keys that every table of a case has."""
    keys = [
        sa.ForeignKeyConstraint([name], ["people.id"], name=op.f(f"fk_{table}_{name}_people"))
        for name in people
    ]
    case = sa.ForeignKeyConstraint(
        ["case_id"], ["cases.id"], name=op.f(f"fk_{table}_case_id_cases")
    )
    return [case, *keys, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def _table(name: str, *columns: sa.Column[object], people: tuple[str, ...], **more: str) -> None:
    checks = [sa.CheckConstraint(says, name=key) for key, says in more.items()]
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        *columns,
        *checks,
        *_of_case(name, *people),
    )
    op.create_index(op.f(f"ix_{name}_case_id"), name, ["case_id"], unique=False)


def _one_of(values: list[str], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _conflicts() -> None:
    _table(
        "conflicts",
        _person("person_id"),
        sa.Column("ground", _one_of(GROUNDS, "ground"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        _person("recorded_by"),
        _moment("recorded_at"),
        _moment("lifted_at", nullable=True),
        _person("lifted_by", nullable=True),
        sa.Column("why_lifted", sa.String(), nullable=True),
        people=("person_id",),
        nobody_lifts_their_own_conflict="lifted_by <> person_id AND lifted_by <> recorded_by",
    )
    op.create_index(
        "ix_conflicts_person",
        "conflicts",
        ["person_id", "case_id"],
        unique=False,
        postgresql_where="lifted_at IS NULL",
    )


def _break_glass() -> None:
    _table(
        "break_glass",
        _person("person_id"),
        sa.Column("reason", sa.String(), nullable=False),
        _moment("opened_at"),
        _moment("ends_at"),
        sa.Column("review_due_on", sa.Date(), nullable=False),
        _moment("reviewed_at", nullable=True),
        _person("reviewed_by", nullable=True),
        sa.Column("review_words", sa.String(), nullable=True),
        sa.Column("justified", sa.Boolean(), nullable=True),
        people=("person_id", "reviewed_by"),
        a_reason_is_more_than_a_word="length(reason) >= 20",
        nobody_reviews_their_own_access="reviewed_by <> person_id",
        an_hour_at_most="ends_at <= opened_at + interval '60 minutes'",
    )
    op.create_index("ix_break_glass_person", "break_glass", ["person_id", "ends_at"], unique=False)


def _separation_waivers() -> None:
    _table(
        "separation_waivers",
        _person("person_id"),
        sa.Column("role", _one_of(PARTS, "role"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        _person("asked_by"),
        _moment("asked_at"),
        _person("first_approver_id", nullable=True),
        _moment("first_approved_at", nullable=True),
        _person("second_approver_id", nullable=True),
        _moment("second_approved_at", nullable=True),
        _person("refused_by", nullable=True),
        _moment("refused_at", nullable=True),
        people=("person_id", "asked_by", "first_approver_id", "second_approver_id", "refused_by"),
        two_different_people_approve="second_approver_id <> first_approver_id",
        nobody_waives_for_themselves=(
            "first_approver_id <> person_id AND second_approver_id <> person_id"
        ),
        whoever_asks_does_not_approve=(
            "first_approver_id <> asked_by AND second_approver_id <> asked_by"
        ),
    )


def _named_readers() -> None:
    _table(
        "named_readers",
        _person("person_id"),
        _person("named_by"),
        _moment("named_at"),
        people=("person_id", "named_by"),
    )
    op.create_unique_constraint(
        op.f("uq_named_readers_case_id_person_id"), "named_readers", ["case_id", "person_id"]
    )


def _approval_requests() -> None:
    _table(
        "approval_requests",
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("told", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        _person("asked_by"),
        _moment("asked_at"),
        _person("decided_by", nullable=True),
        _moment("decided_at", nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        people=("asked_by", "decided_by"),
        another_person_decides="decided_by <> asked_by",
        a_decision_is_whole="(decided_at IS NULL) = (approved IS NULL)",
    )


def _appeals() -> None:
    _table(
        "appeals",
        sa.Column("grounds", sa.String(), nullable=False),
        _person("lodged_by"),
        _moment("lodged_at"),
        people=("lodged_by",),
    )
    op.create_unique_constraint(op.f("uq_appeals_case_id"), "appeals", ["case_id"])
