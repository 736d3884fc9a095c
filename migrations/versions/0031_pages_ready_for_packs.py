"""Pages of originals made ready for packs, and parts of packs that are made once."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

KINDS = ("management", "appeal", "referral")
COPIES = ("page_picture", "text_layer", "poster", "linkable")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _another_kind_of_copy()
    _parts()
    _protect()
    _kinds_of_pack()


def _another_kind_of_copy() -> None:
    said = ", ".join(f"'{each}'" for each in COPIES)
    op.execute("ALTER TABLE derived_copies DROP CONSTRAINT copykind")
    op.execute(f"ALTER TABLE derived_copies ADD CONSTRAINT copykind CHECK (kind IN ({said}))")


def _parts() -> None:
    table = "pack_parts"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("store_key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name="a_part_has_its_hash"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f(f"fk_{table}_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("case_id", "fingerprint", name=op.f(f"uq_{table}_case_id_fingerprint")),
        sa.UniqueConstraint("store_key", name=op.f(f"uq_{table}_store_key")),
    )
    op.create_index(op.f(f"ix_{table}_case_id"), table, ["case_id"], unique=False)


def _protect() -> None:
    """Nobody reads or writes a part but Casework itself: people read packs."""
    table = "pack_parts"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for verb, name, condition in (
        ("SELECT", "reads_1", "USING (false)"),
        ("INSERT", "adds", "WITH CHECK (false)"),
        ("UPDATE", "changes", "USING (false)"),
        ("DELETE", "removes", "USING (false)"),
    ):
        op.execute(f"CREATE POLICY {name} ON {table} FOR {verb} TO casework_app {condition}")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")


def _kinds_of_pack() -> None:
    """What was made before was made for the hearing, by no recipe, and numbered from 1."""
    table = "hearing_packs"
    kind = sa.Enum(*KINDS, name="packkind", native_enum=False, create_constraint=False, length=40)
    op.add_column(table, sa.Column("kind", kind, nullable=False, server_default="management"))
    said = ", ".join(f"'{each}'" for each in KINDS)
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT packkind CHECK (kind IN ({said}))")
    op.add_column(table, sa.Column("recipe", sa.String(), nullable=False, server_default=""))
    op.add_column(table, sa.Column("supplements", sa.Integer(), nullable=True))
    op.add_column(table, sa.Column("first_page", sa.Integer(), nullable=False, server_default="1"))
    for name, told in (
        ("a_referral_is_not_issued_to_the_panel", "kind <> 'referral' OR status <> 'issued'"),
        ("only_a_supplement_numbers_on", "first_page = 1 OR supplements IS NOT NULL"),
    ):
        op.create_check_constraint(name, table, told)
