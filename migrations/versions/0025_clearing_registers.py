"""Clearing registers: entries, from when a register is complete, acknowledged policy versions."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

MINE = "person_id = ANY ((SELECT same_person(acting_person()))::uuid[])"
OF_PEOPLE = ("register_entries", "policy_acknowledgements")
# HR and the executives; the Principal at their own academy; a line manager for those they manage.
KEEPS = """
CREATE FUNCTION keeps_registers_of(whose uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM places AS p JOIN people AS me ON me.id = p.person_id
        WHERE me.id = ANY (same_person(acting_person())) AND (
            p.role IN ('hr_case_manager', 'hr_director', 'chief_executive')
            OR (p.role = 'principal'
                AND me.academy_id = (SELECT w.academy_id FROM people AS w WHERE w.id = whose))
        )
    ) OR EXISTS (
        SELECT 1 FROM people AS w
        WHERE w.id = whose AND w.manager_id = ANY (same_person(acting_person()))
    )
$$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _entries()
    _coverage()
    _acknowledgements()
    op.execute(KEEPS)
    for role in ("casework_app", "casework_system"):
        op.execute(f"GRANT EXECUTE ON FUNCTION keeps_registers_of(uuid) TO {role}")
    for table in OF_PEOPLE:
        _protect(table)


def _kind() -> sa.Enum:
    clauses = ("2.1", "2.4", "2.6", "3.7", "3.8", "3.9")
    return sa.Enum(*clauses, name="register", native_enum=False, create_constraint=True, length=40)


def _entries() -> None:
    table = "register_entries"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("details", sa.String(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("reasons", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(granted IS NULL) = (decided_on IS NULL)", name="a_decision_has_its_day"
        ),
        sa.CheckConstraint(
            "granted IS NOT TRUE OR valid_from IS NOT NULL", name="what_is_granted_has_a_beginning"
        ),
        sa.CheckConstraint("valid_until >= valid_from", name="an_entry_ends_after_it_begins"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"], unique=False)


def _coverage() -> None:
    op.create_table(
        "register_coverage",
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("covers_from", sa.Date(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_register_coverage")),
    )


def _acknowledgements() -> None:
    table = "policy_acknowledgements"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["policy_versions.id"],
            name=op.f(f"fk_{table}_version_id_policy_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "person_id", "version_id", name=op.f(f"uq_{table}_person_id_version_id")
        ),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"], unique=False)


def _protect(table: str) -> None:
    """One's own, and those of whom one keeps or decides. Nothing is deleted."""
    keeps = f"{MINE} OR keeps_registers_of(person_id)"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY reads ON {table} FOR SELECT TO casework_app USING ({keeps})")
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({keeps})")
    op.execute(
        f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app "
        "USING (keeps_registers_of(person_id))"
    )
    for role in ("casework_system", "CURRENT_USER"):
        name = "keeps" if role == "CURRENT_USER" else "works"
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
