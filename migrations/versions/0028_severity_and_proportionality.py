"""Protected content, how a decision was reached, and what earlier cases are compared by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

# A notice that says dismissal is possible could not be sent without the rule: its paper has it.
RULE_OF_EARLIER_NOTICES = """
UPDATE hearings SET gross_misconduct_rule =
    'Named in the notice as sent; the rule was not kept apart from the letter then.'
WHERE dismissal_possible
"""
# Who reads which table: advice as legal advice is read, a decision as its letter is.
READS = {"protected_content_screens": "a24", "decision_records": "a19"}
SEEN = (
    "case_id = ANY ((SELECT working_cases())::uuid[]) "
    "OR case_id = ANY (ARRAY(SELECT cases_for('{}')))"
)
WORKING = "case_id = ANY (working_cases())"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("hearings", sa.Column("gross_misconduct_rule", sa.String(), nullable=True))
    op.execute(RULE_OF_EARLIER_NOTICES)
    _screens()
    _records()
    _comparing()
    for table, action in READS.items():
        _protect(table, SEEN.format(action))


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, postgresql.JSONB(astext_type=sa.Text()), nullable=False)


def _screens() -> None:
    op.create_table(
        "protected_content_screens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        _json("answers"),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("needs_advice", sa.Boolean(), nullable=False),
        sa.Column("screened_by", sa.Uuid(), nullable=False),
        sa.Column("screened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("advice", sa.String(), nullable=True),
        sa.Column("may_go_on", sa.Boolean(), nullable=True),
        sa.Column("advised_by", sa.Uuid(), nullable=True),
        sa.Column("advised_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("advised_by <> screened_by", name="the_adviser_is_another_person"),
        sa.CheckConstraint(
            "(advice IS NULL) = (advised_by IS NULL) AND (advice IS NULL) = (advised_at IS NULL) "
            "AND (advice IS NULL) = (may_go_on IS NULL)",
            name="advice_has_its_adviser",
        ),
        *_of("protected_content_screens", "screened_by", "advised_by"),
    )
    _by_case("protected_content_screens")


def _records() -> None:
    found = ("gross_misconduct", "repudiatory_breach", "fair_dismissal")
    reasons = ("gross_misconduct_reasons", "repudiatory_reasons", "fair_dismissal_reasons")
    names = (
        "gross_misconduct_is_reasoned",
        "a_repudiatory_breach_is_reasoned",
        "a_fair_dismissal_is_reasoned",
    )
    columns = [
        each
        for what, why in zip(found, reasons, strict=True)
        for each in (
            sa.Column(f"{what}_found", sa.Boolean(), nullable=True),
            sa.Column(why, sa.String(), nullable=True),
        )
    ]
    checks = [
        sa.CheckConstraint(f"({what}_found IS NULL) = ({why} IS NULL)", name=name)
        for what, why, name in zip(found, reasons, names, strict=True)
    ]
    op.create_table(
        "decision_records",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        *map(_json, ("proportion", "alternatives", "wording", "comparators_shown")),
        sa.Column("comparable", sa.String(), nullable=True),
        sa.Column("departing", sa.String(), nullable=True),
        *columns,
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        *checks,
        sa.UniqueConstraint("case_id", name=op.f("uq_decision_records_case_id")),
        *_of("decision_records", "recorded_by"),
    )
    _by_case("decision_records")


def _of(table: str, *people: str) -> list[sa.Constraint]:
    to_people = [
        sa.ForeignKeyConstraint([each], ["people.id"], name=op.f(f"fk_{table}_{each}_people"))
        for each in people
    ]
    return [
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f(f"fk_{table}_case_id_cases")),
        *to_people,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _by_case(table: str) -> None:
    op.create_index(op.f(f"ix_{table}_case_id"), table, ["case_id"], unique=False)


def _comparing() -> None:
    op.create_index(
        "ix_allegations_upheld",
        "allegations",
        ["clause_id", "case_id"],
        postgresql_where=sa.text("finding IN ('upheld', 'partly_upheld')"),
    )


def _protect(table: str, seen: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY reads_1 ON {table} FOR SELECT TO casework_app USING ({seen})")
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({WORKING})")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
