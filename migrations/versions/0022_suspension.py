"""Suspension, its reviews and letters, and what the LADO says of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ANY = "case_id = ANY (ARRAY(SELECT cases_for('{}')))"
WORKING = "case_id = ANY (working_cases())"
# Who reads the rows of each table of a case: by these columns of the matrix.
READ: dict[str, list[str]] = {
    "suspensions": [ANY.format("a03")],
    "suspension_reviews": [ANY.format("a03")],
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _suspensions()
    _reviews()
    _contacts()
    _letters()
    for table, conditions in READ.items():
        _protect(table, conditions)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _text(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=nullable) for name in names]


def _ids(*names: str, nullable: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Uuid(), nullable=nullable) for name in names]


def _day(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _moment(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _yes(name: str, nullable: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=nullable)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _of_case(table: str, *parts: sa.schema.SchemaItem) -> None:
    """A table of what belongs to a case, with the columns and constraints that all have."""
    op.create_table(
        table,
        *_ids("id", "case_id"),
        *parts,
        _refers(table, "case_id", "cases"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_case_id"), table, ["case_id"], unique=False)


def _suspensions() -> None:
    table = "suspensions"
    _of_case(
        table,
        sa.Column("measure", _one_of("measure", "suspension", "alternative"), nullable=False),
        _day("starts_on"),
        *_text("reason", "protects", "terms", "lasts", "pay"),
        *_text("available", nullable=True),
        sa.Column("alternatives", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        *_ids("contact_id", "decided_by", "recorded_by"),
        *_ids("letter_document_id", nullable=True),
        _yes("immediate"),
        _moment("recorded_at"),
        _day("ended_on", nullable=True),
        sa.CheckConstraint("pay = 'full'", name="whoever_is_suspended_is_paid_in_full"),
        sa.CheckConstraint("ended_on >= starts_on", name="a_suspension_ends_after_it_starts"),
        *(_refers(table, each, "people") for each in ("contact_id", "decided_by", "recorded_by")),
        _refers(table, "letter_document_id", "issued_documents"),
    )
    op.create_index(
        "one_measure_at_a_time",
        table,
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("ended_on IS NULL"),
    )


def _reviews() -> None:
    table = "suspension_reviews"
    _of_case(
        table,
        *_ids("suspension_id", "document_id", "reviewed_by"),
        _day("reviewed_on"),
        sa.Column(
            "decision", _one_of("reviewdecision", "continue", "vary", "lift"), nullable=False
        ),
        *_text("reasons"),
        *_text("new_terms", nullable=True),
        _day("next_review_on", nullable=True),
        _moment("recorded_at"),
        sa.CheckConstraint(
            "(decision = 'lift') = (next_review_on IS NULL)",
            name="what_continues_is_reviewed_again",
        ),
        _refers(table, "suspension_id", "suspensions"),
        _refers(table, "document_id", "issued_documents"),
        _refers(table, "reviewed_by", "people"),
    )
    op.create_index(
        op.f("ix_suspension_reviews_suspension_id"), table, ["suspension_id"], unique=False
    )


def _contacts() -> None:
    """What was recorded before was a conversation: that is what its words say."""
    kind = _one_of("ladocontactkind", "consultation", "referral", "strategy_discussion")
    op.add_column(
        "lado_contacts",
        sa.Column("kind", kind, nullable=False, server_default="consultation"),
    )
    op.alter_column("lado_contacts", "kind", server_default=None)
    for column in _text("may_be_told", "suspension_view", nullable=True):
        op.add_column("lado_contacts", column)


EARLY = "code IN ('L-05', 'L-06', 'L-07', 'L-11')"
MINE = "= ANY ((SELECT same_person(acting_person()))::uuid[])"


def _letters() -> None:
    """What is written to the employee before anything is alleged is theirs once they have it."""
    theirs = f"case_id IN (SELECT c.id FROM cases AS c WHERE c.employee_id {MINE})"
    for name, condition in (
        ("reads_early", f"{EARLY} AND {ANY.format('a03')}"),
        ("reads_own", f"{EARLY} AND {ANY.format('a01')} AND {theirs}"),
    ):
        op.execute(
            f"CREATE POLICY {name} ON issued_documents FOR SELECT TO casework_app "
            f"USING ({condition})"
        )


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
